//! `coach calibrate`: advice against what happened.

mod chance;
mod deals;
mod tables;

use crate::desk::Desk;

/// A deal for `clinic-scheduling` with these facts, of which this became.
fn write_deal(desk: &Desk, name: &str, facts: &str, rest: &str) {
    let head = format!("format: 1\ndeal: {name}\nplaybook: clinic-scheduling\n");
    desk.write(&format!("deals/{name}.deal.yaml"), &format!("{head}facts: {facts}\n{rest}"));
}

/// The line of an outcome.
fn decided(what: &str) -> String {
    format!("outcome: {{ date: 2026-03-01, decided: {what} }}\n")
}

/// Of no fit, since their records stay on their own servers.
const NO_FIT: &str = "{ hosting: own_servers_only, users: 30 }";
/// A fit.
const FIT: &str = "{ hosting: cloud, users: 30, consequence: measured }";

/// Sixty deals: of 24 that the rule `own_servers` makes no fit 20 chose us and 3 stopped looking, of 36
/// fits 12 chose us.
fn sixty_deals() -> Desk {
    let desk = Desk::with_acme();
    let no_fits = [("ours", 20), ("stopped", 3), ("other", 1)];
    let fits = [("ours", 12), ("other", 20), ("stayed", 4)];
    for (name, facts, counts) in [("no", NO_FIT, no_fits), ("fit", FIT, fits)] {
        for (what, count) in counts {
            for number in 0..count {
                write_deal(&desk, &format!("{name}-{what}-{number}"), facts, &decided(what));
            }
        }
    }
    desk
}
