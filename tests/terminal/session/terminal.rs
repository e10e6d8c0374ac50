//! A terminal of a fixed size with a command in it.

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use rexpect::process::PtyProcess;
use tempfile::TempDir;
use vt100::{Parser, Screen};

use crate::wizard::screen::look_before;

pub(crate) const COLUMNS: u16 = 80;
pub(crate) const ROWS: u16 = 34;

/// Far longer than any step takes; past it the step has failed.
const PATIENCE: Duration = Duration::from_secs(20);
/// While recording: how long nothing comes before a step counts as drawn.
const QUIET: Duration = Duration::from_millis(400);

/// A terminal, the command in it, and an empty folder where it runs.
pub(crate) struct Terminal {
    parser: Parser,
    input: File,
    output: Receiver<Vec<u8>>,
    /// Ends the command when it goes.
    _process: PtyProcess,
    _folder: TempDir,
}

impl Terminal {
    /// Starts a shell in a folder with some deals in it.
    pub(crate) fn start(deals: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        for deal in deals {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("deals").join(deal);
            std::fs::copy(from, folder.path().join(deal)).unwrap();
        }
        let mut process = PtyProcess::new(shell(folder.path())).unwrap();
        process.set_kill_timeout(Some(2000));
        let size = |count| NonZeroU16::new(count).unwrap();
        Self {
            parser: Parser::new(size(ROWS), size(COLUMNS), 0),
            input: process.get_file_handle().unwrap(),
            output: pieces(process.get_file_handle().unwrap()),
            _process: process,
            _folder: folder,
        }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        look_before(keys);
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    pub(crate) fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }

    /// Whether the screen came to look as wanted.
    pub(crate) fn wait_until(&mut self, wanted: impl Fn(&Screen) -> bool) -> bool {
        while !wanted(self.parser.screen()) {
            match self.output.recv_timeout(PATIENCE) {
                Ok(piece) => self.parser.process(&piece),
                Err(_) => return false,
            }
        }
        true
    }

    pub(crate) fn wait_until_quiet(&mut self) {
        loop {
            match self.output.recv_timeout(QUIET) {
                Ok(piece) => self.parser.process(&piece),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }
}

fn shell(folder: &Path) -> Command {
    let binary = Path::new(env!("CARGO_BIN_EXE_coach")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "stty echo rows \"$1\" cols \"$2\"; exec bash --norc --noprofile -i", "sh"])
        .args([ROWS.to_string(), COLUMNS.to_string()])
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:{path}", binary.display()))
        .env("PS1", "$ ")
        .env("HOME", folder)
        .env("LANG", "C.UTF-8")
        .env("TERM", "xterm-256color");
    shell
}

/// What comes out of a terminal, as it comes.
fn pieces(mut from: File) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        // The read fails once the command has ended.
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    receiver
}
