//! What stands where in a playbook, as its format has it: the order of the keys, and where a blank
//! line belongs.

use crate::format::playbook::PLAYBOOK;
use crate::format::{Key, Map, Shape};

/// A part of a playbook: what stands somewhere, and the key that it stands under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// Nothing is known of what the author may arrange freely.
    shape: Option<Shape>,
    key: Option<&'static Key>,
}

impl Part {
    /// The whole.
    pub(super) const PLAYBOOK: Self = Self { shape: Some(Shape::Map(&PLAYBOOK)), key: None };
    /// Something whose order is the author's.
    pub(super) const OTHER: Self = Self { shape: None, key: None };

    /// The part under a key of this one.
    pub(super) fn under(self, key: &str) -> Self {
        let key = self.map().and_then(|map| map.key(key));
        Self { shape: key.map(|key| key.shape), key }
    }

    /// The part that an item of this one is.
    pub(super) fn item(self) -> Self {
        match self.shape {
            Some(Shape::List(item)) => Self { shape: Some(*item), key: None },
            _ => Self::OTHER,
        }
    }

    fn map(self) -> Option<&'static Map> {
        match self.shape {
            Some(Shape::Map(map)) => Some(map),
            _ => None,
        }
    }

    /// The place of a key in the order of keys; of all the same where the author's order is kept.
    pub(super) fn rank(self, key: &str) -> usize {
        let keys = self.map().map_or(&[][..], |map| map.keys);
        keys.iter().position(|known| known.name == key).unwrap_or(keys.len())
    }

    /// Whether it never stands in brackets.
    pub(super) fn is_always_a_block(self) -> bool {
        self.map().or(self.item().map()).is_some_and(|map| map.is_always_a_block)
    }

    /// Whether a blank line stands before this key, or before an item, unless it is the first.
    pub(super) fn wants_blank_before(self, key: Option<&str>) -> bool {
        match key {
            Some(key) => {
                self.map().and_then(|map| map.key(key)).is_some_and(|key| key.is_set_apart)
            }
            None => self.key.is_some_and(|key| key.has_items_apart),
        }
    }
}
