//! References to rungs in a text: term and number or numbers, in digits, words or letters.
//!
//! Other scales that use the same words ("Tier 3 CAMHS", "Key Stage 2") are left out.

use crate::fold::{fold, pattern};
use regex::Regex;
use std::sync::LazyLock;

/// What a document calls a rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Term {
    Level,
    Tier,
    Band,
    Stage,
    Step,
    Threshold,
    Layer,
    Zone,
    Category,
    Group,
}

impl Term {
    /// Every kind of ladder that a term can make, the likeliest first.
    pub(crate) const SCALES: [Term; 8] = [
        Term::Level,
        Term::Stage,
        Term::Step,
        Term::Threshold,
        Term::Layer,
        Term::Zone,
        Term::Category,
        Term::Group,
    ];

    /// Whether the word mostly means something else (category of offence, age group): it
    /// makes a ladder only with names that ladders use, and never beside a level.
    pub(crate) fn loose(self) -> bool {
        matches!(self, Term::Threshold | Term::Layer | Term::Zone | Term::Category | Term::Group)
    }

    /// Terms that are used for one another; stages and steps are often something else
    /// (stages of a complaint, steps of a process), so they are kept apart.
    pub(crate) fn scale(self) -> Term {
        match self {
            Term::Level | Term::Tier | Term::Band => Term::Level,
            other => other,
        }
    }

    /// The word itself.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Term::Level => "Level",
            Term::Tier => "Tier",
            Term::Band => "Band",
            Term::Stage => "Stage",
            Term::Step => "Step",
            Term::Threshold => "Threshold",
            Term::Layer => "Layer",
            Term::Zone => "Zone",
            Term::Category => "Category",
            Term::Group => "Group",
        }
    }

    /// Reads the word, singular or plural, or its letter in `L3`.
    pub(crate) fn read(word: &str) -> Option<Term> {
        match word.trim().to_lowercase().trim_end_matches('s') {
            "level" | "l" => Some(Term::Level),
            "tier" | "t" => Some(Term::Tier),
            "band" => Some(Term::Band),
            "stage" => Some(Term::Stage),
            "step" => Some(Term::Step),
            "threshold" => Some(Term::Threshold),
            "layer" => Some(Term::Layer),
            "zone" => Some(Term::Zone),
            "category" | "categorie" => Some(Term::Category),
            "group" => Some(Term::Group),
            _ => None,
        }
    }
}

/// The number of a level, with the letter of a split one: 2, 4a. `Level B` counts as 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number {
    pub value: u8,
    pub part: Option<char>,
}

impl Number {
    /// Reads digits, a word, a Roman numeral or a capital letter.
    pub(crate) fn read(text: &str) -> Option<Number> {
        let whole = |value| Some(Number { value, part: None });
        match text {
            "A" => return whole(1),
            "B" => return whole(2),
            "C" => return whole(3),
            "D" => return whole(4),
            "E" => return whole(5),
            _ => {}
        }
        let lower = text.to_lowercase();
        match lower.as_str() {
            "one" | "i" => whole(1),
            "two" | "ii" => whole(2),
            "three" | "iii" => whole(3),
            "four" | "iv" => whole(4),
            "five" | "v" => whole(5),
            "six" | "vi" => whole(6),
            _ => {
                let digits = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                let part = lower.get(digits.len()..)?.chars().next();
                Some(Number { value: digits.parse().ok()?, part })
            }
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.value)?;
        self.part.map_or(Ok(()), |part| write!(f, "{part}"))
    }
}

/// A reference to levels somewhere in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    pub term: Option<Term>,
    pub numbers: Vec<Number>,
    pub printed: String,
    /// Bytes of the folded text.
    pub start: usize,
    pub end: usize,
}

const TERM: &str =
    r"(?:levels?|tiers?|stages?|steps?|bands?|thresholds?|layers?|zones?|categor(?:y|ies)|groups?)";
const WORD: &str = r"(?:one|two|three|four|five|six)";

