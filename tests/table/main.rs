//! Tables of many deals: statements for data warehouses, run in the ones that are there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../effort/mod.rs"]
mod effort;
mod mapped;
mod pipe;
mod random_rows;
#[path = "../reference/mod.rs"]
mod reference;
mod statements;
mod warehouses;
