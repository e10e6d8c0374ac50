//! Where in a recorder's JSON the pieces of a talk may stand.

use super::json::Json;
use super::names::{LISTS, WITHIN, WORDS};

/// How deep a list of pieces may stand: no recorder nests it deeper than five levels.
pub(super) const MOST_LEVELS: usize = 6;

/// Lists of which one item counts: the only channel, and of what a machine may have heard the first.
const ONE_IN_A_LIST: [&str; 2] = ["channels", "alternatives"];

/// The lists that may hold the pieces, the nearest to the top first, those of bare words last.
pub(super) fn lists_in<'t>(root: &Json<'t>, levels: usize) -> Vec<Json<'t>> {
    let (mut lists, mut words) = (Vec::new(), Vec::new());
    let mut level = vec![root.clone()];
    for _ in 0..levels {
        let mut below = Vec::new();
        for value in &level {
            if value.is_list() {
                lists.push(value.clone());
                continue;
            }
            words.extend(value.get(WORDS).filter(Json::is_list));
            below.extend(ONE_IN_A_LIST.iter().filter_map(|name| only(&value.get(name)?, name)));
            let named = LISTS.iter().chain(WITHIN).filter_map(|name| value.get(name));
            below.extend(named.filter(|value| value.is_list() || value.is_map()));
        }
        level = below;
    }
    lists.extend(words);
    lists
}

/// The item of such a list that counts; none, where there are several channels.
fn only<'t>(list: &Json<'t>, name: &str) -> Option<Json<'t>> {
    let items = list.items();
    let counts = name == "alternatives" || items.len() == 1;
    items.into_iter().next().filter(|_| counts)
}
