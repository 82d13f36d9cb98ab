//! Words of a text, in the form in which names are compared.

/// One word with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Lower case, without apostrophes and possessive endings; `&` is "and".
    pub folded: String,
    /// Begins with a capital.
    pub capital: bool,
}

/// The words of a text: runs of letters, digits and apostrophes, and the sign `&`.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() || (is_apostrophe(c) && start.is_some()) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(word) = start.take().and_then(|s| text.get(s..at).map(|w| token(s, w))) {
            out.push(word);
        }
        if c == '&' {
            out.push(Token { start: at, end: at + 1, folded: "and".to_owned(), capital: false });
        }
    }
    out
}

/// A name as a row of folded words.
pub(crate) fn folded(name: &str) -> Vec<String> {
    tokens(name).into_iter().map(|t| t.folded).collect()
}

/// A file name with its words set apart: `KingsmarshGuide2018` has three.
pub(crate) fn spread(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    let mut before = ' ';
    for c in name.chars() {
        let camel = before.is_lowercase() && c.is_uppercase();
        let number =
            before.is_alphabetic() && c.is_ascii_digit() || before.is_ascii_digit() && c.is_alphabetic();
        if camel || number {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

fn token(start: usize, word: &str) -> Token {
    let lower = word.trim_end_matches(is_apostrophe).to_lowercase().replace('\u{2019}', "'");
    let stem = lower.strip_suffix("'s").unwrap_or(&lower).replace('\'', "");
    Token {
        start,
        end: start + word.len(),
        folded: if stem == "childrens" { "children".to_owned() } else { stem },
        capital: word.chars().next().is_some_and(char::is_uppercase),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possessives_ampersands_and_dots_do_not_matter() {
        assert_eq!(
            folded("Hull Safeguarding Children\u{2019}s Partnership"),
            folded("hull safeguarding childrens partnership")
        );
        assert_eq!(folded("Redcar & Cleveland"), ["redcar", "and", "cleveland"]);
        assert_eq!(folded("St. Helens'"), ["st", "helens"]);
    }

    #[test]
    fn words_of_a_file_name_are_set_apart() {
        assert_eq!(spread("SaltwickGuide-v3July2018"), "Saltwick Guide-v 3 July 2018");
    }

    #[test]
    fn places_are_byte_offsets_also_after_wide_letters() {
        let text = "\u{e9}\u{e9} Leeds";
        let leeds = &tokens(text)[1];
        assert_eq!(&text[leeds.start..leeds.end], "Leeds");
    }
}
