//! What the cells of a row answer under a map, and why a row is left out.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;

use super::cell_words::{CellRead, SAY_ENCODING, Words};
use super::map::{Column, Place, TableMap};
use super::reading::Row;
use crate::deal::Answer;
use crate::deal::option_names::folded;
use crate::playbook::{Playbook, Question};
use crate::text::characters::quoted;
use crate::text::source::{by_nearness, nearest};

/// The different cells of a column of which the answer is remembered: more than there are words or usual
/// numbers, and some hundreds of kilobytes.
const MOST_REMEMBERED: usize = 8192;

/// The columns of a table that are named where one is missing: a few lines.
const MOST_NAMED: usize = 20;

/// Columns that a map names and a table does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub struct MissingColumns {
    /// Each with what was probably meant.
    missing: Vec<(String, Option<String>)>,
    /// The columns that are there, those nearest to the first missing one first.
    there: Vec<String>,
}

impl MissingColumns {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.missing.len()
    }

    fn of(missing: Vec<(String, Option<String>)>, header: &[String]) -> Self {
        let first = missing.first().map_or("", |(name, _)| name);
        let named = header.iter().map(String::as_str).filter(|name| !name.is_empty());
        let there = by_nearness(first, named).into_iter().map(str::to_owned).collect();
        Self { missing, there }
    }

    fn words(&self) -> String {
        let each = self.missing.iter().map(|(name, meant)| match meant {
            Some(meant) => {
                format!("no column is called {}, did you mean {}?", quoted(name), quoted(meant))
            }
            None => format!("no column is called {}", quoted(name)),
        });
        let shown = self.there.iter().take(MOST_NAMED).map(|name| quoted(name));
        let shown = shown.collect::<Vec<_>>().join(", ");
        let there = match self.there.len() {
            0 => "it has no columns with names".to_owned(),
            count if count > MOST_NAMED => {
                format!("it has {shown} and {} more", count - MOST_NAMED)
            }
            _ => format!("it has {shown}"),
        };
        each.chain([there]).collect::<Vec<_>>().join("\n")
    }
}

/// Why a row is left out: a cell of it that answers nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The row.
    pub row: u64,
    /// The column; empty where it is about the whole row.
    pub column: String,
    /// What stands in the cell.
    pub value: String,
    /// Why it is no answer.
    pub reason: String,
    /// What was probably meant.
    pub nearest: Option<String>,
}

/// Reads the rows of a table under a map.
#[derive(Debug, Clone)]
pub struct RowReader<'m> {
    playbook: &'m Playbook,
    header: &'m [String],
    id: Option<usize>,
    /// What stands before the numbers of rows that have no ids: the table's name, if there are several.
    table: String,
    /// For each column that says which rows to take, its place and its words.
    wanted: Vec<(usize, Vec<String>)>,
    columns: Vec<ColumnReader<'m>>,
}

/// What a line of a table looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// There is nothing in it.
    Empty,
    /// It has one cell with something in it, and too few to be a row.
    Note,
    /// It has all cells, and something in one of them alone.
    NoteOrRow,
    /// A row.
    Row,
}

/// What is said of a row that stands in quotation marks as a whole.
pub const IN_MARKS: &str = "all of it stands in one cell; is the whole row in quotation marks?";

/// What stands between the cells of most tables.
const BETWEEN_CELLS: [char; 4] = [',', ';', '\t', '|'];

/// What is taken of a row.
#[derive(Debug, PartialEq)]
pub enum Taken {
    /// What it says: for each column of the map the place of its answer, see [`RowReader::answer`].
    Answers(Vec<u32>),
    /// Nothing: the map does not want it.
    Unwanted,
    /// Nothing: it has cells that answer nothing.
    Rejected(Vec<Reject>),
}

