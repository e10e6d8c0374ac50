//! Paths as URIs (RFC 3986, and RFC 8089 for those that start at a file system's root).

/// A path with `/` between its parts: relative to where it is relative to, else as `file:` URI.
pub(super) fn of_path(path: &str) -> String {
    let encoded = encoded(path);
    match root(path) {
        Root::None => encoded,
        Root::Slash => format!("file://{encoded}"),
        Root::Share => format!("file:{encoded}"),
        // The colon of `C:` may stand as it is there.
        Root::Drive => format!("file:///{}", encoded.replacen("%3A", ":", 1)),
    }
}

/// Whether a path says by itself where it is.
pub(super) fn is_absolute(path: &str) -> bool {
    root(path) != Root::None
}

/// What a path starts with.
#[derive(PartialEq, Eq)]
enum Root {
    /// A name: it is relative.
    None,
    /// `/`
    Slash,
    /// `//server`
    Share,
    /// `C:/`
    Drive,
}

fn root(path: &str) -> Root {
    let bytes = path.as_bytes();
    match bytes {
        [b'/', b'/', ..] => Root::Share,
        [b'/', ..] => Root::Slash,
        [letter, b':', b'/', ..] if letter.is_ascii_alphabetic() => Root::Drive,
        _ => Root::None,
    }
}

/// Everything but RFC 3986's unreserved characters and the slash as `%` and two digits.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::of_path;

    #[test]
    fn a_path_reads_as_one_uri_and_nothing_else() {
        assert_eq!(of_path("deals/acme.deal.yaml"), "deals/acme.deal.yaml");
        assert_eq!(of_path("a b/50%#?[é].yaml"), "a%20b/50%25%23%3F%5B%C3%A9%5D.yaml");
        assert_eq!(of_path("https:x/y"), "https%3Ax/y");
        assert_eq!(of_path("/tmp/a b"), "file:///tmp/a%20b");
        assert_eq!(of_path("C:/deals/a:b"), "file:///C:/deals/a%3Ab");
        assert_eq!(of_path("//server/share"), "file://server/share");
    }
}
