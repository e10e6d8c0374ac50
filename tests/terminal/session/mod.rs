//! The session that the README shows is one that takes place: it is held again in a terminal of
//! the same size, key by key, and every picture has to be the recorded one.
//!
//! `SESSION=update cargo test --test terminal session` records it anew; look at `docs/session.svg` in a browser before
//! you commit it.

mod picture;
mod script;
mod terminal;

use std::fs;
use std::path::{Path, PathBuf};

use picture::Film;
use script::SCRIPT;
use terminal::Terminal;

#[test]
fn the_recorded_session_takes_place_as_shown() {
    if std::env::var_os("SESSION").is_some_and(|value| value == "update") {
        fs::create_dir_all(path().parent().unwrap()).unwrap();
        fs::write(path(), record().svg()).unwrap();
        return;
    }
    let recorded = fs::read_to_string(path()).unwrap();
    let mut terminal = Terminal::start(&script::DEALS);
    let mut film = Film::new();
    for (place, step) in SCRIPT.iter().enumerate() {
        terminal.press(step.keys);
        let shown = picture::frame_in(&recorded, place)
            .unwrap_or_else(|| panic!("step {place} was never recorded"));
        let seen = terminal.wait_until(|screen| picture::frame(screen) == shown);
        assert!(seen, "step {place} looks different now:\n{}", terminal.text());
        film.add(terminal.screen(), step.seconds);
    }
    assert_eq!(film.svg(), recorded, "nothing but the recorded steps is in the picture");
}

/// Holds the session, a picture after each step.
fn record() -> Film {
    let mut terminal = Terminal::start(&script::DEALS);
    let mut film = Film::new();
    for (place, step) in SCRIPT.iter().enumerate() {
        terminal.press(step.keys);
        let seen = terminal.wait_until(|screen| screen.contents().contains(step.shows));
        assert!(seen, "step {place} shows `{}`, not:\n{}", step.shows, terminal.text());
        terminal.wait_until_quiet();
        film.add(terminal.screen(), step.seconds);
    }
    film
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/session.svg")
}
