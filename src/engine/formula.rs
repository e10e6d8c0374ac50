//! Formulas over cells, each kept once, with negations pushed down to the tests.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::cells::{CellSet, Domains};

/// A formula in [`Formulas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Formula(u32);

impl Formula {
    /// Holds always.
    pub(crate) const TRUE: Self = Self(0);
    /// Holds never.
    pub(crate) const FALSE: Self = Self(1);
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Shape {
    True,
    False,
    /// The variable is in one of these cells: neither none nor all of them.
    Test(u32, CellSet),
    All(Rc<[Formula]>),
    Any(Rc<[Formula]>),
    /// At least so many of these hold; tests on different variables.
    AtLeast(u32, Rc<[Formula]>),
}

/// A store of formulas, equal ones kept once.
#[derive(Debug)]
pub(crate) struct Formulas {
    cells: Domains,
    shapes: Vec<Shape>,
    /// For each formula the variables that it depends on, in order.
    supports: Vec<Box<[u32]>>,
    places: FxHashMap<Shape, Formula>,
    fixed: FxHashMap<(Formula, u32, u8), Formula>,
}

impl Formulas {
    /// An empty store over variables with these cells.
    pub(crate) fn new(cells: Domains) -> Self {
        let mut formulas = Self {
            cells,
            shapes: Vec::new(),
            supports: Vec::new(),
            places: FxHashMap::default(),
            fixed: FxHashMap::default(),
        };
        formulas.keep(Shape::True);
        formulas.keep(Shape::False);
        formulas
    }

    /// All cells of every variable.
    pub(crate) fn cells(&self) -> &Domains {
        &self.cells
    }

    /// The variables that a formula depends on, in order.
    pub(crate) fn support(&self, formula: Formula) -> &[u32] {
        &self.supports[formula.0 as usize]
    }

    /// Whether the formula holds in a complete case (for each variable its cell).
    pub(crate) fn holds(&self, formula: Formula, case: &[usize]) -> bool {
        match &self.shapes[formula.0 as usize] {
            Shape::True => true,
            Shape::False => false,
            Shape::Test(variable, cells) => cells.contains(case[*variable as usize]),
            Shape::All(parts) => parts.iter().all(|part| self.holds(*part, case)),
            Shape::Any(parts) => parts.iter().any(|part| self.holds(*part, case)),
            Shape::AtLeast(count, parts) => {
                let holding = parts.iter().filter(|part| self.holds(**part, case));
                holding.count() >= *count as usize
            }
        }
    }

    /// The formula where a variable is in one cell.
    pub(crate) fn fix(&mut self, formula: Formula, variable: u32, cell: usize) -> Formula {
        if self.support(formula).binary_search(&variable).is_err() {
            return formula;
        }
        let key = (formula, variable, cell as u8);
        if let Some(known) = self.fixed.get(&key) {
            return *known;
        }
        let fixed = match self.shapes[formula.0 as usize].clone() {
            Shape::True | Shape::False => formula,
            Shape::Test(_, cells) => constant(cells.contains(cell)),
            Shape::All(parts) => {
                let parts = self.fix_each(&parts, variable, cell);
                self.all(parts)
            }
            Shape::Any(parts) => {
                let parts = self.fix_each(&parts, variable, cell);
                self.any(parts)
            }
            Shape::AtLeast(count, parts) => {
                let parts = self.fix_each(&parts, variable, cell);
                self.at_least(count as usize, parts)
            }
        };
        self.fixed.insert(key, fixed);
        fixed
    }

    /// The formula where every variable is in one of these cells.
    pub(crate) fn within(&mut self, formula: Formula, domains: &Domains) -> Formula {
        let mut known = FxHashMap::default();
        self.within_known(formula, domains, &mut known)
    }

    /// The terms where every variable is in one of these cells.
    pub(crate) fn terms_within(
        &mut self,
        terms: &[(Formula, i64)],
        domains: &Domains,
    ) -> Vec<(Formula, i64)> {
        let mut known = FxHashMap::default();
        let terms = terms.iter();
        terms
            .map(|(formula, weight)| (self.within_known(*formula, domains, &mut known), *weight))
            .collect()
    }

    fn within_known(
        &mut self,
        formula: Formula,
        domains: &Domains,
        known: &mut FxHashMap<Formula, Formula>,
    ) -> Formula {
        if let Some(narrowed) = known.get(&formula) {
            return *narrowed;
        }
        let shape = self.shapes[formula.0 as usize].clone();
        let mut narrow = |formulas: &mut Self, parts: &[Formula]| -> Vec<Formula> {
            parts.iter().map(|part| formulas.within_known(*part, domains, known)).collect()
        };
        let narrowed = match shape {
            Shape::True | Shape::False => formula,
            Shape::Test(variable, cells) => {
                let possible = domains[variable as usize];
                if possible.is_within(cells) {
                    Formula::TRUE
                } else if possible.and(cells).is_empty() {
                    Formula::FALSE
                } else {
                    formula
                }
            }
            Shape::All(parts) => {
                let parts = narrow(self, &parts);
                self.all(parts)
            }
            Shape::Any(parts) => {
                let parts = narrow(self, &parts);
                self.any(parts)
            }
            Shape::AtLeast(count, parts) => {
                let parts = narrow(self, &parts);
                self.at_least(count as usize, parts)
            }
        };
        known.insert(formula, narrowed);
        narrowed
    }

    fn fix_each(&mut self, parts: &[Formula], variable: u32, cell: usize) -> Vec<Formula> {
        parts.iter().map(|part| self.fix(*part, variable, cell)).collect()
    }

