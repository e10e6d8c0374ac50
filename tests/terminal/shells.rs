//! Completing as a person meets it: in a shell, with the script that `coach completions` prints, at
//! the key Tab.
//!
//! A shell that is not there is passed over, but not where `CI` is set: `.ci/shells` installs them.
//! PowerShell and Elvish are held to what their scripts ask, in `tests/commands/completions_and_man.rs`.

use std::path::Path;
use std::process::Command;

use crate::wizard::screen::{ENTER, Folder, Screen};

/// A shell, how it is begun with its own file of settings, and what that says.
struct Shell {
    name: &'static str,
    begun: &'static str,
    settings: (&'static str, &'static str),
    /// The keys at which it shows what may come next.
    tab: &'static str,
}

const SHELLS: [Shell; 3] = [
    Shell {
        name: "bash",
        begun: "bash --noprofile --rcfile .settings -i",
        settings: (".settings", "PS1='ready> '\nsource <(coach completions bash)\n"),
        tab: "\t\t",
    },
    Shell {
        name: "zsh",
        begun: "ZDOTDIR=. zsh -d -i",
        settings: (
            ".zshrc",
            "PROMPT='ready> '\nautoload -U compinit\ncompinit -D -u\n\
             source <(coach completions zsh)\n",
        ),
        tab: "\t",
    },
    Shell {
        name: "fish",
        begun: "fish --no-config -i -C 'source .settings'",
        settings: (
            ".settings",
            "function fish_prompt; echo 'ready> '; end\ncoach completions fish | source\n",
        ),
        tab: "\t",
    },
];

const DEAL: &str = "format: 1\ndeal: Acme\nplaybook: ./clinic.yaml\nfacts: {}\n";

impl Shell {
    /// It with a prompt, in a folder with two deals.
    fn begin(&self) -> (Folder, Screen) {
        let folder = Folder::new();
        folder.write("acme.deal.yaml", DEAL);
        folder.write("Blue Sky.deal.yaml", &DEAL.replace("Acme", "Blue Sky"));
        folder.write(self.settings.0, self.settings.1);
        let coach = Path::new(env!("CARGO_BIN_EXE_coach")).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        let mut command =
            folder.command(&format!("stty echo cols 100 rows 30; exec env {}", self.begun));
        command.env("PATH", format!("{}:{path}", coach.display())).env("TERM", "xterm-256color");
        let mut screen = Screen::of(command, folder.path().join("stdout"), 100, 30);
        screen.sees(&["ready>"]);
        (folder, screen)
    }
}

/// Does this in each shell that is there.
fn in_each_shell(held: impl Fn(&Shell, &mut Screen)) {
    for shell in &SHELLS {
        let is_there = Command::new(shell.name).arg("--version").output().is_ok();
        let needed = std::env::var_os("CI").is_some();
        assert!(is_there || !needed, "there is no {}; `.ci/shells` installs it", shell.name);
        if !is_there {
            println!("there is no {}: it is passed over", shell.name);
            continue;
        }
        let (_folder, mut screen) = shell.begin();
        held(shell, &mut screen);
    }
}

#[test]
fn a_command_and_a_deal_whose_name_has_a_blank_are_completed_and_run() {
    in_each_shell(|_, screen| {
        screen.press("coach bri\t").sees(&["coach brief"]);
        screen.press("Bl\t").sees(&["Blue\\ Sky"]).press(ENTER);
        screen.sees(&["Blue Sky", "UNDECIDED"]);
    });
}

#[test]
fn deals_are_offered_and_no_flags_beside_them() {
    in_each_shell(|shell, screen| {
        screen.press("coach start ").press(shell.tab).sees(&["acme", "Blue", "Sky"]);
        assert!(!screen.text().contains("--stage"), "{}:\n{}", shell.name, screen.text());
    });
}

#[test]
fn questions_of_the_deals_playbook_are_offered_then_their_options() {
    in_each_shell(|shell, screen| {
        screen.press("coach start acme -a ").press(shell.tab);
        screen.sees(&["consequence=", "can_move="]);
        screen.press("host\t").sees(&["-a hosting="]).press(shell.tab);
        screen.sees(&["cloud", "either", "own_servers_only", "unknown"]);
        screen.press("own\t").sees(&["-a hosting=own_servers_only"]).press("--no-input");
        screen.press(ENTER).sees(&["They said", "hosting: On our own servers only"]);
    });
}

#[test]
fn behind_one_option_the_others_are_offered() {
    in_each_shell(|shell, screen| {
        screen.press("coach start acme -a 'hosting=cloud|").press(shell.tab);
        screen.sees(&["either", "own_servers_only"]).press("ei\t");
        screen.sees(&["'hosting=cloud|either'"]);
    });
}

#[test]
fn stages_of_the_playbook_are_offered() {
    in_each_shell(|shell, screen| {
        screen.press("coach start acme --stage ").press(shell.tab);
        screen.sees(&["problem", "requirements"]);
    });
}
