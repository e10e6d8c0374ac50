//! Random playbooks, as the YAML that a person would write, with all question types, gates in
//! both directions, nested conditions and every operator.

use std::fmt::Write;

use coach::playbook::{Playbook, load};
use coach::text::source::SourceFile;

use super::tape::Tape;

/// How a random playbook is to look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// At most so many questions.
    pub(crate) questions: usize,
    /// Questions are added while there are fewer complete cases than this, gates aside.
    pub(crate) cases: usize,
}

/// A playbook small enough that all its complete cases can be looked at.
pub(crate) const SMALL: Shape = Shape { questions: 8, cases: 400 };

/// A question before it is written down.
struct Sketch {
    id: String,
    kind: SketchKind,
    /// Gates name only questions of a lower rank, so none runs in a circle.
    rank: usize,
}

enum SketchKind {
    YesNo,
    Choice(usize),
    Choices(usize),
    /// Thresholds are in halves.
    Number {
        limits: (Option<i64>, Option<i64>),
        whole: bool,
        thresholds: Vec<i64>,
    },
    Text,
}

/// Writes a random playbook.
pub(crate) fn write(tape: &mut Tape<'_>, shape: Shape) -> String {
    let sketches = sketches(tape, shape);
    let mut text = String::from(
        "format: 1\nid: random\ntitle: Random\nsummary: Made by a test.\n\
         offer: { name: Thing, solves: Something }\n",
    );
    // The tape stays as it was for all else; some have the opening that is usual.
    let opening = sketches.iter().map(|sketch| sketch.rank).sum::<usize>() % 5;
    if opening < 4 {
        let _ = writeln!(text, "opening: {opening}");
    }
    text.push_str("stages:\n");
    let stages = 1 + tape.below(3);
    let mut next = 0;
    for stage in 0..stages {
        let end = if stage + 1 == stages {
            sketches.len()
        } else {
            next + tape.below(sketches.len() - next + 1)
        };
        stage_text(&mut text, tape, &sketches, stage, next..end);
        next = end;
    }
    fit_text(&mut text, tape, &sketches);
    text
}

/// Loads a playbook that has to be sound.
pub(crate) fn loaded(text: &str) -> Playbook {
    match load::load(SourceFile::new("random.yaml", text)) {
        Ok(playbook) => playbook,
        Err(rejected) => panic!("{rejected}\n{text}"),
    }
}

fn sketches(tape: &mut Tape<'_>, shape: Shape) -> Vec<Sketch> {
    let mut sketches: Vec<Sketch> = Vec::new();
    let mut cases = 1;
    while sketches.len() < shape.questions && (cases < shape.cases || sketches.is_empty()) {
        let (kind, values) = match tape.below(12) {
            0..4 => (SketchKind::YesNo, 2),
            4..7 => {
                let options = 2 + tape.below(3);
                (SketchKind::Choice(options), options)
            }
            7..9 => {
                let options = 1 + tape.below(3);
                (SketchKind::Choices(options), 1 << options)
            }
            9..11 => (number(tape), 6),
            _ => (SketchKind::Text, 1),
        };
        cases *= values;
        let rank = tape.below(1000);
        sketches.push(Sketch { id: format!("q{}", sketches.len()), kind, rank });
    }
    sketches
}

fn number(tape: &mut Tape<'_>) -> SketchKind {
    let min = tape.chance(60).then(|| tape.between(-2, 4));
    let max = tape.chance(60).then(|| tape.between(6, 12));
    let count = 1 + tape.below(3);
    let thresholds =
        (0..count).map(|_| 2 * tape.between(0, 10) + i64::from(tape.chance(30))).collect();
    SketchKind::Number { limits: (min, max), whole: !tape.chance(40), thresholds }
}

fn stage_text(
    text: &mut String,
    tape: &mut Tape<'_>,
    sketches: &[Sketch],
    stage: usize,
    places: std::ops::Range<usize>,
) {
    let _ = writeln!(text, "  - id: s{stage}\n    title: Stage {stage}\n    buyer_asks: What?");
    let testable = testable(sketches, usize::MAX);
    if tape.chance(50) && !testable.is_empty() {
        let _ = writeln!(text, "    verified_when: {}", condition(tape, &testable, 2));
    }
    if tape.chance(30) {
        let prepared: Vec<&str> =
            tape.some_of(sketches.len(), 30).iter().map(|&place| sketches[place].id()).collect();
        let _ = writeln!(text, "    prepare: [{}]", prepared.join(", "));
    }
    if places.is_empty() {
        text.push_str("    questions: []\n");
        return;
    }
    text.push_str("    questions:\n");
    for sketch in &sketches[places] {
        question_text(text, tape, sketches, sketch);
    }
}

