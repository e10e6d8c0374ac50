//! Pieces of sentences.

/// Words as a sentence lists them: "a", "a or b", "a, b or c".
pub fn listed<T: AsRef<str>>(words: &[T], joiner: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {joiner} {}", first.join(", "), last.as_ref())
        }
    }
}

/// A text with a capital letter at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
