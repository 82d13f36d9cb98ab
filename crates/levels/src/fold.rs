//! How texts are made comparable before they are read as labels, names or roles.

use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Compiles a pattern of this crate. The patterns are constants that the tests compile.
pub(crate) fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the patterns of this crate are constants")
}

/// White space collapsed, dashes as `-`, quotes straight, soft hyphens and bullets gone.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(refolded(text))
}

fn refolded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        let plain = match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => continue,
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            c if c.is_whitespace() => {
                space = true;
                continue;
            }
            c => c,
        };
        if std::mem::take(&mut space) && !folded.is_empty() {
            folded.push(' ');
        }
        folded.push(plain);
    }
    folded
}

/// Whether a text is plain: letters of ASCII, single blanks between them, none at its ends.
fn is_folded(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        let blank = byte == b' ';
        let other_blank = matches!(byte, b'\t'..=b'\r');
        if !byte.is_ascii() || byte == b'`' || other_blank || blank && before == b' ' {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

/// Number of words.
pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

static ENUMERATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d+(?:\.\d+)*[.)]?|[A-Z][.)]|[A-H] ?[:-]|\([a-z0-9]\)|(?i:part|section|appendix|annexe?|table|chapter|figure)\s+(?:\d+|[A-Z])\b\s*[:.-]?)\s+(?P<rest>\S.*)$",
    )
});

/// A title without the number of its section: `4. Levels`, `Annex A: Examples`.
pub(crate) fn without_enumerator(title: &str) -> &str {
    ENUMERATOR.captures(title).and_then(|c| c.name("rest")).map_or(title, |m| m.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_quotes_and_spaces_are_made_alike() {
        assert_eq!(fold("Level\u{a0}2  \u{2013}\n Child\u{2019}s"), "Level 2 - Child's");
    }

    #[test]
    fn plain_texts_are_left_as_they_are() {
        assert!(is_folded("") && is_folded("Level 2 - some help (early)"));
        for text in ["`", " a", "a ", "a  b", "a\tb", "a\nb", "a\u{b}b", "a\u{2013}b"] {
            assert!(!is_folded(text), "{text:?}");
            assert_ne!(refolded(text), text);
        }
    }

    #[test]
    fn the_number_of_a_section_is_not_part_of_its_title() {
        assert_eq!(without_enumerator("4. Levels"), "Levels");
        assert_eq!(without_enumerator("Annex A: Examples"), "Examples");
        assert_eq!(without_enumerator("2 The tiers"), "The tiers");
        assert_eq!(without_enumerator("Level 2"), "Level 2");
        assert_eq!(without_enumerator("2"), "2");
    }
}