fn question_text(text: &mut String, tape: &mut Tape<'_>, sketches: &[Sketch], sketch: &Sketch) {
    let _ = writeln!(text, "      - id: {}\n        ask: What of it?", sketch.id);
    let before = testable(sketches, sketch.rank);
    if tape.chance(30) && !before.is_empty() {
        let _ = writeln!(text, "        when: {}", condition(tape, &before, 1));
    }
    let options = |count: usize| {
        let options: Vec<String> = (0..count).map(|option| format!("o{option}: It")).collect();
        options.join(", ")
    };
    let kind = match &sketch.kind {
        SketchKind::YesNo => "yes_no".to_owned(),
        SketchKind::Choice(count) => format!("choice\n        options: {{ {} }}", options(*count)),
        SketchKind::Choices(count) => {
            format!("choices\n        options: {{ {} }}", options(*count))
        }
        SketchKind::Number { limits: (min, max), whole, .. } => {
            let min = min.map_or(String::new(), |min| format!("\n        min: {min}"));
            let max = max.map_or(String::new(), |max| format!("\n        max: {max}"));
            format!("number{min}{max}\n        whole: {whole}")
        }
        SketchKind::Text => "text".to_owned(),
    };
    let _ = writeln!(text, "        type: {kind}");
    // Some are about the seller's own offer; the tape stays as it was for all else.
    if sketch.rank.is_multiple_of(5) {
        text.push_str("        answered_by: us\n");
    }
    if sketch.rank.is_multiple_of(3) {
        let _ = writeln!(text, "        effort: {}", 2 + sketch.rank % 2);
    }
    let likely = match sketch.kind {
        SketchKind::YesNo if tape.chance(20) => Some(vec!["yes".to_owned(), "no".to_owned()]),
        SketchKind::Choice(count) if tape.chance(20) => {
            Some((0..count).map(|option| format!("o{option}")).collect())
        }
        _ => None,
    };
    if let Some(options) = likely {
        let weights: Vec<String> =
            options.iter().map(|option| format!("{option}: {}", tape.between(1, 9))).collect();
        let _ = writeln!(text, "        likely: {{ {} }}", weights.join(", "));
    }
}

fn fit_text(text: &mut String, tape: &mut Tape<'_>, sketches: &[Sketch]) {
    let testable = testable(sketches, usize::MAX);
    text.push_str("fit:\n");
    let rule = |tape: &mut Tape<'_>, name: &str, weight: Option<i64>| {
        let when = if testable.is_empty() { None } else { Some(condition(tape, &testable, 2)) };
        let weight = weight.map_or(String::new(), |weight| format!(", weight: {weight}"));
        let say =
            if tape.chance(60) { ", say: Let us be honest., instead: Another one." } else { "" };
        let until = if name.starts_with('h') { ", until: They have said so." } else { "" };
        when.map(|when| {
            let rest = format!("because: It matters.{until}{weight}{say}");
            format!("    - {{ id: {name}, when: {when}, {rest} }}\n")
        })
    };
    let disqualifiers = [0, 0, 1, 2][tape.below(4)];
    let must_haves = [0, 0, 1, 2][tape.below(4)];
    let signals = 1 + tape.below(5);
    let holds = [0, 0, 1, 2][tape.below(4)];
    let mut lists = Vec::new();
    for (list, letter, count) in [
        ("disqualifiers", 'd', disqualifiers),
        ("must_haves", 'm', must_haves),
        ("holds", 'h', holds),
        ("signals", 's', signals),
    ] {
        let rules: Vec<String> = (0..count)
            .filter_map(|place| {
                let weight = (letter == 's').then(|| tape.between(-2, 5));
                rule(tape, &format!("{letter}{place}"), weight)
            })
            .collect();
        lists.push((list, rules.concat()));
    }
    let mut scale = String::new();
    if tape.chance(30) {
        scale.push_str("  below_threshold: { because: It adds up to little., say: Not now. }\n");
    }
    let _ = writeln!(scale, "  threshold: {}", tape.between(-2, 4));
    let count = [0, 0, 0, 1, 2][tape.below(5)];
    let with_points = (0..count).filter_map(|place| points_signal(tape, &testable, place));
    let with_points: String = with_points.collect();
    if let Some((_, signals)) = lists.last_mut() {
        signals.push_str(&with_points);
    }
    for (list, rules) in lists.iter().filter(|(_, rules)| !rules.is_empty()) {
        let _ = write!(text, "  {list}:\n{rules}");
    }
    if !with_points.is_empty() {
        text.push_str("  groups:\n    - { id: g0, title: One part, weak_below: 1 }\n");
        text.push_str("    - { id: g1, title: Another part }\n");
    }
    text.push_str(&if tape.chance(25) { bands(tape) } else { scale });
}

