//! In the opening, what is asked first costs the least on the way to a verdict, and the rest comes by
//! what it tells for its effort: held against all complete cases, each as likely as the playbook says.

use std::collections::HashMap;

use crate::reference::large::{Draw, Plan};
use crate::reference::playbooks::loaded;
use crate::reference::tape::{Tape, row};
use coach::deal::Facts;
use coach::engine::{Engine, Verdict};
use coach::playbook::{Playbook, QuestionIndex};

/// With so few questions everything that may be known can be gone through.
const PLAN: Plan = Plan {
    questions: 5,
    stages: 3,
    verified: 50,
    gated: 25,
    disqualifiers: 1,
    must_haves: 1,
    signals: 4,
    limit_tests: 1..=2,
    signal_tests: 1..=2,
    choices: 0,
};

/// All complete cases of a playbook, each with a value for every question: whether that applies, the
/// value says nothing of.
struct Cases<'p> {
    playbook: &'p Playbook,
    draw: Draw<'p>,
    list: Vec<OneCase>,
}

struct OneCase {
    /// For each question, the place of its value in the draw.
    values: Vec<usize>,
    applies: Vec<bool>,
    chance: f64,
    verdict: Verdict,
}

impl<'p> Cases<'p> {
    fn of(playbook: &'p Playbook) -> Self {
        let draw = Draw::of(playbook);
        let mut rows = vec![(Vec::new(), 1.0)];
        for values in &draw.values {
            let longer = rows.iter().flat_map(|(row, chance): &(Vec<usize>, f64)| {
                values.iter().enumerate().map(move |(place, (_, share))| {
                    ([row.as_slice(), &[place]].concat(), chance * share)
                })
            });
            rows = longer.collect();
        }
        let list = rows.into_iter().map(|(values, chance)| {
            let case = draw.complete(|question| draw.values[question.0][values[question.0]].0);
            let applies = case.values.iter().map(Option::is_some).collect();
            OneCase { values, applies, chance, verdict: case.verdict }
        });
        Self { playbook, list: list.collect(), draw }
    }

    fn effort(&self, question: usize) -> f64 {
        f64::from(self.playbook.questions[question].effort)
    }

    /// The bits about the verdict that an answer is expected to give.
    fn gain(&self, question: usize) -> f64 {
        let all: Vec<&OneCase> = self.list.iter().collect();
        let after = self.draw.values[question].iter().enumerate().map(|(value, (_, share))| {
            let with: Vec<&OneCase> =
                self.list.iter().filter(|case| case.values[question] == value).collect();
            share * entropy(&with)
        });
        entropy(&all) - after.sum::<f64>()
    }

    /// The least effort that is expected until the verdict is settled, where so much is known.
    fn least(&self, known: &[Option<usize>], seen: &mut HashMap<Vec<Option<usize>>, f64>) -> f64 {
        if let Some(least) = seen.get(known) {
            return *least;
        }
        let left = self.left(known);
        let is_settled = left.iter().all(|case| case.verdict == left[0].verdict);
        let open = (0..known.len()).filter(|question| known[*question].is_none());
        let askable = open.filter(|question| left.iter().all(|case| case.applies[*question]));
        let least = match is_settled {
            true => 0.0,
            false => askable
                .map(|question| self.effort_from(known, question, seen))
                .fold(f64::INFINITY, f64::min),
        };
        seen.insert(known.to_vec(), least);
        least
    }

    /// The same where this question is asked next.
    fn effort_from(
        &self,
        known: &[Option<usize>],
        question: usize,
        seen: &mut HashMap<Vec<Option<usize>>, f64>,
    ) -> f64 {
        let values = self.draw.values[question].iter().enumerate();
        let after = values.map(|(value, (_, share))| {
            let mut known = known.to_vec();
            known[question] = Some(value);
            share * self.least(&known, seen)
        });
        self.effort(question) + after.sum::<f64>()
    }

    fn left(&self, known: &[Option<usize>]) -> Vec<&OneCase> {
        let agrees = |case: &&OneCase| {
            known
                .iter()
                .zip(&case.values)
                .all(|(known, value)| known.is_none_or(|one| one == *value))
        };
        self.list.iter().filter(agrees).collect()
    }
}

fn entropy(cases: &[&OneCase]) -> f64 {
    let total: f64 = cases.iter().map(|case| case.chance).sum();
    let shares = [Verdict::Fit, Verdict::NotYet, Verdict::NoFit].map(|verdict| {
        let of_verdict = cases.iter().filter(|case| case.verdict == verdict);
        of_verdict.map(|case| case.chance).sum::<f64>() / total
    });
    shares.iter().map(|share| if *share > 0.0 { -share * share.log2() } else { 0.0 }).sum()
}

/// A playbook whose questions cost 1, 2 or 3, and which is open while nothing is known.
fn playbook(seed: u64) -> Option<Playbook> {
    let numbers = row(seed, 100_000);
    let mut text = PLAN.write(&mut Tape::new(&numbers));
    for question in 0..PLAN.questions {
        let id = format!("      - id: q{question}\n");
        let effort = 1 + (question + seed as usize) % 3;
        text = text.replace(&id, &format!("{id}        effort: {effort}\n"));
    }
    let playbook = loaded(&text);
    let is_open = Engine::new(&playbook).verdict(&Facts::none(&playbook)) == Verdict::Undecided;
    is_open.then_some(playbook)
}

#[test]
fn the_first_question_costs_least_and_the_rest_comes_by_gain_for_its_effort() {
    let mut tried = 0;
    let mut stages = 0;
    for playbook in (0..80).filter_map(playbook) {
        let asked = Engine::new(&playbook).assess(&Facts::none(&playbook)).ask_next;
        let cases = Cases::of(&playbook);
        let (known, mut seen) = (vec![None; PLAN.questions], HashMap::new());
        let least = cases.least(&known, &mut seen);
        let first = cases.effort_from(&known, asked[0].0, &mut seen);
        assert!(first < least + 1e-6, "{asked:?}: {first} of {least}");
        let is_gated = |question: &QuestionIndex| playbook.question(*question).when.is_some();
        let rest: Vec<f64> = asked[1..]
            .iter()
            .filter(|question| !is_gated(question))
            .map(|question| cases.gain(question.0) / cases.effort(question.0))
            .collect();
        assert!(rest.is_sorted_by(|one, two| *one > two - 1e-6), "{asked:?}: {rest:?}");
        tried += 1;
        stages += usize::from(playbook.question(asked[0]).stage.0 > 0);
    }
    assert!(tried > 30 && stages > 10, "{tried} playbooks, {stages} begin past the first stage");
}
