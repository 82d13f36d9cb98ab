//! Names of areas and partnerships in a text, and how plainly each is meant.
//!
//! At every word the longest name wins, so that "York" is not found in "North
//! Yorkshire" nor "Lincolnshire" in "North East Lincolnshire". What stands around a
//! name then says whether it is the name of the publisher ("Derby City Council"), of a
//! wider body ("Derbyshire Constabulary"), a street, or a source that is thanked.

use crate::names::{Form, Name, Names};
use crate::tokens::{Token, tokens};

/// A name found in a text.
#[derive(Debug, Clone)]
pub(crate) struct Hit<'n> {
    pub name: &'n Name,
    /// First byte.
    pub start: usize,
    /// Byte after the last, words such as "Safeguarding Children Partnership" included.
    pub end: usize,
    pub strength: Strength,
    /// Counts only in a row of names ("Reading, West Berkshire and Wokingham").
    pub only_in_row: bool,
}

/// How much a name says about whose document it is, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Of another body or a street, or in a credit.
    Aside,
    /// Initials, which several bodies share.
    Acronym,
    /// A name with several meanings.
    Vague,
    /// A plain name.
    Name,
    /// The name of a council or partnership.
    Organisation,
}

impl Strength {
    /// The share of a full point that it gives.
    pub fn share(self) -> f64 {
        match self {
            Self::Aside => 0.05,
            Self::Acronym => 0.15,
            Self::Vague => 0.4,
            Self::Name => 0.7,
            Self::Organisation => 1.0,
        }
    }

    /// Whether it can decide; weaker ones can only support.
    pub fn decides(self) -> bool {
        self >= Self::Vague
    }
}

/// Words of which names of councils and partnerships are made.
const BODY_WORDS: [&str; 42] = [
    "adult",
    "adults",
    "agency",
    "all",
    "arrangements",
    "assurance",
    "authority",
    "board",
    "boards",
    "borough",
    "child",
    "children",
    "city",
    "community",
    "corporation",
    "council",
    "county",
    "csap",
    "district",
    "early",
    "executive",
    "families",
    "family",
    "integrated",
    "local",
    "lscb",
    "lscp",
    "mash",
    "metropolitan",
    "multi",
    "partners",
    "partnership",
    "partnerships",
    "people",
    "safeguarding",
    "scb",
    "scp",
    "service",
    "services",
    "strategic",
    "trust",
    "young",
];

/// Those that make a row of such words the name of a body.
const BODIES: [&str; 17] = [
    "authority",
    "board",
    "boards",
    "corporation",
    "council",
    "csap",
    "executive",
    "lscb",
    "lscp",
    "mash",
    "partners",
    "partnership",
    "partnerships",
    "scb",
    "scp",
    "services",
    "trust",
];

/// Bodies that serve more than one authority, or that are not the authority.
const OTHER_BODIES: [&str; 31] = [
    "academy",
    "ambulance",
    "ccg",
    "cathedral",
    "clinical",
    "college",
    "constabulary",
    "court",
    "diocese",
    "fire",
    "football",
    "foundation",
    "grammar",
    "healthcare",
    "hospital",
    "hospitals",
    "icb",
    "ics",
    "infant",
    "junior",
    "magistrates",
    "nhs",
    "nursery",
    "police",
    "prison",
    "primary",
    "probation",
    "school",
    "schools",
    "university",
    "yot",
];

/// What the name of a street or building ends with.
const STREETS: [&str; 16] = [
    "avenue", "building", "close", "court", "drive", "gardens", "hall", "house", "lane", "road", "row",
    "square", "station", "street", "terrace", "way",
];

/// Words before a name that make it the name of another place.
const DIRECTIONS: [&str; 17] = [
    "central", "east", "eastern", "greater", "inner", "lower", "mid", "north", "northern", "outer", "pan",
    "royal", "south", "southern", "upper", "west", "western",
];

