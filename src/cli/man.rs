//! `coach man`: the manual page.

use clap::{Args, Command};
use clap_mangen::Man;

use super::{Exit, output};

const EXAMPLES: &str = "\
Examples:
  coach man | man -l -
  coach man > ~/.local/share/man/man1/coach.1";

/// Print the manual page, of coach and all its commands
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ManArguments {}

pub(super) fn run(mut command: Command) -> anyhow::Result<Exit> {
    // Global flags reach the commands when the whole is built.
    command.build();
    let page = page(&command)?;
    output::to_stdout(|out| out.write_all(page.as_bytes()))?;
    Ok(Exit::Done)
}

/// One page for all of coach: the whole first, then a section for each command.
fn page(coach: &Command) -> anyhow::Result<String> {
    let man = Man::new(coach.clone());
    let mut page = rendered(|out| {
        man.render_title(out)?;
        man.render_name_section(out)?;
        man.render_description_section(out)?;
        man.render_options_section(out)
    })?;
    for command in without_help(coach) {
        page.push_str(&section(command)?);
        for command in without_help(command) {
            page.push_str(&section(command)?);
        }
    }
    page.push_str(&examples(rendered(|out| man.render_extra_section(out))?));
    page.push_str(&rendered(|out| man.render_version_section(out))?);
    Ok(page)
}

fn without_help(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|command| command.get_name() != "help")
}

/// What a command does, how it is called, its flags and its examples.
fn section(command: &Command) -> anyhow::Result<String> {
    // What goes for every command stands once, at the top.
    let own = command.clone().mut_args(|flag| {
        let hidden = flag.is_global_set() || flag.get_id() == "help";
        flag.hide(hidden)
    });
    let man = Man::new(own);
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
    let parts = rendered(|out| {
        man.render_synopsis_section(out)?;
        man.render_description_section(out)?;
        man.render_options_section(out)
    })?;
    let examples = examples(rendered(|out| man.render_extra_section(out))?);
    Ok(format!(".SH {name}\n{}", (parts + &examples).replace(".SH ", ".SS ")))
}

/// The help text's examples under a heading of their own, the lines as they stand.
fn examples(extra: String) -> String {
    let lines = extra.replace(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n.nf\n");
    if lines.is_empty() { lines } else { format!("{}\n.fi\n", lines.trim_end()) }
}

fn rendered(render: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> anyhow::Result<String> {
    let mut part = Vec::new();
    render(&mut part)?;
    Ok(String::from_utf8(part)?)
}
