//! A folder that is served on this machine, as a release is from where the repository is kept.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use tempfile::TempDir;

/// Files, and the address that they have as long as the test runs.
pub(crate) struct Served {
    folder: TempDir,
    pub(crate) address: String,
}

impl Served {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let path = folder.path().to_owned();
        // It ends with the process of the tests.
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                answer(connection, &path);
            }
        });
        Self { folder, address }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Sends the file that is asked for. Whoever asks may hang up.
fn answer(mut connection: TcpStream, folder: &Path) {
    let mut lines = BufReader::new(&connection).lines().map_while(Result::ok);
    let asked = lines.next().unwrap_or_default();
    for _ in lines.by_ref().take_while(|line| !line.is_empty()) {}
    let name = asked.split(' ').nth(1).unwrap_or_default().trim_start_matches('/');
    let (status, body) = match fs::read(folder.join(name)) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = connection.write_all(head.as_bytes()).and_then(|()| connection.write_all(&body));
}

/// An address at which nobody answers.
pub(crate) fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A script of the release, to be run from the root of the repository.
pub(crate) fn script(name: &str) -> Command {
    let mut command = Command::new("bash");
    command.arg(root().join(".ci/release").join(name)).current_dir(root());
    command
}

/// What a command prints on both streams, and its exit status.
pub(crate) fn said(command: &mut Command) -> (String, i32) {
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8(text).unwrap(), output.status.code().unwrap())
}

/// What a command prints, which has to succeed.
pub(crate) fn succeeds(command: &mut Command) -> String {
    let (text, status) = said(command);
    assert_eq!(status, 0, "{text}");
    text
}

/// Makes a program of a script.
pub(crate) fn program(path: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, script).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A program that is the coach under test, and small: it is packed and sent many times.
pub(crate) fn coach(path: &Path) {
    let coach = env!("CARGO_BIN_EXE_coach");
    program(path, &format!("#!/usr/bin/env bash\nexec -a coach '{coach}' \"$@\"\n"));
}

/// Puts an archive for a target into a folder, as a release has it, and the sums of all that is there.
pub(crate) fn release(target: &str, folder: &Path) {
    let built = TempDir::new().unwrap();
    coach(&built.path().join("coach"));
    succeeds(script("archive").arg(target).arg(built.path().join("coach")).arg(folder));
    succeeds(script("sums").arg(folder));
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
