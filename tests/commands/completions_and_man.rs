//! What the shell gets: completions and the manual page. How completions look in shells, `tests/terminal`
//! holds.

use std::process::Command;

use crate::desk::{Desk, Run};

/// What may come next, with its description.
type Offered = Vec<(String, String)>;

impl Desk {
    /// What `coach` answers to fish, where this is typed up to the cursor.
    fn offers_with_words(&self, line: &str) -> Offered {
        let run = self.asked_by("fish", &[line]);
        let pairs = run.stdout.lines().map(|line| line.split_once('\t').unwrap_or((line, "")));
        pairs.map(|(value, words)| (value.to_owned(), words.to_owned())).collect()
    }

    /// The same without the descriptions.
    fn offers(&self, line: &str) -> Vec<String> {
        self.offers_with_words(line).into_iter().map(|(value, _)| value).collect()
    }

    /// What a shell's script does at a Tab: it says nothing but what may come next, and never fails.
    fn asked_by(&self, shell: &str, words: &[&str]) -> Run {
        let mut command = self.command(&["--"]);
        let output = command.args(words).env("COACH_COMPLETE", shell).output().unwrap();
        let run = Run::of(output).succeeded();
        assert_eq!(run.stderr, "", "{words:?}");
        run
    }
}

#[test]
fn each_shell_gets_a_script_that_asks_coach() {
    for (shell, mark) in [
        ("bash", "complete -o bashdefault -F _coach coach"),
        ("zsh", "#compdef coach"),
        ("fish", "complete --command coach"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName coach"),
        ("elvish", "edit:completion:arg-completer[coach]"),
    ] {
        let script = Desk::empty().coach(&["completions", shell]).succeeded().stdout;
        for words in [mark, "COACH_COMPLETE", env!("CARGO_BIN_EXE_coach")] {
            assert!(script.contains(words), "{shell}: no {words:?} in:\n{script}");
        }
        assert!(!script.contains("@COACH@") && script.ends_with('\n'), "{shell}:\n{script}");
    }
}

#[test]
fn an_unknown_shell_is_told_with_those_that_are_known() {
    Desk::empty()
        .coach(&["completions", "tcsh"])
        .complains(&["bash, elvish, fish, powershell, zsh"]);
}

#[test]
fn commands_flags_and_formats_are_offered() {
    let desk = Desk::empty();
    assert_eq!(desk.offers("coach bri"), ["brief"]);
    assert_eq!(desk.offers("coach playbook gr"), ["graph"]);
    assert_eq!(desk.offers("coach brief --exit"), ["--exit-code"]);
    assert_eq!(desk.offers("coach brief -f "), ["text", "json", "yaml", "markdown"]);
    assert_eq!(desk.offers("coach brief --format=j"), ["--format=json"]);
    assert_eq!(desk.offers("coach deals --only not-yet,no-"), ["not-yet,no-fit"]);
    assert_eq!(desk.offers("coach check -f ma"), ["markdown"]);
    let offered = desk.offers("coach explain missing");
    assert_eq!(offered, ["missing-fact"]);
    let flags = desk.offers("coach start acme ");
    assert!(
        flags.contains(&"--stage".to_owned()) && flags.contains(&"--answer".to_owned()),
        "{flags:?}"
    );
}

#[test]
fn deals_are_offered_by_bare_names_and_by_paths() {
    let desk = Desk::with_acme();
    desk.write("deals/globex.deal.yaml", "");
    desk.write("Acme Clinics.deal.yaml", "");
    desk.write("old.deal.yml", "");
    desk.write("notes.txt", "");
    desk.write("-x.deal.yaml", "");
    desk.write(".hidden.deal.yaml", "");
    for command in ["start", "brief", "check", "deals", "log", "look-back", "history"] {
        let offered = desk.offers(&format!("coach {command} "));
        assert_eq!(offered, ["Acme Clinics", "acme", "old.deal.yml", "deals/", "playbooks/"]);
        assert_eq!(desk.offers(&format!("coach {command} deals/")), ["deals/globex.deal.yaml"]);
    }
    assert_eq!(desk.offers("coach start ac"), ["acme"]);
    assert_eq!(desk.offers("coach start acme.d"), ["acme.deal.yaml"]);
    assert_eq!(desk.offers("coach start ~/de"), ["~/deals/"]);
}

#[test]
fn playbooks_are_offered_by_ids_and_by_files() {
    let desk = Desk::with_acme();
    desk.write("mine.yaml", "");
    desk.write("mine.test.yaml", "");
    let offered = desk.offers_with_words("coach start -p ");
    let ids: Vec<&str> = offered.iter().map(|(value, _)| value.as_str()).collect();
    assert!(ids.contains(&"consultative") && ids.contains(&"clinic-scheduling"), "{ids:?}");
    assert!(ids.contains(&"mine.yaml") && !ids.contains(&"mine.test.yaml"), "{ids:?}");
    let clinic = ("clinic-scheduling".to_owned(), "Clinic scheduling".to_owned());
    assert!(offered.contains(&clinic), "{offered:?}");
    assert_eq!(desk.offers("coach playbook show clinic"), ["clinic-scheduling"]);
    assert_eq!(desk.offers("coach playbook check min"), ["mine.yaml"]);
    assert_eq!(desk.offers("coach playbook path consul"), ["consultative"]);
    desk.write("more/extra.yaml", &desk.read("playbooks/clinic-scheduling.yaml"));
    assert_eq!(desk.offers("coach brief --playbook-dir more -p ext"), ["extra"]);
    assert_eq!(desk.offers("coach brief --playbook-dir mo"), ["more/"]);
}

#[test]
fn of_an_answer_the_question_comes_first_then_its_options() {
    let desk = Desk::with_acme();
    let questions = ["consequence=", "deadline=", "users=", "hosting=", "budget="];
    assert_eq!(desk.offers("coach start acme -a "), questions);
    assert_eq!(desk.offers("coach log acme --answer "), questions);
    assert_eq!(desk.offers("coach brief acme --assume=bud"), ["--assume=budget="]);
    let of_hosting = desk.offers_with_words("coach start acme -a hosting=");
    assert_eq!(of_hosting[0], ("hosting=cloud".to_owned(), "In a cloud".to_owned()));
    assert_eq!(of_hosting[3].0, "hosting=unknown");
    assert_eq!(desk.offers("coach start acme -a hosting=own"), ["hosting=own_servers_only"]);
    let rest = ["hosting=cloud|either", "hosting=cloud|own_servers_only"];
    assert_eq!(desk.offers("coach start acme -a 'hosting=cloud|"), rest);
    // Of numbers and words nobody can know what comes.
    assert_eq!(desk.offers("coach start acme -a users="), [""; 0]);
    assert_eq!(desk.offers("coach start acme -a nonsense="), [""; 0]);
}

#[test]
fn what_is_answered_on_the_line_is_not_offered_again() {
    let desk = Desk::with_acme();
    let offered = desk.offers("coach start acme -a users=20 --assume budget=approved -a ");
    assert_eq!(offered, ["consequence=", "deadline=", "hosting="]);
}

#[test]
fn of_a_set_the_options_that_are_left_come_next() {
    let desk = Desk::empty();
    let playbook = include_str!("../data/every-type.yaml");
    desk.write("every.yaml", playbook);
    let set = desk.offers("coach start -p every.yaml -a needs=");
    assert!(set.len() > 2, "{set:?}");
    let first = &set[0];
    let left = desk.offers(&format!("coach start -p every.yaml -a {first},"));
    assert_eq!(left.len(), set.len() - 2, "all but the first and `unknown`: {left:?}");
    assert!(left.iter().all(|one| one.starts_with(&format!("{first},"))), "{left:?}");
    let signed = first.replace('=', "=+");
    let left = desk.offers(&format!("coach start -p every.yaml -a {signed},-"));
    assert!(!left.is_empty() && left.iter().all(|one| one.contains(",-")), "{left:?}");
}

#[test]
fn the_playbook_is_the_one_named_else_that_of_the_deal_else_that_of_the_team() {
    let desk = Desk::with_acme();
    assert_eq!(desk.offers("coach start --stage pro"), ["problem"]);
    let consultative = desk.offers("coach start new --stage ");
    desk.write("coach.yaml", "format: 1\nplaybook: bant\n");
    let bant = desk.offers("coach start new --stage ");
    assert_ne!(bant, consultative);
    assert_eq!(desk.offers("coach start -p consultative --stage "), consultative);
    assert_eq!(desk.offers("coach start acme --stage "), ["problem", "requirements"]);
    // Which it is stands before the cursor, wherever.
    assert_eq!(desk.offers("coach start --stage problem acme -a bud"), ["budget="]);
}

#[test]
fn where_files_are_broken_nothing_is_offered_and_nothing_said() {
    let desk = Desk::with_acme();
    desk.write("broken.deal.yaml", "format: [");
    assert_eq!(desk.offers("coach start broken -a "), [""; 0]);
    desk.write("broken.yaml", "format: [");
    assert_eq!(desk.offers("coach start -p broken.yaml -a "), [""; 0]);
    assert_eq!(desk.offers("coach start -p gone.yaml --stage "), [""; 0]);
    desk.write("coach.yaml", "nonsense: [");
    assert_eq!(desk.offers("coach start -a "), [""; 0]);
    assert_eq!(desk.offers("coach start -p "), ["broken.yaml", "playbooks/"]);
    for line in ["", "coach", "coach nonsense ", "coach start -- ", "coach start --nonsense= "] {
        desk.offers(line);
    }
}

#[test]
fn nothing_that_steers_a_terminal_is_handed_to_a_shell() {
    let desk = Desk::with_acme();
    desk.write("two\nlines.deal.yaml", "");
    desk.write("red\u{1b}[31m.deal.yaml", "");
    desk.write("tab\there/x.deal.yaml", "");
    assert_eq!(desk.offers("coach brief "), ["acme", "playbooks/"]);
    let playbook = desk.read("playbooks/clinic-scheduling.yaml");
    let long = "very ".repeat(50);
    let playbook = playbook
        .replace("Where may your patients' records live?", &format!("\"{long}\\tlong\\nindeed\""));
    desk.write("playbooks/clinic-scheduling.yaml", &playbook);
    let words = &desk.offers_with_words("coach start acme -a hosting")[0].1;
    assert!(words.starts_with("very very") && words.ends_with('…'), "{words:?}");
    assert!(words.chars().count() <= 73, "{words:?}");
}

#[test]
fn each_shell_is_answered_in_its_own_way() {
    let desk = Desk::with_acme();
    let answer = |shell: &str, words: &[&str]| desk.asked_by(shell, words).stdout;
    let words = ["coach", "start", "acme", "--stage", "pro"];
    let line = words.join(" ");
    assert_eq!(answer("bash", &[&line, "pro"]), "problem\n");
    assert_eq!(answer("fish", &[&line]), "problem\tProblem\n");
    assert_eq!(answer("zsh", &words), " problem:Problem\n");
    assert_eq!(answer("powershell", &words), "problem\tProblem\n");
    assert_eq!(answer("elvish", &words), "problem\n");
    // zsh is told where no blank is to come behind it.
    assert_eq!(answer("zsh", &["coach", "start", "acme", "-a", "users"])[..7], *"+users=");
    // Bash puts what it is given behind the `=`.
    assert_eq!(answer("bash", &["coach log acme -a hosting=cl", "cl"]), "cloud\n");
    // A shell that coach does not know, or none that asks, is a command line like any other.
    let mut command = desk.command(&["--version"]);
    let run = Run::of(command.env("COACH_COMPLETE", "fish").output().unwrap()).succeeded();
    assert!(run.stdout.starts_with("coach "), "{}", run.stdout);
}

#[test]
fn the_scripts_are_taken_by_bash() {
    let desk = Desk::empty();
    desk.write("coach.bash", &desk.coach(&["completions", "bash"]).succeeded().stdout);
    let check = "source coach.bash && COMP_LINE='coach bri' COMP_POINT=9 && _coach coach bri coach \
                 && echo \"${COMPREPLY[@]}\"";
    // Where there is no bash, nobody is going to use the script.
    let bash = Command::new("bash").args(["-c", check]).current_dir(desk.path("")).output();
    let Ok(output) = bash else { return };
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "brief\n", "{:?}", output.stderr);
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
