//! `coach` in a pseudo-terminal, seen through a terminal emulator.

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rexpect::process::{PtyProcess, WaitStatus};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use rustix::pty::{OpenptFlags, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcgetsid, tcsetwinsize};
use tempfile::TempDir;

use crate::days::{today, with_today};

/// How long a screen may take to come, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// A little longer than a question has to stand before the wizard takes an Enter for its answer.
const FIRST_LOOK: Duration = Duration::from_millis(310);

pub(crate) const ENTER: &str = "\r";
pub(crate) const ESC: &str = "\x1b";
pub(crate) const UP: &str = "\x1b[A";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const CTRL_C: &str = "\x03";
pub(crate) const CTRL_Z: &str = "\x1a";
pub(crate) const BACKSPACE: &str = "\x7f";

/// A folder to talk in, with the playbook `clinic.yaml`.
pub(crate) struct Folder {
    folder: TempDir,
    /// The day on which it was made.
    began: Date,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("clinic.yaml"), include_str!("clinic.yaml")).unwrap();
        Self { folder, began: today() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap_or_default()
    }

    /// The same of a deal, with `date: TODAY` for what was written during the test.
    pub(crate) fn read_with_today(&self, name: &str) -> String {
        with_today(&self.read(name), self.began)
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

    /// A shell in a terminal of 80 columns and 24 rows.
    pub(crate) fn shell(&self) -> Screen {
        let mut command = self.command("stty cols 80 rows 24; exec bash --norc --noprofile -i");
        command.env("PS1", "ready>").env("TERM", "xterm-256color");
        Screen::of(command, self.path().join("stdout"), 80, 24)
    }

    /// Runs a command line in a shell that finds `coach`.
    #[track_caller]
    pub(crate) fn runs(&self, line: &str) {
        let coach = Path::new(env!("CARGO_BIN_EXE_coach")).parent().unwrap();
        let line = format!("PATH='{}':$PATH\n{line}", coach.display());
        let output = self.command(&line).output().unwrap();
        assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
    }

    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", line]).current_dir(self.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.path()).env("LC_ALL", "C.UTF-8");
        command
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
        // The shell outlives `coach`: when the leader of a session ends, the system may drop what
        // was written last.
        let script = format!(
            "stty cols {columns} rows {rows}; export TERM=xterm-256color {environment}; \
             trap : HUP INT QUIT ABRT ALRM TERM USR1 XCPU; '{coach}' {arguments} > stdout; exit $?"
        );
        Screen::of(self.command(&script), self.path().join("stdout"), columns, rows)
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
    pub(crate) fn of(command: Command, stdout: PathBuf, columns: u16, rows: u16) -> Self {
        let mut process = PtyProcess::new(command).unwrap();
        // Its shell ignores what asks it to end: without this, a test that fails would hang.
        process.set_kill_timeout(Some(2000));
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

    /// Waits until the screen looks as wanted.
    #[track_caller]
    pub(crate) fn comes_to(&mut self, is_wanted: impl Fn(&str) -> bool, wanted: &str) {
        let start = Instant::now();
        while !is_wanted(&self.text()) {
            match self.output.recv_timeout(PATIENCE.saturating_sub(start.elapsed())) {
                Ok(bytes) => self.show(&bytes),
                Err(_) => panic!("not as wanted:\n{}\n\nbut:\n{wanted}", self.text()),
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        self.written.extend_from_slice(bytes);
        self.terminal.process(bytes);
    }

    /// Presses keys; who begins with Enter has looked at what stands there, as people do.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        look_before(keys);
        self.press_at_once(keys)
    }

    /// Presses keys before anybody can have read what stands there.
    pub(crate) fn press_at_once(&mut self, keys: &str) -> &mut Self {
        self.send(keys.as_bytes())
    }

    /// Sends bytes that need not be text.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> &mut Self {
        self.keyboard.write_all(bytes).unwrap();
        self
    }

    /// Sends the program a signal from outside.
    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process_group(self.leader(), signal).unwrap();
        self
    }

    /// Who leads everything that runs in the terminal.
    fn leader(&self) -> Pid {
        tcgetsid(&self.keyboard).unwrap()
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let size = |count: u16| NonZeroU16::new(count).unwrap();
        self.terminal.screen_mut().set_size(size(rows), size(columns));
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&self.keyboard, size).unwrap();
    }

    /// Forgets all that stands on the screen: what is seen from here on was written after this.
    pub(crate) fn forget(&mut self) -> &mut Self {
        let (rows, columns) = self.terminal.screen().size();
        self.terminal = vt100::Parser::new(rows, columns, 1000);
        self
    }

    /// The terminal as the program has it: it stays as the program left it while this is open.
    pub(crate) fn held_open(&self) -> fs::File {
        let name = ptsname(&self.keyboard, Vec::new()).unwrap();
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        rustix::fs::open(&*name, flags, Mode::empty()).unwrap().into()
    }

    /// Whether the terminal gathers lines and makes signals of some keys, as
    /// it does for a shell.
    pub(crate) fn is_as_it_was(&self) -> bool {
        let modes = LocalModes::ICANON | LocalModes::ISIG;
        tcgetattr(&self.keyboard).unwrap().local_modes.contains(modes)
    }

    /// Replies to the question that stands on the screen: these keys, of which the last is Enter,
    /// or in its place the one that says how it is known.
    #[track_caller]
    pub(crate) fn reply(&mut self, ask: &str, keys: &str, source: &str) -> &mut Self {
        self.sees(&["· question", ask, "esc back"]);
        let begun = keys.strip_suffix(ENTER).unwrap();
        let is_typed = !begun.is_empty() && !begun.starts_with([' ', 'j', '\x1b']);
        self.press(begun);
        match source {
            "w" if is_typed => self.press("\t").press(ENTER),
            "a" if is_typed => self.press("\t\t").press(ENTER),
            "b" | ENTER => self.press(ENTER),
            key => {
                std::thread::sleep(FIRST_LOOK);
                self.press(key)
            }
        }
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

/// The other end of a terminal that nobody's session is led from: no signal comes when it goes.
pub(crate) struct Line {
    ours: fs::File,
    coach: Child,
    seen: String,
}

impl Line {
    /// `coach` with these arguments at the end of it.
    pub(crate) fn of(folder: &Folder, arguments: &str) -> Self {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let ours = openpt(flags).unwrap();
        unlockpt(&ours).unwrap();
        let size = Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&ours, size).unwrap();
        let name = ptsname(&ours, Vec::new()).unwrap();
        let flags = OFlags::RDWR | OFlags::NOCTTY;
        let theirs = fs::File::from(rustix::fs::open(&*name, flags, Mode::empty()).unwrap());
        let coach = env!("CARGO_BIN_EXE_coach");
        let mut command = folder.command(&format!("exec '{coach}' {arguments}"));
        command.stdin(theirs.try_clone().unwrap()).stdout(theirs.try_clone().unwrap());
        let coach = command.stderr(theirs).spawn().unwrap();
        Self { ours: ours.into(), coach, seen: String::new() }
    }

    /// Reads until these words have come.
    pub(crate) fn sees(&mut self, words: &str) {
        let mut bytes = [0; 4096];
        while !self.seen.contains(words) {
            let count = self.ours.read(&mut bytes).unwrap();
            self.seen.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        look_before(keys);
        self.ours.write_all(keys.as_bytes()).unwrap();
    }

    /// Closes this end, and waits for `coach` to end.
    pub(crate) fn hangs_up(self) {
        let Self { ours, mut coach, .. } = self;
        drop(ours);
        let (sender, ended) = channel();
        let pid = Pid::from_child(&coach);
        std::thread::spawn(move || sender.send(coach.wait().unwrap()));
        let status = ended.recv_timeout(PATIENCE);
        let _ = kill_process(pid, Signal::KILL);
        status.expect("it goes on without its terminal");
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // A shell with a person before it is not ended by a friendly signal. Without anyone in the
        // terminal there is nobody to end.
        if let Ok(leader) = tcgetsid(&self.keyboard) {
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

/// Takes the time that people take before an Enter; what they type or choose, they begin at once.
pub(crate) fn look_before(keys: &str) {
    if keys.starts_with(ENTER) {
        std::thread::sleep(FIRST_LOOK);
    }
}

/// A text with every run of white space, and the gutter, as one space.
pub(crate) fn flowing(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| *word != "│");
    words.collect::<Vec<_>>().join(" ")
}
