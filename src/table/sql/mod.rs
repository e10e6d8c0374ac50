//! A playbook as a statement for a data warehouse, in which every row of a table has the verdict that
//! the engine gives for the same facts, whatever is not known.
//!
//! A statement is made of layers, each a table of a `WITH`: one that reads cells, one with the cells of
//! the circuit's variables that each leaves possible, as bits; then one for each height of the circuit
//! with the lowest and the highest score that a node can still reach. Nothing is NULL in them that is
//! compared, nothing is written out twice, and numbers are whole ones, so that nothing is rounded.
//!
//! | what | where |
//! | --- | --- |
//! | which column answers which question, by its name or by a map | `columns`, `mapped` |
//! | cells of a table into cells of variables; sets; digits into whole numbers | `reading`, `sets`, `scales`, `fitting` |
//! | what values come to | `steps`, `worked`, `ends`, `products` |
//! | the circuit, and what is read off it | `nodes`, `results` |
//! | the layers, and the statement around them | `layers`, `statement`, `header` |
//! | what each dialect says differently | `syntax`, and a file for each |
//! | rows whose verdict is known, to try a statement on | `self_check` |

mod bigquery;
mod columns;
mod dialect;
mod duckdb;
mod ends;
mod fitting;
mod header;
mod layers;
mod mapped;
mod nodes;
mod postgres;
mod products;
mod reading;
mod results;
mod scales;
mod self_check;
mod sets;
mod snowflake;
mod spark;
mod sqlite;
mod statement;
mod steps;
mod syntax;
mod worked;

use crate::playbook::Playbook;
pub use columns::{Column, Columns};
pub use dialect::Dialect;
use header::header;
pub use mapped::NotMapped;
pub use results::With;
pub use self_check::self_check;
use statement::Laid;
pub use statement::NotStated;

/// What a statement is made for.
#[derive(Debug, Clone)]
pub struct Request<'r> {
    /// How it is written.
    pub dialect: Dialect,
    /// The table that it reads, as [`Dialect::path`] takes it.
    pub table: &'r str,
    /// The view that it makes, in the same way; `None` for a query.
    pub view: Option<&'r str>,
    /// What it hands out beside the verdict and the score.
    pub with: With,
}

/// The statement that judges every row of a table.
///
/// # Errors
/// Where the playbook can't be put in SQL of this dialect so that it says just what the engine does.
pub fn statement(
    playbook: &Playbook,
    columns: &Columns,
    request: &Request<'_>,
) -> Result<String, NotStated> {
    let laid = Laid::of(playbook, request.dialect)?;
    let (tables, query) = laid.query(columns, &request.dialect.path(request.table), request.with);
    let view = request.view.map(|view| {
        let create = request.dialect.syntax().create_view;
        format!("{create} {} AS\n", request.dialect.path(view))
    });
    Ok(format!(
        "{}{}WITH {}\n{query};\n",
        header(playbook, request.dialect),
        view.unwrap_or_default(),
        tables.join(", ")
    ))
}
