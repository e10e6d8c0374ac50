//! `coach playbook watch` in a terminal: one page, in the place of the one before.

use crate::wizard::screen::{CTRL_C, Folder, Screen};

const LAST: &str = "Waiting for the next save; Ctrl-C ends.";

#[test]
fn each_page_takes_the_place_of_the_last_and_ctrl_c_ends_it() {
    let folder = Folder::new();
    folder.write("stdout", "");
    let coach = env!("CARGO_BIN_EXE_coach");
    let mut command = folder.command(&format!(
        "stty cols 80 rows 140; trap : INT; '{coach}' playbook watch clinic.yaml; exit $?"
    ));
    command.env("TERM", "xterm-256color").env("NO_COLOR", "1");
    let mut screen = Screen::of(command, folder.path().join("stdout"), 80, 140);
    screen.sees(&["clinic.yaml · as it is", "Cases", "Prospects", "fit", LAST]);
    let playbook = folder.read("clinic.yaml");
    let stricter = playbook.replace("threshold: 3", "threshold: 4");
    assert_ne!(stricter, playbook);
    folder.write("clinic.yaml", &stricter);
    screen.sees(&["clinic.yaml · save 1", "Since the last save", "STRICTER", LAST]);
    assert_eq!(screen.text().matches(LAST).count(), 1, "{}", screen.text());
    let written = String::from_utf8_lossy(&screen.written).into_owned();
    assert!(!written.contains("\x1b[1m") && !written.contains("\x1b[3"), "{written:?}");
    screen.press(CTRL_C);
    assert_eq!(screen.ends().0, 130);
}
