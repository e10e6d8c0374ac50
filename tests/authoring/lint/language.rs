//! The rules on language, as they point into a playbook.

use super::{SOUND, found};
use crate::desk::Desk;

#[test]
fn words_are_pointed_at_where_they_stand() {
    assert_eq!(
        found(["Who waits for this?", "Don't you wait for this?"]),
        ["16:14 warning leading-question"]
    );
    assert_eq!(
        found(["Who waits for this?", "Who waits for this, and what does the archive cost today?"])
            .len(),
        1
    );
    assert_eq!(
        found(["Then leave it as it is.", "Our pipeline says no."]),
        ["24:16 warning jargon-to-buyer"]
    );
    assert_eq!(found(["title: Need", "title: Demo"]), ["11:12 warning seller-activity"]);
    let pressing = found(["Who waits for this?", "Can you afford to wait any longer?"]);
    assert!(pressing.contains(&"16:22 warning pressure".to_owned()), "{pressing:?}");
}

#[test]
fn in_a_folded_text_the_words_are_found_on_their_line() {
    let folded = found([
        "ask: Who waits for this?",
        "ask: >-\n          Now that it is gone,\n          who is the decision maker?",
    ]);
    assert_eq!(folded, ["18:22 warning jargon-to-buyer"]);
}

#[test]
fn a_wording_is_excused_above_its_key() {
    let excused = found([
        "        ask: Who waits for this?",
        "        # allow jargon-to-buyer: They call it so themselves.\n        ask: >-\n          Who is the decision maker?",
    ]);
    assert_eq!(excused, ["18:22 excused jargon-to-buyer"]);
}

#[test]
fn what_to_do_is_said() {
    let desk = Desk::empty();
    desk.write("sound.yaml", &SOUND.replace("Who waits for this?", "Who is the decision maker?"));
    let run = desk.coach(&["playbook", "check", "sound.yaml"]).succeeded();
    assert!(run.stdout.contains("= help: "), "{}", run.stdout);
}