/// Words that introduce the source of an idea, or a neighbour, rather than the publisher.
const CREDITS: [&str; 30] = [
    "acknowledge",
    "acknowledged",
    "acknowledgement",
    "acknowledgements",
    "acknowledges",
    "acknowledging",
    "adapted",
    "adopted",
    "based",
    "bordering",
    "borrowed",
    "colleagues",
    "comparable",
    "compared",
    "courtesy",
    "derived",
    "drawn",
    "elsewhere",
    "formerly",
    "grateful",
    "inspired",
    "modelled",
    "moved",
    "neighbouring",
    "outside",
    "permission",
    "reproduced",
    "similar",
    "thank",
    "thanks",
];

/// What stands after "Reading" where it is the town.
const AFTER_READING: [&str; 21] = [
    "area",
    "borough",
    "brighter",
    "child",
    "children",
    "continuum",
    "council",
    "early",
    "families",
    "family",
    "local",
    "lscb",
    "mash",
    "multi",
    "one",
    "partnership",
    "safeguarding",
    "scp",
    "threshold",
    "thresholds",
    "town",
];

/// How many words before a name may hold a credit.
const CREDIT_REACH: usize = 10;
/// How many words after a name may make it the name of a wider body.
const BODY_REACH: usize = 7;

/// All names in a text, in their order. `loose` for texts without capitals.
pub(crate) fn hits<'n>(names: &'n Names, text: &str, loose: bool) -> Vec<Hit<'n>> {
    let words = tokens(text);
    let text = Text { text, words: &words, loose };
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match text.name_at(names, at) {
            Some((name, hit)) => {
                at += name.words.len();
                out.extend(hit);
            }
            None => at += 1,
        }
    }
    out
}

struct Text<'t> {
    text: &'t str,
    words: &'t [Token],
    loose: bool,
}

