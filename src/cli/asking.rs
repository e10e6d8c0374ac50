//! Who gives the answers that the flags don't, and where they are asked.

use std::io::{self, IsTerminal};

use super::output::standard_error;
use super::resuming::show_again_after_a_stop;
use crate::interview::plain::Plain;
use crate::interview::terminal::Terminal;
use crate::interview::{Ask, Broken};
use crate::report::lines::DEFAULT_WIDTH;

/// Who gives the answers that the flags don't.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// Nobody.
    Unattended,
    /// A person, in lines.
    Plain,
    /// A person, in menus.
    Terminal,
}

impl Manner {
    /// What the flags `--plain` and `--no-input` and the terminal make of it.
    pub(super) fn of(plain: bool, no_input: bool) -> Self {
        match io::stdin().is_terminal() {
            _ if plain => Self::Plain,
            _ if no_input => Self::Unattended,
            false => Self::Unattended,
            true if wants_plain() => Self::Plain,
            true => Self::Terminal,
        }
    }
}

/// What to say where a terminal is there and can't be held.
pub(super) const NO_MENUS: &str = "menus can't be shown here; ask with --plain instead";

/// Where the person is asked.
pub(super) fn ask_in(manner: Manner) -> anyhow::Result<Box<dyn Ask>> {
    Ok(match manner {
        Manner::Terminal => {
            let colour = anstream::AutoStream::choice(&io::stderr());
            let terminal = Terminal::open(colour != anstream::ColorChoice::Never);
            Box::new(terminal.map_err(|broken| match broken {
                // Threads read it, of which a system may give none.
                Broken::Io(_) => anyhow::Error::new(broken).context(NO_MENUS),
                broken => broken.into(),
            })?)
        }
        Manner::Plain | Manner::Unattended => {
            let width = width_of_conversation();
            let echo = !io::stdin().is_terminal();
            let plain = Plain::new(io::stdin().lock(), standard_error(), width, echo);
            if !echo {
                show_again_after_a_stop(plain.asked());
            }
            Box::new(plain)
        }
    })
}

/// The columns of the terminal in which a conversation is shown.
pub(super) fn width_of_conversation() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stderr());
    terminal.map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0))
}

/// Whether menus are of no use here: to a screen reader, or where the cursor can't be moved.
fn wants_plain() -> bool {
    let is_set = std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty());
    is_set || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
