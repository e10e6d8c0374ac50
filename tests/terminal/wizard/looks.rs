//! How it looks: within the width, without colour where none is wanted.

use super::screen::{CTRL_C, DOWN, ENTER, Folder, UP};

/// Puts every kind of question, and looks at each screen.
fn all_kinds(folder: &Folder, columns: u16, rows: u16, environment: &str) -> Vec<u8> {
    let arguments = "acme -p ./clinic.yaml --all --order playbook";
    let mut screen = folder.start_in(columns, rows, environment, arguments);
    screen.sees(&["What do you call this deal?"]).press(ENTER);
    screen.reply("What happens", ENTER, "b");
    screen.sees(&["By when", "esc back"]).press(&format!("{UP}{ENTER}"));
    screen.sees(&["[ ] 2 Within a year", "space"]).press(&format!(" {DOWN} a"));
    screen.sees(&["How many people", "esc back"]).press("many\r");
    screen.sees(&["▲", "number"]).press("\x7f\x7f\x7f\x7f45\r");
    screen.reply("Where may", ENTER, "b");
    screen.sees(&["Which of these must it do", "own paper"]).press(&format!("{DOWN}{DOWN} \r"));
    screen.reply("How did they put it", "We lose ten a day.\r", "b");
    screen.sees(&["Settled: a fit", "Finish"]).press(ENTER);
    assert_eq!(screen.ends().0, 0);
    screen.written.clone()
}

/// The widest line that was written, by a terminal wide enough never to wrap.
fn widest(written: &[u8]) -> (usize, String) {
    let text = strip_sequences(&String::from_utf8_lossy(written));
    let lines = text.split(['\n', '\r']).map(|line| (line.chars().count(), line.to_owned()));
    lines.max().unwrap()
}

fn strip_sequences(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[test]
fn at_50_columns_no_line_is_wider() {
    let folder = Folder::new();
    let (width, line) = widest(&all_kinds(&folder, 50, 24, ""));
    assert!(width <= 50, "{width}: {line}");
}

#[test]
fn a_low_terminal_still_shows_what_is_asked() {
    let folder = Folder::new();
    all_kinds(&folder, 60, 14, "");
}

#[test]
fn a_colourful_terminal_gets_colour() {
    let folder = Folder::new();
    let written = String::from_utf8(all_kinds(&folder, 80, 24, "")).unwrap();
    assert!(colours(&written) > 0);
}

#[test]
fn no_color_means_none() {
    let folder = Folder::new();
    let written = String::from_utf8(all_kinds(&folder, 80, 24, "NO_COLOR=1")).unwrap();
    assert_eq!(colours(&written), 0);
}

#[test]
fn the_color_flag_goes_over_the_environment() {
    let folder = Folder::new();
    for (environment, flag, wanted) in
        [("CLICOLOR_FORCE=1", "never", false), ("NO_COLOR=1", "always", true)]
    {
        let arguments = format!("-p ./clinic.yaml --color {flag}");
        let mut screen = folder.start_in(80, 24, environment, &arguments);
        screen.sees(&["❯ 1 They gave a figure", "esc back"]).press(CTRL_C).ends();
        let written = String::from_utf8(screen.written.clone()).unwrap();
        assert_eq!(colours(&written) > 0, wanted, "{flag}");
    }
}

#[test]
fn a_terminal_that_cannot_move_its_cursor_gets_plain_lines() {
    let folder = Folder::new();
    let mut screen = folder.start_in(80, 24, "TERM=dumb", "-p ./clinic.yaml");
    screen.sees(&["1. They gave a figure", "Your answer>"]);
    assert!(!screen.written.contains(&0x1b));
}

#[test]
fn a_screen_reader_gets_plain_lines() {
    let folder = Folder::new();
    let mut screen = folder.start_in(80, 24, "ACCESSIBLE=1", "-p ./clinic.yaml");
    screen.sees(&["1. They gave a figure", "Your answer>"]);
}

#[test]
fn without_a_terminal_to_draw_on_the_way_out_is_told() {
    let folder = Folder::new();
    let mut screen = folder.start("-p ./clinic.yaml 2> problem");
    assert_eq!(screen.ends().0, 2);
    let problem = folder.read("problem");
    assert!(problem.contains("--plain") && problem.contains("--no-input"), "{problem}");
}

/// How many sequences set a colour or an attribute.
fn colours(written: &str) -> usize {
    written
        .split("\x1b[")
        .skip(1)
        .filter(|rest| {
            rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ';')
                .starts_with('m')
        })
        .count()
}
