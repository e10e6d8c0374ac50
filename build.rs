//! Builds again when a shipped playbook comes, goes or changes.

fn main() {
    println!("cargo::rerun-if-changed=playbooks");
}