static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b(?: (?P<term>(?i:{TERM})) (?: (?i:\s+of\s+(?:need|needs|help|support)) )?
              (?: \s* (?:/|(?i:\bor\b|\band\b)) \s* (?i:{TERM}) )? \s* [-:\#]? \s*
              (?P<first> [0-9][a-dA-D]? | (?i:{WORD}) | I{{1,3}} | IV | V | [A-E] )
            | (?P<short>[LT]) (?P<digit>[1-6][a-d]?) ) \b
        (?P<rest> (?: \s* (?: / | - | & | , | (?i:\bto\b|\band\b|\bor\b) )* \s*
            (?: (?: (?i:{TERM}) \s* | L )? [0-9][a-dA-D]? \b
              | (?i:{TERM}) \s* (?i:{WORD}) \b
              | [a-d] \b ) )* )"
    ))
});

static CONTINUATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?P<join>(?:/|-|&|,|\s|(?i:\bto\b|\band\b|\bor\b))*)(?:(?i:{TERM})\s*|L)?(?P<number>[0-9][a-dA-D]?|(?i:{WORD})|[a-d])\b"
    ))
});

/// Words by which a reference belongs to another scale.
static OTHER_SCALE_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\bkey|camhs|\bcymhs|\bnvq|\bbtec|training|\bcourse|\bdiploma|qualification|first aid|complaints?|\bqcf|\brqf|\bgcse|safeguarding children|competenc\w+|clutter|dash|reading|confidence|\bsea|water|noise|\bgrade|\brisk|\bage|\boffence)\s*[-:,(]?\s*$",
    )
});
static OTHER_SCALE_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*[-:,()]?\s*(?:\(?camhs|cymhs|(?:safeguarding |child protection |children's )*(?:training|course|competenc)|first aid|nvq|diploma|qualification|apprentice|award|complaint|(?:in-?patient|psychiatric|mental health)?\s*(?:bed|unit|admission|hospital)|in-?patient|of the complaint|teaching assistant|swim|btec)\b",
    )
});

/// Whether a text may refer to a rung at all: most lines name none, and a look at their
/// letters is cheaper than the patterns.
fn may_refer(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    bytes.iter().enumerate().any(|(i, first)| {
        let begins = |word: &[u8]| bytes.get(i..i + word.len()).is_some_and(|b| b.eq_ignore_ascii_case(word));
        match first {
            b'l' => begins(b"level") || begins(b"layer"),
            b't' => begins(b"tier") || begins(b"threshold"),
            b's' | b'S' => begins(b"stage") || begins(b"step"),
            b'b' | b'B' => begins(b"band"),
            b'z' | b'Z' => begins(b"zone"),
            b'c' | b'C' => begins(b"categor"),
            b'g' | b'G' => begins(b"group"),
            b'L' | b'T' => {
                begins(b"level")
                    || begins(b"layer")
                    || begins(b"tier")
                    || begins(b"threshold")
                    || bytes.get(i + 1).is_some_and(|b| (b'1'..=b'6').contains(b))
            }
            _ => false,
        }
    })
}

/// Every reference to a rung in a folded text, other scales left out.
pub(crate) fn references(folded: &str) -> Vec<Reference> {
    if !may_refer(folded) {
        return Vec::new();
    }
    let mut found = all_references(folded);
    let loose = |r: &Reference| r.term.is_some_and(Term::loose);
    if !found.iter().all(loose) {
        found.retain(|r| !loose(r));
    }
    found
}

fn all_references(folded: &str) -> Vec<Reference> {
    REFERENCE
        .captures_iter(folded)
        .filter_map(|found| {
            let all = found.get(0)?;
            let term = found.name("term").or(found.name("short")).and_then(|m| Term::read(m.as_str()));
            let first = found.name("first").or(found.name("digit"))?;
            let (numbers, end) = extend(folded, Number::read(first.as_str())?, first.end(), all.end());
            let before = folded.get(..all.start())?;
            let after = folded.get(end..)?;
            let foreign = OTHER_SCALE_BEFORE.is_match(before) || OTHER_SCALE_AFTER.is_match(after);
            (!foreign).then(|| Reference {
                term,
                numbers,
                printed: first.as_str().to_string(),
                start: all.start(),
                end,
            })
        })
        .collect()
}

