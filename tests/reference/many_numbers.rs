//! Playbooks that compare one question with so many numbers that two of them, laid side by side,
//! tell more answers apart than either may alone.

use std::fmt::Write;

use super::tape::Tape;

/// As many different numbers as a playbook may compare a question with.
const MOST_NUMBERS: usize = 60;
/// Answers are between 0 and this.
const HIGHEST: i64 = 200;

/// Writes a playbook of 32 to 60 numbers on one question, in steps of a half.
pub(crate) fn write(tape: &mut Tape<'_>) -> String {
    let mut text = format!(
        "format: 1\nid: many\ntitle: Many\nsummary: Made by a test.\n\
         offer: {{ name: Thing, solves: Something }}\nstages:\n  - id: s\n    title: Stage\n    \
         buyer_asks: What?\n    questions:\n      - {{ id: q, ask: How many?, type: number, min: 0, \
         max: {HIGHEST}, whole: {} }}\n      - {{ id: z, ask: Is it?, type: yes_no }}\nfit:\n",
        tape.chance(50)
    );
    let count = 32 + tape.below(MOST_NUMBERS - 31);
    let first = tape.between(0, HIGHEST);
    let signals = 1 + tape.below(count);
    for place in 0..count {
        if place == 0 && count > signals {
            text.push_str("  disqualifiers:\n");
        }
        if place == count - signals {
            text.push_str("  signals:\n");
        }
        // Each another one: 7 and the number of half steps have no divisor in common.
        let halves = (first + 7 * place as i64) % (2 * HIGHEST + 1);
        let number = format!("{}.{}", halves / 2, 5 * (halves % 2));
        let operator = *tape.pick(&["at_least", "more_than", "at_most", "less_than"]);
        let is_signal = place >= count - signals;
        // A hard rule for one of two leaves a way to a fit.
        let rare = if is_signal { "" } else { ", z: yes" };
        let weight = if is_signal {
            format!(", weight: {}", *tape.pick(&[0, 0, 0, 1, -1]))
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "    - {{ id: r{place}, when: {{ q: {{ {operator}: {number} }}{rare} }}, because: It \
             matters.{weight} }}"
        );
    }
    let _ = writeln!(text, "  threshold: {}", tape.between(-1, 2));
    text
}