    /// A variable is in one of these cells.
    pub(super) fn test(&mut self, variable: u32, cells: CellSet) -> Formula {
        let all = self.cells[variable as usize];
        let cells = cells.and(all);
        if cells.is_empty() {
            Formula::FALSE
        } else if cells == all {
            Formula::TRUE
        } else {
            self.keep(Shape::Test(variable, cells))
        }
    }

    /// Every one holds.
    pub(crate) fn all(&mut self, parts: Vec<Formula>) -> Formula {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match &self.shapes[part.0 as usize] {
                Shape::All(inner) => flat.extend_from_slice(inner),
                Shape::True => {}
                Shape::False => return Formula::FALSE,
                _ => flat.push(part),
            }
        }
        let mut flat = self.merge_tests(flat, CellSet::and);
        if flat.contains(&Formula::FALSE) {
            return Formula::FALSE;
        }
        flat.retain(|part| *part != Formula::TRUE);
        match flat.as_slice() {
            [] => Formula::TRUE,
            [one] => *one,
            _ => self.keep(Shape::All(flat.into())),
        }
    }

    /// At least one holds.
    pub(crate) fn any(&mut self, parts: Vec<Formula>) -> Formula {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match &self.shapes[part.0 as usize] {
                Shape::Any(inner) => flat.extend_from_slice(inner),
                Shape::False => {}
                Shape::True => return Formula::TRUE,
                _ => flat.push(part),
            }
        }
        let mut flat = self.merge_tests(flat, CellSet::or);
        if flat.contains(&Formula::TRUE) {
            return Formula::TRUE;
        }
        flat.retain(|part| *part != Formula::FALSE);
        match flat.as_slice() {
            [] => Formula::FALSE,
            [one] => *one,
            _ => self.keep(Shape::Any(flat.into())),
        }
    }

    /// So many of these hold.
    pub(super) fn at_least(&mut self, count: usize, parts: Vec<Formula>) -> Formula {
        let holding = parts.iter().filter(|part| **part == Formula::TRUE).count();
        let open: Vec<Formula> = parts
            .into_iter()
            .filter(|part| !matches!(*part, Formula::TRUE | Formula::FALSE))
            .collect();
        let missing = count.saturating_sub(holding);
        if missing == 0 {
            Formula::TRUE
        } else if missing > open.len() {
            Formula::FALSE
        } else if missing == open.len() {
            self.all(open)
        } else if missing == 1 {
            self.any(open)
        } else {
            self.keep(Shape::AtLeast(missing as u32, open.into()))
        }
    }

    /// The negation.
    pub(crate) fn not(&mut self, formula: Formula) -> Formula {
        let mut known = FxHashMap::default();
        self.not_known(formula, &mut known)
    }

    fn not_known(&mut self, formula: Formula, known: &mut FxHashMap<Formula, Formula>) -> Formula {
        if let Some(negation) = known.get(&formula) {
            return *negation;
        }
        let shape = self.shapes[formula.0 as usize].clone();
        let mut negate = |formulas: &mut Self, parts: &[Formula]| -> Vec<Formula> {
            parts.iter().map(|part| formulas.not_known(*part, known)).collect()
        };
        let negation = match shape {
            Shape::True => Formula::FALSE,
            Shape::False => Formula::TRUE,
            Shape::Test(variable, cells) => {
                let others = self.cells[variable as usize].without(cells);
                self.test(variable, others)
            }
            Shape::All(parts) => {
                let parts = negate(self, &parts);
                self.any(parts)
            }
            Shape::Any(parts) => {
                let parts = negate(self, &parts);
                self.all(parts)
            }
            Shape::AtLeast(count, parts) => {
                let fails = parts.len() + 1 - count as usize;
                let parts = negate(self, &parts);
                self.at_least(fails, parts)
            }
        };
        known.insert(formula, negation);
        negation
    }

    /// Sorts, drops doubles, and joins tests on the same variable into one.
    fn merge_tests(
        &mut self,
        mut parts: Vec<Formula>,
        join: fn(CellSet, CellSet) -> CellSet,
    ) -> Vec<Formula> {
        let mut tests: Vec<(u32, CellSet)> = Vec::new();
        parts.retain(|part| {
            let Shape::Test(variable, cells) = self.shapes[part.0 as usize] else { return true };
            match tests.iter_mut().find(|(tested, _)| *tested == variable) {
                Some((_, joined)) => *joined = join(*joined, cells),
                None => tests.push((variable, cells)),
            }
            false
        });
        parts.extend(tests.into_iter().map(|(variable, cells)| self.test(variable, cells)));
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    fn keep(&mut self, shape: Shape) -> Formula {
        if let Some(known) = self.places.get(&shape) {
            return *known;
        }
        let mut support: Vec<u32> = match &shape {
            Shape::True | Shape::False => Vec::new(),
            Shape::Test(variable, _) => vec![*variable],
            Shape::All(parts) | Shape::Any(parts) | Shape::AtLeast(_, parts) => {
                parts.iter().flat_map(|part| self.support(*part)).copied().collect()
            }
        };
        support.sort_unstable();
        support.dedup();
        let formula = Formula(self.shapes.len() as u32);
        self.shapes.push(shape.clone());
        self.supports.push(support.into());
        self.places.insert(shape, formula);
        formula
    }
}

fn constant(holds: bool) -> Formula {
    if holds { Formula::TRUE } else { Formula::FALSE }
}