/// Follows `2/3`, `2-4`, `2 and 3`, `2a/b` from the first number; gives the numbers and
/// the end of the last one. A dash after which no larger number follows ends the reference.
fn extend(folded: &str, first: Number, from: usize, limit: usize) -> (Vec<Number>, usize) {
    let mut numbers = vec![first];
    let mut end = from;
    while let Some(found) = folded.get(end..limit).and_then(|rest| CONTINUATION.captures(rest)) {
        let (Some(all), Some(join), Some(number)) = (found.get(0), found.name("join"), found.name("number"))
        else {
            break;
        };
        let joint = join.as_str().trim().to_lowercase();
        let last = numbers.last().copied().unwrap_or(first);
        let next = if number.as_str().len() == 1 && number.as_str().starts_with(|c: char| c.is_lowercase()) {
            last.part.and(number.as_str().chars().next()).map(|c| Number { value: last.value, part: Some(c) })
        } else {
            Number::read(number.as_str())
        };
        let Some(next) = next.filter(|n| all.start() == 0 && !joint.is_empty() && *n >= last) else { break };
        if matches!(joint.as_str(), "-" | "to") && next.part.is_none() && last.part.is_none() {
            numbers.extend((last.value + 1..next.value).map(|value| Number { value, part: None }));
        }
        numbers.push(next);
        end += all.end();
    }
    numbers.dedup();
    (numbers, end)
}

static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?i:levels?|tiers?|bands?|stages?)\s*|L)?[1-6][a-d]?(?:\s*(?:/|-|&|,|(?i:to|and|or))\s*(?:(?i:levels?|tiers?)\s*|L)?[1-6][a-d]?)*$",
    )
});

/// The value of a cell in a column of level numbers: `3`, `2/3`, `L2`, `Level 4`.
pub(crate) fn value(text: &str) -> Option<Vec<Number>> {
    let folded = fold(text);
    let bare = folded.trim_matches(['(', ')', '.', ' ']);
    if !VALUE.is_match(bare) {
        return None;
    }
    let digits = bare.trim_start_matches(|c: char| !c.is_ascii_digit());
    let first_end = digits
        .char_indices()
        .find(|(i, c)| *i > 0 && !c.is_ascii_lowercase())
        .map_or(digits.len(), |(i, _)| i);
    let first = Number::read(digits.get(..first_end)?)?;
    Some(extend(digits, first, first_end, digits.len()).0)
}

static COLUMN_OF_NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:need|support|threshold|usual|likely|suggested|expected|lowest|indicative)\s+)*(?:levels?|tiers?|bands?|stages?|thresholds?)(?:\s*\(?s\)?)?(?:\s+of\s+(?:need|help|support|response))?(?:\s*\(?[1-6]\s*(?:-|to)\s*[1-6]\)?)?$",
    )
});

/// Whether a header says that its column holds numbers of levels.
pub(crate) fn heads_numbers(text: &str) -> Option<Term> {
    let folded = fold(text);
    let lower = folded.to_lowercase();
    COLUMN_OF_NUMBERS.is_match(&folded).then(|| {
        ["tier", "band", "stage"]
            .iter()
            .find(|t| lower.contains(*t))
            .and_then(|t| Term::read(t))
            .unwrap_or(Term::Level)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_column_of_numbers() {
        let read = |t| value(t).map(|v| v.iter().map(ToString::to_string).collect::<Vec<_>>().join("+"));
        assert_eq!(read("3").as_deref(), Some("3"));
        assert_eq!(read("2/3").as_deref(), Some("2+3"));
        assert_eq!(read("2 - 4").as_deref(), Some("2+3+4"));
        assert_eq!(read("L2").as_deref(), Some("2"));
        assert_eq!(read("Level 4a").as_deref(), Some("4a"));
        assert_eq!(read("14"), None);
        assert_eq!(read("3 children"), None);
        assert!(heads_numbers("Level").is_some());
        assert!(heads_numbers("Tier of need").is_some());
        assert!(heads_numbers("Page").is_none());
        assert!(heads_numbers("Level 2").is_none());
    }
}
