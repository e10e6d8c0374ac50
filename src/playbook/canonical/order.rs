//! What stands where in a playbook: the order of its keys, and where a blank line belongs.

/// A part of a playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Playbook,
    Offer,
    Stages,
    Stage,
    Questions,
    Question,
    Fit,
    Rules,
    Rule,
    BelowThreshold,
    Other,
}

impl Part {
    /// The part under a key of this one.
    pub(super) fn under(self, key: &str) -> Self {
        match (self, key) {
            (Self::Playbook, "offer") => Self::Offer,
            (Self::Playbook, "stages") => Self::Stages,
            (Self::Playbook, "fit") => Self::Fit,
            (Self::Stage, "questions") => Self::Questions,
            (Self::Fit, "disqualifiers" | "must_haves" | "signals") => Self::Rules,
            (Self::Fit, "below_threshold") => Self::BelowThreshold,
            _ => Self::Other,
        }
    }

    /// The part that an item of this one is.
    pub(super) fn item(self) -> Self {
        match self {
            Self::Stages => Self::Stage,
            Self::Questions => Self::Question,
            Self::Rules => Self::Rule,
            _ => Self::Other,
        }
    }

    /// Its keys in their order; none where the author's order is kept.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Playbook => &["format", "id", "title", "summary", "offer", "stages", "fit"],
            Self::Offer => &["name", "solves", "not_for"],
            Self::Stage => {
                &["id", "title", "buyer_asks", "verified_when", "prepare", "advice", "questions"]
            }
            Self::Question => &[
                "id",
                "ask",
                "why",
                "listen_for",
                "when",
                "type",
                "unit",
                "min",
                "max",
                "whole",
                "options",
                "likely",
                "good_for",
            ],
            Self::Fit => {
                &["disqualifiers", "must_haves", "signals", "threshold", "below_threshold"]
            }
            Self::Rule => &["id", "when", "weight", "because", "say", "instead"],
            Self::BelowThreshold => &["because", "say", "instead"],
            Self::Stages | Self::Questions | Self::Rules | Self::Other => &[],
        }
    }

    /// The place of a key in that order.
    pub(super) fn rank(self, key: &str) -> usize {
        let keys = self.keys();
        keys.iter().position(|known| *known == key).unwrap_or(keys.len())
    }

    /// Whether it never stands in brackets.
    pub(super) fn is_always_a_block(self) -> bool {
        !matches!(self, Self::Offer | Self::BelowThreshold | Self::Other)
    }

    /// Whether a blank line stands before this key, or before an item, unless it is the first.
    pub(super) fn wants_blank_before(self, key: Option<&str>) -> bool {
        match self {
            Self::Playbook => matches!(key, Some("stages" | "fit")),
            Self::Fit => matches!(key, Some("must_haves" | "signals" | "threshold")),
            Self::Stages => true,
            _ => false,
        }
    }
}
