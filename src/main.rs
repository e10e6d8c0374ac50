//! The `coach` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    coach::cli::run(std::env::args_os()).into()
}
