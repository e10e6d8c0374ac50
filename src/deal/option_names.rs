//! The names that people give options: their ids and their labels, in any case of letters.

use std::collections::BTreeSet;

use crate::playbook::Question;
use crate::text::source::nearest;

/// The option that a word names, compared as [`folded`]; `None` where several have the name.
pub fn option_named(question: &Question, word: &str) -> Option<usize> {
    let options = 0..question.option_count();
    question.find_option(word).or_else(|| {
        let mut named = options.filter(|option| {
            folded(question.option_id(*option)) == word
                || folded(question.option_label(*option)) == word
        });
        named.next().filter(|_| named.next().is_none())
    })
}

/// The name of an option that a word was probably meant to be. The two names of one option are no two
/// things that may be meant: `GTXPro` is as near to `GTX Pro` as to `gtx_pro`.
pub fn name_near<'q>(question: &'q Question, word: &str) -> Option<&'q str> {
    let options = 0..question.option_count();
    nearest(word, names_of_options(question)).or_else(|| {
        let label = nearest(word, options.clone().map(|option| question.option_label(option)))?;
        let id = nearest(word, options.map(|option| question.option_id(option)))?;
        let is_one = option_named(question, &folded(label)) == option_named(question, &folded(id));
        is_one.then_some(label)
    })
}

/// All names, each once, an option's label before its id.
pub fn names_of_options(question: &Question) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let names = (0..question.option_count())
        .flat_map(|option| [question.option_label(option), question.option_id(option)]);
    names.filter(|name| seen.insert(folded(name))).collect()
}

/// A word as it is compared: in any case of letters, without the white space around it.
pub fn folded(word: &str) -> String {
    word.trim().to_lowercase()
}
