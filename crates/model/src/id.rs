//! Stable ids: hashes of content, so that runs can be joined.

use sha2::{Digest, Sha256};

/// SHA-256 of bytes, as 64 lower-case hex digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        out.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        out.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    out
}

/// The id of a passage: the first 16 hex digits of the SHA-256 of the document's hash,
/// the page, the text in lower case with white space folded, and the occurrence (from 0)
/// of that text on that page. It does not change when a lexicon or a level rule does.
pub fn passage_id(document_sha256: &str, page: u32, text: &str, occurrence: u32) -> String {
    let folded = normalised(text);
    let mut id = sha256_hex(format!("{document_sha256}\n{page}\n{folded}\n{occurrence}").as_bytes());
    id.truncate(16);
    id
}

/// Text as it is compared: lower case, white space folded to single blanks.
pub fn normalised(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nothing_is_the_published_one() {
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn white_space_and_case_do_not_change_an_id() {
        assert_eq!(passage_id("a", 1, "Self-harm  \n noted", 0), passage_id("a", 1, "self-harm noted", 0));
        assert_ne!(passage_id("a", 1, "self-harm noted", 0), passage_id("a", 2, "self-harm noted", 0));
        assert_ne!(passage_id("a", 1, "self-harm noted", 0), passage_id("a", 1, "self-harm noted", 1));
    }
}
