//! A passage as words: folded for matching, each with its place in the original text.

use crate::fold::fold_word;
use unicode_normalization::UnicodeNormalization;

/// What stands between a word and the one before it, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Join {
    /// White space, quotes, signs that mean nothing here.
    Space,
    /// A hyphen, or a full stop inside a word (`s.20`).
    Hyphen,
    /// A dash with white space around it.
    Dash,
    /// A slash.
    Slash,
    /// A comma.
    Comma,
    /// A bracket.
    Bracket,
    /// A colon.
    Colon,
    /// A semicolon or a bullet.
    Semicolon,
    /// The end of a sentence.
    Stop,
    /// The beginning of the text.
    Start,
}

impl Join {
    /// Whether a blank in a pattern matches it.
    pub fn is_blank(self) -> bool {
        self <= Self::Slash
    }

    /// Whether it ends a clause for certain: gaps and cues never cross it.
    pub fn is_hard(self) -> bool {
        self >= Self::Semicolon
    }
}

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Key of the word: lower case, one spelling, without a possessive ending.
    pub key: String,
    /// First byte in the original text.
    pub start: usize,
    /// One past the last byte, possessive ending left out.
    pub end: usize,
    /// What stands before it.
    pub before: Join,
    /// Has a possessive ending (`'s`, `s'`).
    pub possessive: bool,
}

/// A text as words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    original: String,
    words: Vec<Word>,
    last: Option<char>,
}

impl Text {
    /// Reads a text.
    pub fn new(original: &str) -> Self {
        let letters = normalise(original);
        let mut text = Self { original: original.to_owned(), words: Vec::new(), last: None };
        let mut join = Join::Start;
        let mut at = 0;
        while let Some(letter) = letters.get(at) {
            if letter.folded.is_alphanumeric() {
                let (word, next) = read_word(&letters, at, join);
                let (word, next) = with_or_without(&letters, word, next);
                text.words.push(word);
                join = Join::Space;
                at = next;
            } else if letter.folded == '&' {
                let key = "and".to_owned();
                text.words.push(Word {
                    key,
                    start: letter.start,
                    end: letter.end,
                    before: join,
                    possessive: false,
                });
                join = Join::Space;
                at += 1;
            } else {
                join = join.max(join_of(&letters, at, text.words.last()));
                at += 1;
            }
        }
        text.last = letters.iter().rev().map(|letter| letter.folded).find(|c| !c.is_whitespace());
        text
    }

    /// The text as given.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// Its words.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Its words, to keep.
    pub fn into_words(self) -> Vec<Word> {
        self.words
    }

    /// The key of a word, empty beyond the end.
    pub fn key(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.key.as_str())
    }

    /// What stands before a word; the end of the text counts as a full stop.
    pub fn before(&self, index: usize) -> Join {
        self.words.get(index).map_or(Join::Stop, |word| word.before)
    }

    /// The last sign that is not white space.
    pub fn last_sign(&self) -> Option<char> {
        self.last
    }

    /// Bytes of the original text that a row of words covers.
    pub fn bytes(&self, words: std::ops::Range<usize>) -> std::ops::Range<usize> {
        match self.words.get(words.clone()) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.start..only.end,
            _ => 0..0,
        }
    }

    /// The original text of a row of words.
    pub fn slice(&self, words: std::ops::Range<usize>) -> &str {
        self.original.get(self.bytes(words)).unwrap_or_default()
    }

    /// The original text of one word, possessive ending left out.
    pub fn raw(&self, index: usize) -> &str {
        self.slice(index..index + 1)
    }
}

/// One folded letter and the bytes of the original that it comes from.
struct Letter {
    folded: char,
    upper: bool,
    start: usize,
    end: usize,
}

/// Compatibility forms as plain letters, no accents, dashes and quotes of one kind, lower case.
fn normalise(original: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(original.len());
    for (start, sign) in original.char_indices() {
        let end = start + sign.len_utf8();
        let upper = sign.is_uppercase();
        if sign.is_ascii() {
            let folded = if sign == '`' { '\'' } else { sign.to_ascii_lowercase() };
            letters.push(Letter { folded, upper, start, end });
            continue;
        }
        match sign {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => continue,
            '\u{2010}' | '\u{2011}' => letters.push(Letter { folded: '-', upper, start, end }),
            '\u{2012}'..='\u{2015}' | '\u{2212}' => letters.push(Letter { folded: '–', upper, start, end }),
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{b4}' | '\u{2032}' => {
                letters.push(Letter { folded: '\'', upper, start, end });
            }
            _ => {
                for part in sign.nfkd().flat_map(char::to_lowercase) {
                    if !unicode_normalization::char::is_combining_mark(part) {
                        letters.push(Letter { folded: part, upper, start, end });
                    }
                }
            }
        }
    }
    letters
}

/// Reads the word that begins at `from`; gives it and the place after it.
fn read_word(letters: &[Letter], from: usize, before: Join) -> (Word, usize) {
    let mut to = from;
    while let Some(letter) = letters.get(to) {
        let joins =
            letter.folded == '\'' && letters.get(to + 1).is_some_and(|next| next.folded.is_alphabetic());
        if !letter.folded.is_alphanumeric() && !joins {
            break;
        }
        to += 1;
    }
    let run = letters.get(from..to).unwrap_or_default();
    let mut folded: String = run.iter().map(|letter| letter.folded).collect();
    let mut bare = run;
    let mut possessive = false;
    if folded.ends_with("'s") {
        possessive = true;
        folded.truncate(folded.len() - 2);
        bare = run.get(..run.len() - 2).unwrap_or_default();
    } else if folded.ends_with('s') && letters.get(to).is_some_and(|next| next.folded == '\'') {
        possessive = letters.get(to + 1).is_some_and(|next| next.folded == ' ');
    }
    let start = run.first().map_or(0, |letter| letter.start);
    let end = bare.last().map_or(start, |letter| letter.end);
    (Word { key: fold_word(&folded), start, end, before, possessive }, to)
}

