//! What the shell gets: completions and the manual page.

use std::process::Command;

use crate::desk::Desk;

#[test]
fn completions_for_each_shell_know_commands_and_flags() {
    for (shell, mark) in [
        ("bash", "complete -F _coach"),
        ("zsh", "#compdef coach"),
        ("fish", "complete -c coach"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion:arg-completer[coach]"),
    ] {
        let script = Desk::empty().coach(&["completions", shell]).succeeded().stdout;
        for words in [mark, "start", "brief", "playbook-dir", "exit-code"] {
            assert!(script.contains(words), "{shell}: no {words:?}");
        }
    }
}

#[test]
fn the_bash_completions_are_a_script_that_bash_takes() {
    let desk = Desk::empty();
    desk.write("coach.bash", &desk.coach(&["completions", "bash"]).succeeded().stdout);
    let check = "source coach.bash && COMP_WORDS=(coach br) COMP_CWORD=1 && _coach coach br coach \
                 && echo \"${COMPREPLY[@]}\"";
    // Where there is no bash, nobody is going to use the script.
    let bash = Command::new("bash").args(["-c", check]).current_dir(desk.path("")).output();
    let Ok(output) = bash else { return };
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "brief\n", "{:?}", output.stderr);
}

#[test]
fn an_unknown_shell_is_told_with_those_that_are_known() {
    Desk::empty()
        .coach(&["completions", "tcsh"])
        .complains(&["bash, elvish, fish, powershell, zsh"]);
}

#[test]
fn the_manual_page_has_every_command_with_its_flags_and_examples() {
    let page = Desk::empty().coach(&["man"]).succeeded().stdout;
    assert!(page.contains(".TH coach 1"), "{page}");
    for words in [
        ".SH COACH START",
        ".SH COACH BRIEF",
        ".SH COACH CHECK",
        ".SH COACH MAN",
        r"\-\-assume",
        "130 interrupted",
    ] {
        assert!(page.contains(words), "no {words:?}");
    }
    // Every command but the groups of commands shows how it is called.
    let groups = 1;
    let commands = page.matches(".SS SYNOPSIS").count();
    assert_eq!(page.matches(".SS EXAMPLES").count(), commands - groups);
}
