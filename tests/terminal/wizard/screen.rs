//! `coach` in a pseudo-terminal, seen through a terminal emulator.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use rexpect::process::{PtyProcess, Signal, WaitStatus};
use tempfile::TempDir;

/// How long a screen may take to come, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) const ENTER: &str = "\r";
pub(crate) const ESC: &str = "\x1b";
pub(crate) const UP: &str = "\x1b[A";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const CTRL_C: &str = "\x03";
pub(crate) const BACKSPACE: &str = "\x7f";

/// A folder to talk in, with the playbook `clinic.yaml`.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("clinic.yaml"), include_str!("clinic.yaml")).unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_default()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    /// The names of the files in it, but for the playbook and the output.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "clinic.yaml" && name != "stdout")
            .collect();
        names.sort();
        names
    }

    /// A terminal of 80 columns and 24 rows, in which `coach start` runs with these arguments.
    pub(crate) fn start(&self, arguments: &str) -> Screen {
        self.start_in(80, 24, "", arguments)
    }

    /// The same in another size, with these settings of the environment. Standard output goes to
    /// the file `stdout`.
    pub(crate) fn start_in(
        &self,
        columns: u16,
        rows: u16,
        environment: &str,
        arguments: &str,
    ) -> Screen {
        self.coach_in(columns, rows, environment, &format!("start {arguments}"))
    }

    /// Any command of `coach` in a terminal of this size.
    pub(crate) fn coach_in(
        &self,
        columns: u16,
        rows: u16,
        environment: &str,
        arguments: &str,
    ) -> Screen {
        let coach = env!("CARGO_BIN_EXE_coach");
        let script = format!(
            "stty cols {columns} rows {rows}; export TERM=xterm-256color {environment}; \
             exec '{coach}' {arguments} > stdout"
        );
        let mut command = Command::new("/bin/sh");
        command.args(["-c", &script]).current_dir(self.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.path()).env("LC_ALL", "C.UTF-8");
        Screen::of(command, self.path().join("stdout"), columns, rows)
    }
}

/// A terminal with something running in it.
pub(crate) struct Screen {
    process: PtyProcess,
    keyboard: fs::File,
    output: Receiver<Vec<u8>>,
    terminal: vt100::Parser,
    /// Everything that was ever written to the terminal.
    pub(crate) written: Vec<u8>,
    stdout: PathBuf,
}

impl Screen {
    fn of(command: Command, stdout: PathBuf, columns: u16, rows: u16) -> Self {
        let process = PtyProcess::new(command).unwrap();
        let keyboard = process.get_file_handle().unwrap();
        let mut reader = process.get_file_handle().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                match reader.read(&mut bytes) {
                    Ok(0) => return,
                    Ok(count) => {
                        if sender.send(bytes[..count].to_vec()).is_err() {
                            return;
                        }
                    }
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Err(_) => return,
                }
            }
        });
        let size = |count: u16| NonZeroU16::new(count).unwrap();
        let terminal = vt100::Parser::new(size(rows), size(columns), 1000);
        Self { process, keyboard, output, terminal, written: Vec::new(), stdout }
    }

    /// What stands on the screen now.
    pub(crate) fn text(&self) -> String {
        self.terminal.screen().contents()
    }

    /// Waits until all of these words stand on the screen, wherever lines break.
    #[track_caller]
    pub(crate) fn sees(&mut self, words: &[&str]) -> &mut Self {
        let start = Instant::now();
        loop {
            let text = flowing(&self.text());
            let Some(missing) = words.iter().find(|words| !text.contains(&flowing(words))) else {
                return self;
            };
            let left = PATIENCE.saturating_sub(start.elapsed());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.show(&bytes),
                Err(problem) => {
                    let why = match problem {
                        RecvTimeoutError::Timeout => "it never came",
                        RecvTimeoutError::Disconnected => "the program has ended",
                    };
                    panic!("no {missing:?} on the screen ({why}):\n{}", self.text());
                }
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        self.written.extend_from_slice(bytes);
        self.terminal.process(bytes);
    }

    /// Presses keys.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Ends the program from outside.
    pub(crate) fn terminate(&mut self) {
        self.process.signal(Signal::SIGTERM).unwrap();
    }

    /// Replies to the question that stands on the screen: these keys, then how it is known.
    #[track_caller]
    pub(crate) fn reply(&mut self, ask: &str, keys: &str, source: &str) -> &mut Self {
        self.sees(&["of about", ask, "esc back"]).press(keys);
        self.sees(&["How do you know?", "b w a"]).press(source)
    }

    /// Waits for the end, and hands out its exit code and what stood on standard output.
    #[track_caller]
    pub(crate) fn ends(&mut self) -> (i32, String) {
        let start = Instant::now();
        loop {
            match self.output.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
                Ok(bytes) => self.show(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end:\n{}", self.text()),
            }
        }
        let code = match self.process.wait().unwrap() {
            WaitStatus::Exited(_, code) => code,
            other => panic!("it ended by {other:?}:\n{}", self.text()),
        };
        (code, fs::read_to_string(&self.stdout).unwrap())
    }
}

/// A text with every run of white space, and the gutter, as one space.
pub(crate) fn flowing(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| *word != "│");
    words.collect::<Vec<_>>().join(" ")
}
