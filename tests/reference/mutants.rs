//! New versions of a playbook, made by changing its text as an author would.

use coach::playbook::Playbook;
use coach::playbook::load;
use coach::text::source::SourceFile;

use super::playbooks;
use super::tape::Tape;

/// A new version that loads: some changes, or another playbook altogether.
pub(crate) fn version_of(tape: &mut Tape<'_>, old: &str) -> String {
    if tape.chance(15) {
        return playbooks::write(tape, playbooks::SMALL);
    }
    let mut text = old.to_owned();
    for _ in 0..1 + tape.below(3) {
        let changed = changed(tape, &text);
        if load(&changed).is_some() {
            text = changed;
        }
    }
    text
}

fn load(text: &str) -> Option<Playbook> {
    load::load(SourceFile::new("new.yaml", text)).ok()
}

fn changed(tape: &mut Tape<'_>, text: &str) -> String {
    match tape.below(12) {
        0 => threshold(tape, text),
        1 | 2 => without_a_line(tape, text, "    - { id: "),
        3 => without_a_line(tape, text, "        when: "),
        4 => renamed_question(tape, text),
        5 => text.replace("o0: It", "p0: It").replace("o0", "p0"),
        6 => without_an_option(tape, text),
        7 => one_replaced(tape, text, "o1: It", "o1: It, o9: New"),
        8 => one_replaced(tape, text, "whole: true", "whole: false"),
        9 => shifted(tape, text, &["min: ", "max: "]),
        10 => shifted(tape, text, &["at_least: ", "at_most: ", "less_than: ", "more_than: "]),
        _ => flipped(tape, text),
    }
}

fn threshold(tape: &mut Tape<'_>, text: &str) -> String {
    if text.contains("\n  bands:") {
        return shifted(tape, text, &["from: "]);
    }
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("  threshold")).collect();
    format!("{}\n  threshold: {}\n", kept.join("\n"), tape.between(-2, 4))
}

fn without_a_line(tape: &mut Tape<'_>, text: &str, start: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let found: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with(start)).collect();
    if found.is_empty() {
        return text.to_owned();
    }
    let dropped = *tape.pick(&found);
    let kept = lines.iter().enumerate().filter(|(at, _)| *at != dropped);
    kept.map(|(_, line)| format!("{line}\n")).collect()
}

/// All questions have the same words, so the first that fits is taken for the renamed one.
fn renamed_question(tape: &mut Tape<'_>, text: &str) -> String {
    let id = format!("q{}", tape.below(4));
    text.replace(&id, &format!("r{}", &id[1..]))
}

fn without_an_option(tape: &mut Tape<'_>, text: &str) -> String {
    one_replaced(tape, text, ", o2: It", "")
}

fn flipped(tape: &mut Tape<'_>, text: &str) -> String {
    let flips = [
        ("is: ", "is_not: "),
        ("is_not: ", "is: "),
        ("includes: ", "excludes: "),
        ("excludes: ", "includes_any: "),
        ("any: ", "all: "),
        ("weight: ", "weight: 1"),
        ("o0: ", "o0: 1"),
        ("at_least: ", "less_than: "),
        ("yes }", "no }"),
    ];
    let (from, to) = *tape.pick(&flips);
    one_replaced(tape, text, from, to)
}

fn shifted(tape: &mut Tape<'_>, text: &str, keys: &[&str]) -> String {
    let key = *tape.pick(keys);
    let places: Vec<usize> = text.match_indices(key).map(|(at, _)| at + key.len()).collect();
    if places.is_empty() {
        return text.to_owned();
    }
    let start = *tape.pick(&places);
    let is_digit = |character: char| character == '-' || character.is_ascii_digit();
    let length = text[start..].find(|character| !is_digit(character)).unwrap_or(0);
    let Ok(number) = text[start..start + length].parse::<i64>() else { return text.to_owned() };
    let moved = number + [-2, -1, 1, 3][tape.below(4)];
    format!("{}{moved}{}", &text[..start], &text[start + length..])
}

fn one_replaced(tape: &mut Tape<'_>, text: &str, from: &str, to: &str) -> String {
    let places: Vec<usize> = text.match_indices(from).map(|(at, _)| at).collect();
    if places.is_empty() {
        return text.to_owned();
    }
    let at = *tape.pick(&places);
    format!("{}{to}{}", &text[..at], &text[at + from.len()..])
}
