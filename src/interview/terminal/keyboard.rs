//! The keyboard of the terminal, held from the first prompt to the last: one reader of everything
//! that comes, which goes to the prompt that is open, and to nobody where none is.
//!
//! inquire reads its keys from standard input itself. So a terminal of our own stands in its place
//! there, and into that goes what a [`OpenMenu`] takes and nothing else.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::{Errno, fcntl_dupfd_cloexec, read};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::stdio::{dup2_stdin, stdin};
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush,
    tcgetattr, tcsetattr,
};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::raise;

use super::canvas::{scroll_away, step_out};
use super::decoding::Decoder;
use super::keys::{Input, Key};
use super::open_menu::OpenMenu;
use crate::interview::ask::Broken;

/// What is read at once: as much as a terminal has ready.
const PIECE: usize = 4096;

/// How long what inquire left unread is looked for: the shortest time that is not zero, in which
/// crossterm does not look at all.
const GLANCE: Duration = Duration::from_millis(1);

/// The terminal that is held, to be given back wherever the process ends.
static HELD: Mutex<Option<Arc<Held>>> = Mutex::new(None);

/// Gives the terminal back as it was, whatever prompt was open.
pub fn restore() {
    if let Some(held) = locked(&HELD).as_ref() {
        held.give_back();
    }
}

/// A keyboard of which every key is read at once, as long as this lives.
#[derive(Debug)]
pub(super) struct Keyboard {
    held: Arc<Held>,
    signals: Handle,
    /// Ends the reader when it goes.
    _reading: UnixStream,
}

/// A terminal, how it was before, and who listens to it.
#[derive(Debug)]
struct Held {
    terminal: OwnedFd,
    before: Termios,
    /// Where inquire's keys go.
    menus: OwnedFd,
    hearing: Mutex<Hearing>,
}

/// Who is told what comes.
#[derive(Debug, Default)]
struct Hearing {
    listener: Listener,
    /// Nothing that came before is for this listener.
    is_new: bool,
}

#[derive(Debug, Default)]
enum Listener {
    #[default]
    Nobody,
    Prompt(Sender<Input>),
    Menu(OpenMenu),
}

/// What comes from now on, for one prompt.
#[derive(Debug)]
pub(super) struct Inputs {
    held: Arc<Held>,
    inputs: Receiver<Input>,
}

impl Keyboard {
    pub(super) fn open() -> io::Result<Self> {
        let terminal = fcntl_dupfd_cloexec(stdin(), 3)?;
        let before = tcgetattr(&terminal)?;
        let (menus, stand_in) = terminal_for_menus()?;
        let held = Arc::new(Held { terminal, before, menus, hearing: Mutex::default() });
        let (reading, until) = UnixStream::pair()?;
        let reader = Arc::clone(&held);
        thread::Builder::new().spawn(move || reader.read_until(&until))?;
        let mut changes = Signals::new([SIGTSTP, SIGCONT, SIGWINCH])?;
        let signals = changes.handle();
        let watcher = Arc::clone(&held);
        thread::Builder::new()
            .spawn(move || changes.forever().for_each(|signal| watcher.mind(signal)))?;
        let keyboard = Self { held, signals, _reading: reading };
        dup2_stdin(&stand_in)?;
        *locked(&HELD) = Some(Arc::clone(&keyboard.held));
        keyboard.held.take_hold()?;
        Ok(keyboard)
    }

    /// What comes from here on. What was pressed before this is for nobody: it was no reply to
    /// what is shown from here on.
    pub(super) fn listen(&self) -> io::Result<Inputs> {
        while event::poll(GLANCE)? {
            event::read()?;
        }
        let (sender, inputs) = channel();
        let mut hearing = locked(&self.held.hearing);
        tcflush(&self.held.terminal, QueueSelector::IFlush)?;
        *hearing = Hearing { listener: Listener::Prompt(sender), is_new: true };
        drop(hearing);
        // inquire leaves it off.
        execute!(io::stderr(), EnableBracketedPaste)?;
        Ok(Inputs { held: Arc::clone(&self.held), inputs })
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        self.signals.close();
        restore();
        // Who reads standard input after us, reads the terminal.
        let _ = dup2_stdin(&self.held.terminal);
        locked(&HELD).take();
    }
}

impl Inputs {
    /// Waits for what comes next.
    pub(super) fn next(&self) -> Result<Input, Broken> {
        Ok(self.inputs.recv().map_err(io::Error::other)?)
    }

    /// What has come already.
    pub(super) fn ready(&self) -> Option<Input> {
        self.inputs.try_recv().ok()
    }

    /// Lets a menu have what comes while this runs, and what has come already.
    pub(super) fn lend<T>(&mut self, menu: &mut OpenMenu, run: impl FnOnce() -> T) -> T {
        let mut lent = std::mem::take(menu);
        let mut hearing = locked(&self.held.hearing);
        for input in self.inputs.try_iter() {
            self.held.feed(&mut lent, input);
        }
        hearing.listener = Listener::Menu(lent);
        drop(hearing);
        let outcome = run();
        let (sender, inputs) = channel();
        let mut hearing = locked(&self.held.hearing);
        if let Listener::Menu(back) =
            std::mem::replace(&mut hearing.listener, Listener::Prompt(sender))
        {
            *menu = back;
        }
        self.inputs = inputs;
        outcome
    }
}