impl Text<'_> {
    /// The longest name that is spelt at a word, and what it amounts to there.
    fn name_at<'n>(&self, names: &'n Names, at: usize) -> Option<(&'n Name, Option<Hit<'n>>)> {
        let words = self.words.get(at..)?;
        if !self.loose && !words.first()?.capital {
            // Every name begins with a capital but a few websites, which are acronyms here.
            return None;
        }
        let mut candidates = names.at(words);
        let name = candidates.find(|name| {
            let last = at + name.words.len() - 1;
            (at..last).all(|i| self.holds_together(i))
                && self.between(at, last).is_some_and(|spelt| name.is_spelt(spelt, self.loose))
        })?;
        Some((name, self.hit(name, at)))
    }

    fn hit<'n>(&self, name: &'n Name, at: usize) -> Option<Hit<'n>> {
        let last = at + name.words.len() - 1;
        let start = self.words.get(at)?.start;
        if name.form == Form::Decoy || self.in_address(start, self.words.get(last)?.end) {
            return None;
        }
        let body_end = self.body_after(last);
        let reading = name.words == ["reading"] && name.form == Form::Vague;
        let strength = match name.form {
            _ if self.is_aside(at, last) => Strength::Aside,
            Form::Organisation => Strength::Organisation,
            Form::Motto => Strength::Acronym,
            _ if body_end.is_some() || self.after_borough_of(at) => Strength::Organisation,
            Form::Acronym => Strength::Acronym,
            Form::Vague if reading && self.is_the_town(at) => Strength::Name,
            Form::Vague => Strength::Vague,
            _ => Strength::Name,
        };
        let end = self.words.get(body_end.unwrap_or(last))?.end;
        let only_in_row = reading && strength == Strength::Vague;
        Some(Hit { name, start, end, strength, only_in_row })
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |t| t.folded.as_str())
    }

    /// The text from one word to another.
    fn between(&self, first: usize, last: usize) -> Option<&str> {
        self.text.get(self.words.get(first)?.start..self.words.get(last)?.end)
    }

    /// What stands between a word and the next one.
    fn gap(&self, at: usize) -> Option<&str> {
        self.text.get(self.words.get(at)?.end..self.words.get(at + 1)?.start)
    }

    /// Whether a word and the next one can belong to one name.
    fn holds_together(&self, at: usize) -> bool {
        let Some(gap) = self.gap(at) else { return false };
        let short = self.words.get(at).is_some_and(|t| t.end - t.start <= 2);
        let allowed =
            |c: char| c.is_whitespace() || "-\u{2010}\u{2011}\u{2013},/_()".contains(c) || c == '.' && short;
        gap.chars().all(allowed) && gap.matches('\n').count() < 2
    }

    /// Whether the next word goes on after no more than a blank, hyphen or line end.
    fn runs_on(&self, at: usize, over_lines: bool) -> bool {
        self.gap(at).is_some_and(|gap| {
            gap.chars().all(|c| c == '-' || c == '_' || c.is_whitespace())
                && gap.matches('\n').count() <= usize::from(over_lines)
        })
    }

    /// Part of a web or mail address.
    fn in_address(&self, start: usize, end: usize) -> bool {
        let before = self.text.get(..start).and_then(|t| t.chars().next_back());
        let after = self.text.get(end..).unwrap_or_default();
        let mut next = after.chars();
        let dotted = next.next() == Some('.') && next.next().is_some_and(char::is_lowercase);
        !self.loose
            && (matches!(before, Some('@' | '/' | '.')) && !after.starts_with(' ')
                || dotted
                || after.starts_with('@'))
    }

    /// The last word of the name of a body that begins with this name: "Safeguarding
    /// Children Partnership". `None` where the row of words names no body.
    fn body_after(&self, last: usize) -> Option<usize> {
        let mut end = None;
        let mut at = last;
        while self.runs_on(at, true) {
            let word = self.word(at + 1);
            let joined = word == "and" && BODY_WORDS.contains(&self.word(at + 2)) && at > last;
            if !BODY_WORDS.contains(&word) && !joined {
                break;
            }
            at += 1;
            if BODIES.contains(&word) {
                end = Some(at);
            }
        }
        end
    }

    /// "London Borough of", "City of", "County of" before a name.
    fn after_borough_of(&self, at: usize) -> bool {
        at >= 2
            && self.word(at - 1) == "of"
            && ["borough", "city", "county", "council"].contains(&self.word(at - 2))
            && self.runs_on(at - 1, true)
    }

    /// Not the publisher: another body, a street, a part of the area, a credit.
    fn is_aside(&self, at: usize, last: usize) -> bool {
        let directed = at > 0
            && DIRECTIONS.contains(&self.word(at - 1))
            && (self.loose || self.words.get(at - 1).is_some_and(|t| t.capital))
            && self.runs_on(at - 1, false);
        let street = self.runs_on(last, false)
            && STREETS.contains(&self.word(last + 1))
            && self.words.get(last + 1).is_some_and(|t| t.capital);
        directed || street || self.is_other_body(last) || self.is_credited(at)
    }

    /// A wider body: "Essex Partnership University NHS Foundation Trust".
    fn is_other_body(&self, last: usize) -> bool {
        if self.loose {
            return false;
        }
        let mut at = last;
        while at < last + BODY_REACH && self.runs_on(at, false) {
            at += 1;
            let word = self.word(at);
            let capital = self.words.get(at).is_some_and(|t| t.capital);
            if OTHER_BODIES.contains(&word) && capital {
                return true;
            }
            let council = ["council", "lscb", "lscp", "scb", "scp", "safeguarding"].contains(&word);
            if council || !capital && !["and", "of", "the"].contains(&word) {
                return false;
            }
        }
        false
    }

    /// "Adapted from", "with thanks to" before a name, in the same line and sentence.
    fn is_credited(&self, at: usize) -> bool {
        let mut i = at;
        while i > 0 && at - i < CREDIT_REACH {
            i -= 1;
            let ends = self.gap(i).is_none_or(|gap| {
                gap.contains(['\n', ';', '|', '!', '?', '\u{2022}']) || gap.contains('.') && gap.contains(' ')
            });
            if ends {
                return false;
            }
            if CREDITS.contains(&self.word(i)) {
                return true;
            }
        }
        false
    }

    /// "Reading" is the town before words of the trade, or after "in" at the end of a
    /// phrase; else it is what children learn.
    fn is_the_town(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |i| self.word(i));
        let alone = self.runs_alone(at);
        AFTER_READING.contains(&self.word(at + 1)) && self.runs_on(at, true)
            || ["in", "for", "across", "of", "within"].contains(&before) && alone
            || at == 0 && self.words.len() == 1
    }

    /// Nothing runs on after the word.
    fn runs_alone(&self, at: usize) -> bool {
        self.words.get(at + 1).is_none() || !self.runs_on(at, false)
    }
}