/// `w/` and `w/o` are "with" and "without" of somebody in a hurry; other words are left as they are.
fn with_or_without(letters: &[Letter], word: Word, next: usize) -> (Word, usize) {
    const LONGEST: usize = 4;
    if word.key != "w" || letters.get(next).is_none_or(|sign| sign.folded != '/') {
        return (word, next);
    }
    let rest = letters.iter().skip(next + 1).take(LONGEST).map(|letter| letter.folded);
    let rest: String = rest.take_while(|letter| letter.is_alphanumeric()).collect();
    let key = match rest.as_str() {
        "" => "with",
        "o" | "out" => "without",
        _ => return (word, next),
    };
    let last = next + rest.len();
    let end = letters.get(last).map_or(word.end, |letter| letter.end);
    (Word { key: fold_word(key), end, ..word }, last + 1)
}

/// What the sign at `at` puts between the words around it.
fn join_of(letters: &[Letter], at: usize, word: Option<&Word>) -> Join {
    let sign = letters[at].folded;
    let next = letters.get(at + 1);
    let tight = next.is_some_and(|next| next.folded.is_alphanumeric());
    match sign {
        '-' => {
            let spaced =
                at > 0 && letters[at - 1].folded == ' ' && next.is_some_and(|next| next.folded == ' ');
            if spaced { Join::Dash } else { Join::Hyphen }
        }
        '–' if tight && at > 0 && letters[at - 1].folded.is_alphanumeric() => Join::Hyphen,
        '–' => Join::Dash,
        '/' | '\\' | '|' => Join::Slash,
        ',' => Join::Comma,
        '(' | ')' | '[' | ']' | '{' | '}' => Join::Bracket,
        ':' if tight => Join::Slash,
        ':' => Join::Colon,
        ';' => Join::Semicolon,
        '.' if tight && !next.is_some_and(|next| next.upper) => Join::Hyphen,
        '.' | '!' | '?' => sentence_end(letters, at, word),
        '\u{2022}' | '\u{25cf}' | '\u{25aa}' | '\u{25e6}' | '\u{2023}' | '\u{2043}' | '\u{25a0}'
        | '\u{25a1}' | '\u{2610}' | '\u{2611}' | '\u{2612}' | '\u{2713}' | '\u{2714}' | '\u{2192}'
        | '\u{25ba}' => Join::Semicolon,
        sign if ('\u{e000}'..='\u{f8ff}').contains(&sign) => Join::Semicolon,
        _ => Join::Space,
    }
}

/// A full stop ends a sentence unless it ends an abbreviation or a small letter follows.
fn sentence_end(letters: &[Letter], at: usize, word: Option<&Word>) -> Join {
    const SHORT: [&str; 14] =
        ["eg", "g", "e", "ie", "inc", "incl", "dr", "mr", "mrs", "vs", "approx", "no", "yrs", "st"];
    let rest = letters.get(at + 1..).unwrap_or_default();
    let next = rest.iter().find(|letter| letter.folded.is_alphanumeric());
    let small = next.is_some_and(|letter| !letter.upper && letter.folded.is_alphabetic());
    let short = letters[at].folded == '.' && word.is_some_and(|word| SHORT.contains(&word.key.as_str()));
    if (small || short) && next.is_some() { Join::Comma } else { Join::Stop }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        Text::new(text).words().iter().map(|word| word.key.clone()).collect()
    }

    #[test]
    fn words_are_folded_and_keep_their_place() {
        let text = Text::new("Child’s traﬃcking – self\u{2011}harm");
        let words = text.words();
        assert_eq!(keys(text.original()), ["child", "trafficking", "self", "harm"]);
        assert!(words[0].possessive);
        assert_eq!(text.raw(1), "traﬃcking");
        assert_eq!(words[2].before, Join::Dash);
        assert_eq!(words[3].before, Join::Hyphen);
        assert_eq!(text.slice(2..4), "self\u{2011}harm");
    }

    #[test]
    fn notes_write_with_and_without_in_short() {
        assert_eq!(
            keys("Baby w/ bruises w/o cause, left w/out food"),
            keys("Baby with bruises without cause, left without food")
        );
        let text = Text::new("Baby w/ bruises w/o cause");
        assert_eq!((text.raw(1), text.raw(3)), ("w/", "w/o"));
        assert_eq!(keys("Away w/e, back w/c 3rd"), ["away", "w", "e", "back", "w", "c", "3rd"]);
    }

    #[test]
    fn soft_hyphens_and_accents_vanish() {
        assert_eq!(keys("ne\u{ad}glect naïve"), ["neglect", "naive"]);
    }

    #[test]
    fn sentences_end_but_abbreviations_do_not() {
        let text = Text::new("Risky behaviour, e.g. self-harm. Under s.20 of the Act");
        let stops: Vec<&str> = text
            .words()
            .iter()
            .filter(|word| word.before == Join::Stop)
            .map(|word| word.key.as_str())
            .collect();
        assert_eq!(stops, ["under"]);
    }

    #[test]
    fn possessives_of_plurals_are_seen() {
        let text = Text::new("parents' drinking");
        assert!(text.words()[0].possessive);
        assert_eq!(text.key(0), "parents");
    }

    #[test]
    fn contractions_stay_whole() {
        assert_eq!(keys("isn't doesnt don’t"), ["isn't", "doesn't", "don't"]);
    }
}