impl Drop for Inputs {
    fn drop(&mut self) {
        locked(&self.held.hearing).listener = Listener::Nobody;
    }
}

impl Held {
    /// Every byte at once, none of them shown, none of them a signal; what is written stays as it
    /// is.
    fn take_hold(&self) -> io::Result<()> {
        let mut modes = self.before.clone();
        modes.input_modes -= InputModes::ICRNL
            | InputModes::INLCR
            | InputModes::IGNCR
            | InputModes::ISTRIP
            | InputModes::IXON
            | InputModes::BRKINT
            | InputModes::PARMRK;
        modes.local_modes -= LocalModes::ICANON
            | LocalModes::ECHO
            | LocalModes::ECHONL
            | LocalModes::ISIG
            | LocalModes::IEXTEN;
        modes.special_codes[SpecialCodeIndex::VMIN] = 1;
        modes.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(&self.terminal, OptionalActions::Now, &modes)?;
        execute!(io::stderr(), EnableBracketedPaste)
    }

    fn give_back(&self) {
        let _ = step_out();
        let _ = execute!(io::stderr(), DisableBracketedPaste, Show);
        let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.before);
    }

    /// Reads until the other end of `until` is gone. A terminal that goes away is what SIGHUP
    /// says; it may do so without that signal.
    fn read_until(&self, until: &UnixStream) {
        let mut decoder = Decoder::default();
        loop {
            let patience = decoder.patience().map(|patience| Timespec {
                tv_sec: patience.as_secs().try_into().unwrap_or_default(),
                tv_nsec: patience.subsec_nanos().into(),
            });
            let mut ready =
                [PollFd::new(&self.terminal, PollFlags::IN), PollFd::new(until, PollFlags::IN)];
            let count = match poll(&mut ready, patience.as_ref()) {
                Err(Errno::INTR) => continue,
                count => count,
            };
            let [_, end] = &ready;
            if !end.revents().is_empty() {
                return;
            }
            if count == Ok(0) {
                self.pause(&mut decoder);
            } else if self.read_piece(&mut decoder).is_err() {
                let _ = raise(SIGHUP);
                return;
            }
        }
    }

    /// Reads what is there, unless a new listener has come, for whom it is not.
    fn read_piece(&self, decoder: &mut Decoder) -> io::Result<()> {
        let mut hearing = self.hearing_of(decoder);
        let mut ready = [PollFd::new(&self.terminal, PollFlags::IN)];
        if poll(&mut ready, Some(&Timespec::default()))? == 0 {
            return Ok(());
        }
        let mut piece = [0; PIECE];
        let count = match read(&self.terminal, &mut piece) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Err(Errno::INTR | Errno::AGAIN) => 0,
            count => count?,
        };
        for input in decoder.read(piece.get(..count).unwrap_or_default()) {
            self.tell(&mut hearing, input);
        }
        Ok(())
    }

    fn pause(&self, decoder: &mut Decoder) {
        let mut hearing = self.hearing_of(decoder);
        if let Some(input) = decoder.pause() {
            self.tell(&mut hearing, input);
        }
    }

    fn hearing_of(&self, decoder: &mut Decoder) -> MutexGuard<'_, Hearing> {
        let mut hearing = locked(&self.hearing);
        if std::mem::take(&mut hearing.is_new) {
            decoder.forget();
        }
        hearing
    }

    fn tell(&self, hearing: &mut Hearing, input: Input) {
        match (&input, &mut hearing.listener) {
            (Input::Key(Key::Control('c')), _) => drop(raise(SIGINT)),
            (Input::Key(Key::Control('\\')), _) => drop(raise(SIGQUIT)),
            (Input::Key(Key::Control('z')), _) => drop(kill_current_process_group(Signal::TSTP)),
            (_, Listener::Nobody) => {}
            (_, Listener::Prompt(sender)) => drop(sender.send(input)),
            (_, Listener::Menu(menu)) => self.feed(menu, input),
        }
    }

    /// Gives inquire what of this is for a menu.
    fn feed(&self, menu: &mut OpenMenu, input: Input) {
        // Whole or not at all: no more than a few bytes.
        let _ = rustix::io::write(&self.menus, &menu.take(input));
    }

    fn mind(&self, signal: i32) {
        match signal {
            SIGTSTP if can_be_continued() => {
                // Nothing is drawn until it goes on.
                let _alone = io::stderr().lock();
                self.give_back();
                // The signal that nobody can handle; SIGCONT comes after it.
                let _ = raise(SIGSTOP);
            }
            SIGCONT => {
                let _ = self.take_hold().and_then(|()| scroll_away());
                self.tell(&mut locked(&self.hearing), Input::Redraw);
            }
            SIGWINCH => self.tell(&mut locked(&self.hearing), Input::Redraw),
            _ => {}
        }
    }
}

/// Whether a shell runs us as a job of its own. Without one, nobody continues who stops.
fn can_be_continued() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Both ends of a terminal of our own: what is written to the first is read at the second, as it
/// is.
fn terminal_for_menus() -> io::Result<(OwnedFd, OwnedFd)> {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
    grantpt(&ours)?;
    unlockpt(&ours)?;
    let name = ptsname(&ours, Vec::new())?;
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let theirs = rustix::fs::open(name.as_c_str(), flags, Mode::empty())?;
    let mut modes = tcgetattr(&theirs)?;
    modes.make_raw();
    tcsetattr(&theirs, OptionalActions::Now, &modes)?;
    Ok((ours, theirs))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