/// A signal with points for the answers to one question.
fn points_signal(tape: &mut Tape<'_>, testable: &[&Sketch], place: usize) -> Option<String> {
    if testable.is_empty() {
        return None;
    }
    let sketch = tape.pick(testable);
    let points = points(tape, &sketch.kind);
    let group = [", group: g0", ", group: g1", ""][tape.below(3)];
    Some(format!(
        "    - {{ id: p{place}, points: {{ {}: {{ {points} }} }}, because: It matters.{group} }}\n",
        sketch.id
    ))
}

fn points(tape: &mut Tape<'_>, kind: &SketchKind) -> String {
    let of_options = |tape: &mut Tape<'_>, ids: Vec<String>| {
        let some = tape.some_of(ids.len(), 60);
        let given = some.iter().map(|option| format!("{}: {}", ids[*option], tape.between(-2, 4)));
        given.collect::<Vec<_>>().join(", ")
    };
    match kind {
        SketchKind::YesNo => of_options(tape, vec!["yes".to_owned(), "no".to_owned()]),
        SketchKind::Choice(count) | SketchKind::Choices(count) => {
            of_options(tape, (0..*count).map(|option| format!("o{option}")).collect())
        }
        SketchKind::Number { limits: (Some(_), Some(_)), whole: true, .. } if tape.chance(40) => {
            format!("each: {}", tape.between(-1, 2))
        }
        SketchKind::Number { thresholds, whole, .. } => ranges(tape, thresholds, *whole),
        SketchKind::Text => unreachable!("text is never tested"),
    }
}

/// Ranges that part at thresholds, with a hole here and there.
fn ranges(tape: &mut Tape<'_>, thresholds: &[i64], whole: bool) -> String {
    let mut parts = thresholds.to_vec();
    parts.sort_unstable();
    parts.dedup();
    let mut ranges = vec![format!("..{}", halves(parts[0]))];
    for pair in parts.windows(2) {
        // Whole numbers part between two of them as well as at one.
        let is_apart = whole && pair[0] + 1 < pair[1] && tape.chance(50);
        let low = if is_apart { pair[0] + 1 } else { pair[0] };
        ranges.push(format!("{}..{}", halves(low), halves(pair[1])));
    }
    ranges.push(format!("{}..", halves(parts[parts.len() - 1])));
    let kept = tape.some_of(ranges.len(), 70);
    let given = kept.iter().map(|place| {
        let range = &ranges[*place];
        format!("{range}: {}", tape.between(-2, 4))
    });
    given.collect::<Vec<_>>().join(", ")
}

/// Bands, the highest first.
fn bands(tape: &mut Tape<'_>) -> String {
    let count = 1 + tape.below(4);
    let mut verdicts: Vec<usize> = (0..count).map(|_| tape.below(3)).collect();
    verdicts.sort_unstable();
    let mut text = String::from("  bands:\n");
    let mut from = tape.between(-2, 5);
    for (place, verdict) in verdicts.iter().enumerate() {
        let verdict = ["fit", "not-yet", "no-fit"][*verdict];
        let begins = if place + 1 == count { String::new() } else { format!(", from: {from}") };
        let say = if tape.chance(50) { ", say: So it stands." } else { "" };
        let band = format!("{{ id: b{place}{begins}, verdict: {verdict}, title: B{place}{say} }}");
        let _ = writeln!(text, "    - {band}");
        from -= tape.between(1, 3);
    }
    text
}

/// The questions below a rank that conditions can test.
fn testable(sketches: &[Sketch], rank: usize) -> Vec<&Sketch> {
    let can_be_tested =
        |sketch: &&Sketch| sketch.rank < rank && !matches!(sketch.kind, SketchKind::Text);
    sketches.iter().filter(can_be_tested).collect()
}

