//! The two pipes of a client: a message a line, each way. The library has such a reader too, but it drops
//! lines that it can't read, and the client waits for their answer for ever.

use std::borrow::Cow;
use std::future::{Future, ready};
use std::io::{self, BufRead, Read, Write, stdin, stdout};
use std::thread;

use rmcp::service::{RoleServer, RxJsonRpcMessage, TxJsonRpcMessage};
use rmcp::transport::Transport;
use serde::Serialize;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::line::{MOST_READ, Understood, understood};

/// Standard input and output, as the service reads and writes them.
pub(super) struct Wire {
    lines: Receiver<Vec<u8>>,
}

impl Wire {
    /// Begins to read. A thread does it, which may wait in a read until the process ends.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn open() -> io::Result<Self> {
        let (found, lines) = channel(1);
        thread::Builder::new().spawn(move || read_lines(stdin().lock(), &found))?;
        Ok(Self { lines })
    }
}

impl Transport<RoleServer> for Wire {
    type Error = io::Error;

    fn name() -> Cow<'static, str> {
        "standard output".into()
    }

    fn send(
        &mut self,
        message: TxJsonRpcMessage<RoleServer>,
    ) -> impl Future<Output = io::Result<()>> + Send + 'static {
        ready(write_line(&message))
    }

    async fn receive(&mut self) -> Option<RxJsonRpcMessage<RoleServer>> {
        loop {
            match understood(&self.lines.recv().await?) {
                Understood::Message(message) => return Some(*message),
                Understood::Refused(answer) => write_line(&answer).ok()?,
                Understood::Nothing => {}
            }
        }
    }

    async fn close(&mut self) -> io::Result<()> {
        self.lines.close();
        Ok(())
    }
}

/// Hands on each line, the last one too where it has no end; of one without measure its beginning.
fn read_lines(mut from: impl BufRead, found: &Sender<Vec<u8>>) {
    loop {
        let mut line = Vec::new();
        let read = (&mut from).take(MOST_READ as u64).read_until(b'\n', &mut line);
        let is_cut = line.len() == MOST_READ && !line.ends_with(b"\n");
        let rest = if is_cut { from.skip_until(b'\n') } else { Ok(0) };
        if line.is_empty() || read.is_err() || found.blocking_send(line).is_err() || rest.is_err() {
            return;
        }
    }
}

fn write_line(message: &impl Serialize) -> io::Result<()> {
    let mut out = stdout().lock();
    serde_json::to_writer(&mut out, message)?;
    out.write_all(b"\n")?;
    out.flush()
}
