//! Words of which one stands somewhere.

/// Words of which one stands somewhere.
#[derive(Debug)]
pub struct Words {
    /// Their name among others: `Source`.
    pub name: &'static str,
    /// What they tell.
    pub about: &'static str,
    /// Each with what it means.
    pub words: &'static [(&'static str, &'static str)],
}
