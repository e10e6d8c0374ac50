//! Words that mean something of their own, so that nothing can be called by them.

/// What joins conditions, where else a question stands.
pub const JOINERS: [&str; 3] = ["all", "any", "not"];

/// Words that conditions use beside question ids, or may come to use.
pub const NO_QUESTIONS: [&str; 4] = ["all", "any", "not", NOT_YET_A_JOINER];

/// What may come to join conditions, and means nothing yet.
pub const NOT_YET_A_JOINER: &str = "some";

/// Words that mean something else where an option stands, in these formats or in YAML at large.
pub const NO_OPTIONS: [&str; 10] =
    [UNKNOWN, "yes", "no", "true", "false", "on", "off", "null", "y", "n"];

/// The answer that nothing is known.
pub const UNKNOWN: &str = "unknown";

/// What stands for no stage, and for no question, in a case.
pub const NONE: &str = "none";

/// What stands for a score that is too low, where else a rule stands.
pub const BELOW_THRESHOLD: &str = "below_threshold";

/// A key of playbooks that is kept free, for conditions with names.
pub const CONDITIONS: &str = "conditions";