impl<'m> RowReader<'m> {
    /// A reader of the rows of a table with this header.
    ///
    /// # Errors
    /// The columns that the map names and that are not there.
    pub fn new(
        map: &'m TableMap,
        header: &'m [String],
        playbook: &'m Playbook,
    ) -> Result<Self, MissingColumns> {
        let mut finder = Finder { header, missing: Vec::new() };
        let id = map.table.id.as_ref().map(|name| finder.place(name));
        let wanted = map.rows.iter().map(|(name, words)| {
            (finder.place(name), words.iter().map(|word| folded(word)).collect())
        });
        let wanted = wanted.collect();
        let unknown: Vec<String> = map.unknown.iter().map(|word| folded(word)).collect();
        let columns = map.columns.iter().map(|column| {
            let question = playbook.question(column.question);
            ColumnReader::new(column, question, &unknown, &mut finder)
        });
        let columns = columns.collect();
        match finder.missing.is_empty() {
            true => Ok(Self { playbook, header, id, table: String::new(), wanted, columns }),
            false => Err(MissingColumns::of(finder.missing, header)),
        }
    }

    /// The same, of one of several tables: rows without an id of their own are called by its name too.
    pub fn of_table(self, name: &str) -> Self {
        Self { table: format!("{name}:"), ..self }
    }

    /// The playbook whose questions are answered.
    pub fn playbook(&self) -> &'m Playbook {
        self.playbook
    }

    /// The columns of the map, in its order.
    pub fn columns(&self) -> impl Iterator<Item = &'m Column> {
        self.columns.iter().map(|reader| reader.column)
    }

    /// Whether a row has an id of its own that is a text.
    pub fn has_id(&self, row: &Row) -> bool {
        let id = self.id.and_then(|place| row.cells.get(place));
        id.is_some_and(|id| std::str::from_utf8(id).is_ok_and(|id| !id.trim().is_empty()))
    }

    /// What a row is called: what stands in its id column, or without one its number.
    pub fn id<'r>(&self, row: &'r Row) -> Cow<'r, str> {
        match self.id {
            None => Cow::Owned(format!("{}{}", self.table, row.number)),
            Some(place) => match row.text(place) {
                Cow::Borrowed(id) => Cow::Borrowed(id.trim()),
                Cow::Owned(id) => Cow::Owned(id.trim().to_owned()),
            },
        }
    }

    /// What tells a row apart from one of the same id that answers something else.
    pub fn fingerprint(&self, row: &Row) -> u64 {
        let mut hasher = DefaultHasher::new();
        let columns = self.columns.iter().flat_map(|column| &column.cells);
        columns.for_each(|place| row.cells.get(*place).hash(&mut hasher));
        hasher.finish()
    }

    /// What a line looks like that may be none of the rows.
    pub fn look(&self, row: &Row) -> Look {
        let is_filled = |cell: &&[u8]| !cell.trim_ascii().is_empty();
        let mut filled = row.cells.iter().filter(is_filled);
        let first = filled.next().map(String::from_utf8_lossy).unwrap_or_default();
        // An id alone is one word.
        let is_sentence = first.split_whitespace().nth(1).is_some();
        match usize::from(!first.is_empty()) + usize::from(filled.next().is_some()) {
            0 => Look::Empty,
            1 if is_sentence && self.header.len() > 2 && row.cells.len() < self.header.len() => {
                Look::Note
            }
            1 if self.header.len() > 2 => Look::NoteOrRow,
            _ => Look::Row,
        }
    }

    /// Whether a row is one cell that has in it what would make all cells: it stands in quotation marks as
    /// a whole.
    pub fn is_in_marks(&self, row: &Row) -> bool {
        let between = self.header.len().saturating_sub(1);
        let cell = row.text(0);
        let has_all = |sign: &char| cell.matches(*sign).count() >= between.max(1);
        row.cells.len() == 1 && BETWEEN_CELLS.iter().any(has_all)
    }

    /// What a row says.
    pub fn take(&mut self, row: &Row) -> Taken {
        if let Some(reject) = self.of_the_whole(row) {
            return Taken::Rejected(vec![reject]);
        }
        let is_wanted =
            |(place, words): &(usize, Vec<String>)| words.contains(&folded(&row.text(*place)));
        if !self.wanted.iter().all(is_wanted) {
            return Taken::Unwanted;
        }
        let mut rejects = Vec::new();
        let answers = (self.columns.iter_mut())
            .map(|column| column.take(row, self.header, &mut rejects))
            .collect();
        if rejects.is_empty() { Taken::Answers(answers) } else { Taken::Rejected(rejects) }
    }

    /// For each column of the map whether what it says counts in the verdict.
    pub fn evidence(&self) -> Vec<bool> {
        let is_evidence = |column: &'m Column| {
            column.source.is_evidence_on(self.playbook.question(column.question))
        };
        self.columns().map(is_evidence).collect()
    }

    /// The answer at a place of a column; `None` where it is not known.
    pub fn answer(&self, column: usize, place: u32) -> Option<&Answer> {
        match self.columns.get(column)?.read.get(place as usize)? {
            CellRead::Known(answer) => Some(answer),
            CellRead::Unknown | CellRead::Wrong { .. } => None,
        }
    }

    /// Whether so much is remembered that it is best forgotten before the next row: then places of
    /// answers mean others from there on.
    pub fn is_full(&self) -> bool {
        self.columns.iter().any(|column| column.read.len() >= MOST_REMEMBERED)
    }

    /// Forgets what is remembered of cells.
    pub fn forget(&mut self) {
        for column in &mut self.columns {
            column.read.clear();
            column.places.clear();
            column.short_places.clear();
        }
    }

    fn of_the_whole(&self, row: &Row) -> Option<Reject> {
        let (has, needs) = (row.cells.len(), self.header.len());
        let reject = |reason: String| Reject {
            row: row.number,
            column: String::new(),
            value: String::new(),
            reason,
            nearest: None,
        };
        if has > needs && row.cells.iter().skip(needs).any(|cell| !cell.is_empty()) {
            return Some(reject(format!("it has {has} cells, and {needs} columns have names")));
        }
        if self.is_in_marks(row) {
            return Some(reject(IN_MARKS.to_owned()));
        }
        if has < needs {
            return Some(reject(format!("it has {has} cells, and there are {needs} columns")));
        }
        let place = self.id?;
        let id = std::str::from_utf8(row.cells.get(place).unwrap_or_default());
        match id {
            Err(_) => Some(reject(format!("its id is not UTF-8; {SAY_ENCODING}"))),
            Ok(id) => id.trim().is_empty().then(|| reject("it has no id".to_owned())),
        }
    }
}

