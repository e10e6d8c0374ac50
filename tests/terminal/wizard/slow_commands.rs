//! Breaking off what takes long: at once, and the terminal is as it was.

use super::screen::{CTRL_C, Folder};
use crate::riddle;

#[test]
fn ctrl_c_ends_at_once_what_takes_long() {
    for command in [
        "playbook check riddle.yaml",
        "playbook test riddle.yaml --suggest",
        "playbook test riddle.yaml --mutants",
        "playbook graph ./riddle.yaml --tree",
    ] {
        let folder = Folder::new();
        folder.write("riddle.yaml", &riddle::playbook());
        folder.write("riddle.test.yaml", riddle::CASES);
        // With this it says that it has begun, before the work.
        folder.write("coach.yaml", "playbooks: .\n");
        let mut screen = folder.coach_in(80, 24, "", &format!("{command} --verbose"));
        screen.sees(&["the team's settings: `coach.yaml`"]).press(CTRL_C);
        let (code, results) = screen.ends();
        assert_eq!((code, results.as_str()), (130, ""), "{command}");
        assert!(screen.is_as_it_was(), "{command}");
        let written = String::from_utf8_lossy(&screen.written).into_owned();
        let (shown, hidden) = (written.rfind("\x1b[?25h"), written.rfind("\x1b[?25l"));
        assert!(hidden.is_none() || shown > hidden, "{command}: the cursor stays hidden");
    }
}
