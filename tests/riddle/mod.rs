//! A playbook that is too much for every budget: whether anybody passes its one rule is a riddle of 120
//! random clauses over 40 questions, which no order of these takes apart.

/// A case for it.
pub(crate) const CASES: &str =
    "format: 1\ncases:\n  - { case: Nothing, facts: {}, verdict: undecided }\n";

/// A playbook whose one rule is a riddle.
pub(crate) fn playbook() -> String {
    let questions: String = (0..40)
        .map(|place| format!("      - {{ id: q{place}, ask: 'Is it {place}?', type: yes_no }}\n"))
        .collect();
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = (state * 1_103_515_245 + 12_345) % (1 << 31);
        (state >> 8) % below
    };
    let mut answer = || {
        let (question, answer) = (next(40), next(2));
        format!("{{ q{question}: {} }}", ["yes", "no"][answer as usize])
    };
    let clauses: Vec<String> = (0..120)
        .map(|_| format!("{{ any: [{}, {}, {}] }}", answer(), answer(), answer()))
        .collect();
    format!(
        "format: 1\nid: riddle\ntitle: R\nsummary: S.\noffer: {{ name: N, solves: S }}\nstages:\n  - id: only\n    \
         title: Only\n    buyer_asks: Is it?\n    questions:\n{questions}fit:\n  threshold: 1\n  signals:\n    \
         - {{ id: solved, weight: 1, because: B., when: {{ all: [{}] }} }}\n",
        clauses.join(", ")
    )
}
