//! The rules of the prep checklist, a room each: what fires it, what does not, its waiver, and where
//! it points.

mod assumed_fact;
mod desk;
mod disagreement;
mod documentation;
mod expired_waiver;
mod forced_fit;
mod levels;
mod missing_fact;
mod required_verdict;
mod set_aside_fact;
mod stale_fact;
mod unheard_quote;
mod unknown_waiver;
