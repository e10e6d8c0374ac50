//! What a deal is held to beside its playbook.

use jiff::civil::Date;

use super::levels::Levels;
use super::required_verdict::RequiredVerdict;
use crate::playbook::GoodFor;

/// What a deal is held to beside its playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The day on which ages are counted, and up to which waivers count.
    pub as_of: Date,
    /// How old evidence may be at most, whatever its question says.
    pub max_age: Option<GoodFor>,
    /// The verdict that is asked for, if one is.
    pub require: Option<RequiredVerdict>,
    /// How much the findings of a rule count, where that is not left to the rule.
    pub levels: Levels,
}
