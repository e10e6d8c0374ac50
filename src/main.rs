//! The `coach` command.

fn main() {}