/// A condition in flow style.
fn condition(tape: &mut Tape<'_>, sketches: &[&Sketch], depth: usize) -> String {
    let form = if depth == 0 { tape.below(5) } else { tape.below(14) };
    let nested = |tape: &mut Tape<'_>| condition(tape, sketches, depth.saturating_sub(1));
    let entries = match form {
        0..5 => tests(tape, sketches, 1),
        5..7 => tests(tape, sketches, 2),
        7..9 => format!("any: [{}, {}]", nested(tape), nested(tape)),
        9..10 => format!("all: [{}, {}]", nested(tape), nested(tape)),
        10..12 => format!("not: {}", nested(tape)),
        12..13 => format!("{}, not: {}", tests(tape, sketches, 1), nested(tape)),
        _ => format!("{}, any: [{}]", tests(tape, sketches, 1), nested(tape)),
    };
    format!("{{ {entries} }}")
}

fn tests(tape: &mut Tape<'_>, sketches: &[&Sketch], count: usize) -> String {
    let first = tape.below(sketches.len());
    let second = tape.below(sketches.len());
    let mut places = vec![first];
    if count > 1 && second != first {
        places.push(second);
    }
    let tests: Vec<String> = places
        .iter()
        .map(|&place| format!("{}: {}", sketches[place].id, test(tape, &sketches[place].kind)))
        .collect();
    tests.join(", ")
}

fn test(tape: &mut Tape<'_>, kind: &SketchKind) -> String {
    match kind {
        SketchKind::YesNo => {
            let value = *tape.pick(&["yes", "no", "true", "false"]);
            match tape.below(3) {
                0 => value.to_owned(),
                1 => format!("{{ is: {value} }}"),
                _ => format!("{{ is_not: {value} }}"),
            }
        }
        SketchKind::Choice(count) => {
            let one = format!("o{}", tape.below(*count));
            let some = list(tape, *count);
            match tape.below(6) {
                0 => one,
                1 => some,
                2 => format!("{{ is: {one} }}"),
                3 => format!("{{ is_not: {one} }}"),
                4 => format!("{{ in: {some} }}"),
                _ => format!("{{ not_in: {some} }}"),
            }
        }
        SketchKind::Choices(count) => {
            let one = format!("o{}", tape.below(*count));
            let some = list(tape, *count);
            let how_many = tape.below(count + 1);
            match tape.below(8) {
                0 => format!("{{ includes: {one} }}"),
                1 => format!("{{ includes: {some} }}"),
                2 => format!("{{ includes_any: {some} }}"),
                3 => format!("{{ excludes: {one} }}"),
                4 => format!("{{ excludes: {some} }}"),
                5 => format!("{{ count_at_least: {how_many} }}"),
                6 => format!("{{ count_at_most: {how_many} }}"),
                _ => format!("{{ includes_any: {some}, count_at_most: {how_many} }}"),
            }
        }
        SketchKind::Number { thresholds, whole, .. } => number_test(tape, thresholds, *whole),
        SketchKind::Text => unreachable!("text is never tested"),
    }
}

fn number_test(tape: &mut Tape<'_>, thresholds: &[i64], whole: bool) -> String {
    let (one, two) = (*tape.pick(thresholds), *tape.pick(thresholds));
    let [threshold, other] = [one, one.max(two) + 4].map(halves);
    // No whole number is a fraction, so that none is compared with one for being it.
    let equal = if whole { halves(one / 2 * 2) } else { threshold.clone() };
    match tape.below(9) {
        0 | 1 => format!("{{ at_least: {threshold} }}"),
        2 | 3 => format!("{{ less_than: {threshold} }}"),
        4 => format!("{{ at_most: {threshold} }}"),
        5 => format!("{{ more_than: {threshold} }}"),
        6 => format!("{{ is_not: {equal} }}"),
        7 => equal,
        _ => format!("{{ at_least: {threshold}, less_than: {other} }}"),
    }
}

/// So many halves, as one writes the number.
fn halves(count: i64) -> String {
    if count % 2 == 0 { (count / 2).to_string() } else { format!("{}.5", count / 2) }
}

fn list(tape: &mut Tape<'_>, count: usize) -> String {
    let options: Vec<String> =
        tape.some_of(count, 40).iter().map(|option| format!("o{option}")).collect();
    format!("[{}]", options.join(", "))
}

impl Sketch {
    fn id(&self) -> &str {
        &self.id
    }
}
