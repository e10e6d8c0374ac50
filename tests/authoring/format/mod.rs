//! Every key of every file: what the formats say of it holds wherever files are read, laid out,
//! described, shown, compared and written. A key that is forgotten somewhere is named with the place.

mod cases;
mod deals;
mod examples;
mod limits;
mod maps;
mod places;
mod playbooks;
mod teams;
mod versions;

/// What is wrong, one line for each forgotten place.
#[derive(Debug, Default)]
struct Forgotten(Vec<String>);

impl Forgotten {
    /// Notes a place unless what should be so is so.
    fn unless(&mut self, is_so: bool, key: &str, map: &str, place: &str) {
        let line = format!("`{key}` of {map}: {place}");
        if !is_so && !self.0.contains(&line) {
            self.0.push(line);
        }
    }
}

impl Drop for Forgotten {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.0.is_empty(), "forgotten:\n{}", self.0.join("\n"));
        }
    }
}
