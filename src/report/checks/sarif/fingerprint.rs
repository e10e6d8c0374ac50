//! What a finding is recognised by from one run to the next.

use std::collections::HashMap;
use std::fmt;

use crate::report::checks::{CheckResult, CheckedFile, Report};

/// A finding's key: made from the file, the rule and the question, so that it stays the same when
/// lines move, and from how many findings with the same came before, so that no other finding of
/// the run has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint {
    hash: u64,
    number: usize,
}

/// The fingerprints of all findings, in the order of the report.
pub(super) fn fingerprints(report: &Report) -> Vec<Fingerprint> {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let results =
        report.files.iter().flat_map(|file| file.results.iter().map(move |one| (file, one)));
    let numbered = results.map(|(file, result)| {
        let hash = fnv1a(key(file, result).as_bytes());
        let number = seen.entry(hash).or_default();
        *number += 1;
        Fingerprint { hash, number: *number }
    });
    numbered.collect()
}

impl fmt::Display for Fingerprint {
    /// Sixteen hexadecimal digits; from the second with the same on, with its number behind.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.hash)?;
        if self.number > 1 { write!(formatter, ":{}", self.number) } else { Ok(()) }
    }
}

fn key(file: &CheckedFile, result: &CheckResult) -> String {
    let question = result.question.as_ref().map_or("", |question| question.id.as_str());
    format!("{}\0{}\0{question}", file.path_in_repository, result.rule.id)
}

/// FNV-1a with 64 bits (Fowler, Noll, Vo; <http://www.isthe.com/chongo/tech/comp/fnv/>).
///
/// It is the same on every machine and in every version, which the standard library's hashes do
/// not promise. Nothing has to be kept secret or hard to forge here: two keys with one hash are
/// told apart by their number. So there is no need for a cryptographic hash and what it brings.
fn fnv1a(bytes: &[u8]) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.iter().fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::fnv1a;

    /// Test vectors that the algorithm's authors publish.
    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