/// The place of a column of this name.
///
/// # Errors
/// There is none.
pub(super) fn find_column(header: &[String], name: &str) -> Result<usize, MissingColumns> {
    let mut finder = Finder { header, missing: Vec::new() };
    let place = finder.place(name);
    if finder.missing.is_empty() {
        Ok(place)
    } else {
        Err(MissingColumns::of(finder.missing, header))
    }
}

/// Finds columns by their names.
struct Finder<'h> {
    header: &'h [String],
    missing: Vec<(String, Option<String>)>,
}

impl Finder<'_> {
    /// The place of a column: of this name, or of this one in another case.
    fn place(&mut self, name: &str) -> usize {
        let trimmed = name.trim();
        let exact = self.header.iter().position(|one| one == trimmed);
        let found =
            exact.or_else(|| self.header.iter().position(|one| folded(one) == folded(trimmed)));
        found.unwrap_or_else(|| {
            let meant = nearest(trimmed, self.header.iter().map(String::as_str));
            self.missing.push((name.to_owned(), meant.map(str::to_owned)));
            0
        })
    }
}

#[derive(Debug, Clone)]
struct ColumnReader<'m> {
    column: &'m Column,
    /// The places of its cells in a row, of choices in several columns each with its option.
    places: FxHashMap<Box<[u8]>, u32>,
    /// The same of single cells that are short, as nearly all are.
    short_places: FxHashMap<u128, u32>,
    read: Vec<CellRead>,
    words: Words<'m>,
    cells: Vec<usize>,
    date: Option<usize>,
    key: Vec<u8>,
}

impl<'m> ColumnReader<'m> {
    fn new(
        column: &'m Column,
        question: &'m Question,
        unknown: &[String],
        finder: &mut Finder,
    ) -> Self {
        let (cells, checked) = match &column.place {
            Place::Column(name) => (vec![finder.place(name)], Vec::new()),
            Place::Columns { options, checked } => {
                let places = options.iter().map(|(_, name)| finder.place(name)).collect();
                (places, checked.iter().map(|word| folded(word)).collect())
            }
        };
        let answers = column.values.iter();
        let answers = answers.map(|(word, answer)| (folded(word), answer.clone())).collect();
        Self {
            column,
            places: FxHashMap::default(),
            short_places: FxHashMap::default(),
            read: Vec::new(),
            words: Words { column, question, answers, unknown: unknown.to_vec(), checked },
            cells,
            date: column.date.as_ref().map(|name| finder.place(name)),
            key: Vec::new(),
        }
    }

    /// The place of what a row's cell says; what is wrong with it is noted.
    fn take(&mut self, row: &Row, header: &[String], rejects: &mut Vec<Reject>) -> u32 {
        let place = self.place_of(row);
        let reject = |cell: usize, reason: String, nearest| Reject {
            row: row.number,
            column: header.get(cell).cloned().unwrap_or_default(),
            value: row.text(cell).into_owned(),
            reason,
            nearest,
        };
        if let Some(CellRead::Wrong { reason, nearest }) = self.read.get(place as usize) {
            let cells = self.cells.iter().copied();
            let is_at_fault = |cell: &usize| self.words.is_no_mark(&row.text(*cell));
            let at_fault = cells.clone().find(is_at_fault).or(cells.clone().next());
            rejects.push(reject(at_fault.unwrap_or_default(), reason.clone(), nearest.clone()));
        }
        if let Some(date) = self.date.filter(|date| !self.words.is_day(&row.text(*date))) {
            let reason = "it is no day as `2026-11-03`".to_owned();
            rejects.push(reject(date, reason, None));
        }
        place
    }

    fn place_of(&mut self, row: &Row) -> u32 {
        if let [place] = self.cells.as_slice() {
            let cell = row.cells.get(*place).unwrap_or_default();
            if let Some(key) = short(cell) {
                if let Some(place) = self.short_places.get(&key) {
                    return *place;
                }
                let place = self.add(row);
                self.short_places.insert(key, place);
                return place;
            }
        }
        self.key.clear();
        for place in &self.cells {
            let cell = row.cells.get(*place).unwrap_or_default();
            self.key.extend_from_slice(&cell.len().to_le_bytes());
            self.key.extend_from_slice(cell);
        }
        if let Some(place) = self.places.get(self.key.as_slice()) {
            return *place;
        }
        let place = self.add(row);
        self.places.insert(self.key.as_slice().into(), place);
        place
    }

    /// Reads the cells of a row, and keeps what they say.
    fn add(&mut self, row: &Row) -> u32 {
        let cells: Vec<&[u8]> =
            self.cells.iter().map(|place| row.cells.get(*place).unwrap_or_default()).collect();
        self.read.push(self.words.read(&cells));
        self.read.len() as u32 - 1
    }
}

/// A cell of few bytes and their number in one number, to be looked up without leaving the table that it
/// stands in.
fn short(cell: &[u8]) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(1..=cell.len())?.copy_from_slice(cell);
    bytes[0] = cell.len() as u8;
    Some(u128::from_le_bytes(bytes))
}
