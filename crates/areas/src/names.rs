//! The index of names: which row of words is called what.

use crate::partnership::{Partnership, PartnershipKind};
use crate::tokens::{Token, folded};
use std::collections::BTreeMap;
use thresholds_model::area::Area;

/// Names by their first word, longest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    by_first: BTreeMap<String, Vec<Name>>,
}

/// One name and all that bear it.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    pub words: Vec<String>,
    pub form: Form,
    /// The exact letters of an acronym.
    letters: Option<String>,
    pub bearers: Vec<Bearer>,
}

/// How plainly a name says what it means, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// Holds the name of an area but means something else ("Newcastle-under-Lyme").
    Decoy,
    /// Initials.
    Acronym,
    /// The motto of a body, which others may have too.
    Motto,
    /// A name that is also an ordinary word or the name of several places.
    Vague,
    /// The name of an area.
    Name,
    /// The name of a council, board or partnership.
    Organisation,
}

/// What bears a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bearer {
    /// Code of an area.
    Area(String),
    /// Index of a partnership.
    Partnership(usize),
}

/// Names of other places that begin or end with the name of an area.
const DECOYS: [&str; 21] = [
    "Newcastle-under-Lyme",
    "Newcastle, Staffordshire",
    "Newcastle Staffs",
    "New York",
    "Duke of York",
    "Greater London",
    "Greater Manchester",
    "Bury St Edmunds",
    "Sutton Coldfield",
    "Sutton-in-Ashfield",
    "Stoke Newington",
    "Stoke Mandeville",
    "Stoke Gifford",
    "Stoke Poges",
    "Richmond, North Yorkshire",
    "Richmond in Yorkshire",
    "Kingston Bagpuize",
    "Westminster Government",
    "Palace of Westminster",
    "Leeds Castle",
    "Old Trafford",
];

/// Names that mean little without more words beside them.
const VAGUE: [&str; 9] =
    ["bury", "kingston", "newcastle", "reading", "richmond", "sale", "stoke", "sutton", "westminster"];

impl Names {
    pub fn new(areas: &[Area], partnerships: &[Partnership]) -> Self {
        let mut all: BTreeMap<Vec<String>, Name> = BTreeMap::new();
        for area in areas {
            for name in [&area.name, &area.short_name].into_iter().chain(&area.aliases) {
                add(&mut all, name, Bearer::Area(area.code.clone()));
            }
        }
        for (index, partnership) in partnerships.iter().enumerate() {
            for name in [&partnership.name].into_iter().chain(&partnership.aliases) {
                for name in spellings(name) {
                    let place = names_place(&name, &partnership.members, areas);
                    add_of_body(&mut all, &name, index, place);
                }
                let local = partnership.kind == PartnershipKind::Lscp || partnership.decides();
                if let Some(stem) = stem(name, partnership.members.len()).filter(|_| local) {
                    add(&mut all, &stem, Bearer::Partnership(index));
                }
            }
        }
        for decoy in DECOYS {
            let words = folded(decoy);
            let name = Name { words: words.clone(), form: Form::Decoy, letters: None, bearers: Vec::new() };
            all.entry(words).or_insert(name);
        }
        let mut by_first: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for (words, name) in all {
            if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().push(name);
            }
        }
        for names in by_first.values_mut() {
            names.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then_with(|| a.words.cmp(&b.words)));
        }
        Self { by_first }
    }

    /// Names that begin with the first of these words and go on with the next ones,
    /// longest first.
    pub fn at<'n, 't>(&'n self, words: &'t [Token]) -> impl Iterator<Item = &'n Name> + use<'n, 't> {
        let first = words.first().map_or("", |t| t.folded.as_str());
        self.by_first.get(first).into_iter().flatten().filter(move |name| {
            words.len() >= name.words.len() && name.words.iter().zip(words).all(|(a, b)| *a == b.folded)
        })
    }
}

impl Name {
    /// Whether the text spells the name: initials count in their exact letters only.
    pub fn is_spelt(&self, text: &str, loose: bool) -> bool {
        match &self.letters {
            Some(letters) if loose => text.eq_ignore_ascii_case(letters),
            Some(letters) => text == letters,
            None => true,
        }
    }
}

fn add(all: &mut BTreeMap<Vec<String>, Name>, name: &str, bearer: Bearer) {
    insert(all, name, form_of(name), bearer);
}

/// The name of a partnership. Without a place or a word such as "board" it is a motto
/// ("Together for Children"), which says no more than initials.
fn add_of_body(all: &mut BTreeMap<Vec<String>, Name>, name: &str, index: usize, place: bool) {
    let one_word = !name.contains(char::is_whitespace);
    let motto = !place && !folded(name).iter().any(|w| is_body(w));
    let form = match (one_word, motto) {
        (true, _) => Form::Acronym,
        (false, true) => Form::Motto,
        (false, false) => Form::Organisation,
    };
    insert(all, name, form, Bearer::Partnership(index));
}

/// Whether a word of the name is a word of the name of a member.
fn names_place(name: &str, members: &[String], areas: &[Area]) -> bool {
    let words = folded(name);
    let long = |w: &String| w.len() >= 4 && w != "with" && w != "upon";
    areas
        .iter()
        .filter(|a| members.contains(&a.code))
        .flat_map(|a| folded(&a.name).into_iter().chain(folded(&a.short_name)))
        .any(|w| long(&w) && words.contains(&w))
}

fn is_body(word: &str) -> bool {
    let bodies = [
        "council",
        "corporation",
        "board",
        "boards",
        "partnership",
        "partnerships",
        "trust",
        "authority",
        "procedures",
        "lscb",
        "lscp",
        "scb",
        "scp",
        "csap",
    ];
    bodies.contains(&word)
}

fn insert(all: &mut BTreeMap<Vec<String>, Name>, name: &str, form: Form, bearer: Bearer) {
    let words = folded(name);
    if words.is_empty() {
        return;
    }
    let letters = (form == Form::Acronym).then(|| name.to_owned());
    let entry = all.entry(words.clone()).or_insert(Name {
        words,
        form,
        letters: letters.clone(),
        bearers: Vec::new(),
    });
    if form > entry.form {
        entry.form = form;
        entry.letters = letters;
    }
    if !entry.bearers.contains(&bearer) {
        entry.bearers.push(bearer);
        entry.bearers.sort();
    }
}

fn form_of(name: &str) -> Form {
    let words = folded(name);
    if is_acronym(name) {
        Form::Acronym
    } else if words.iter().any(|w| is_body(w)) {
        Form::Organisation
    } else if words.len() == 1 && words.iter().any(|w| is_vague(w)) {
        Form::Vague
    } else {
        Form::Name
    }
}

/// Whether a single folded word is one of the vague names.
pub(crate) fn is_vague(word: &str) -> bool {
    VAGUE.contains(&word)
}

/// One word with at least two capitals: `NSCP`, `BwD`, `B&NES`.
fn is_acronym(name: &str) -> bool {
    !name.contains(char::is_whitespace)
        && !name.contains('-')
        && name.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// A partnership's name as documents may write it: a bracket that only tells it from
/// others ("NSCP (Norfolk)") or repeats its initials is no part of it, and two names
/// may be joined by a stroke.
fn spellings(name: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in name.split(" / ") {
        let bare: String = match (part.find('('), part.find(')')) {
            (Some(open), Some(close)) if open < close => {
                format!("{}{}", part[..open].trim_end(), &part[close + 1..])
            }
            _ => part.to_owned(),
        };
        out.push(bare.trim().to_owned());
        if part.contains('(') && part.trim() != bare.trim() && bare.contains(char::is_whitespace) {
            out.push(part.trim().to_owned());
        }
    }
    out
}

/// The place in the name of a joint partnership: "City and Hackney" of "City and
/// Hackney Safeguarding Children Partnership", "Pan-Dorset". Only where it is more
/// than the name of one area.
fn stem(name: &str, members: usize) -> Option<String> {
    if members < 2 {
        return None;
    }
    let head = [" Local Safeguarding", " Safeguarding", " Children's Safeguarding", " Child ", " Procedures"]
        .iter()
        .filter_map(|cut| name.find(cut))
        .min()
        .and_then(|at| name.get(..at))
        .unwrap_or(name);
    let words = folded(head);
    let pan = words.first().is_some_and(|w| w == "pan") && words.len() == 2;
    let two = words.len() >= 2 && !words.iter().any(|w| w == "borough" || w == "regional");
    let place = two && head.len() < name.len() && !head.contains('(') && !head.contains('/');
    (pan || place).then(|| head.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_ordinary_words_and_organisations_are_told_apart() {
        assert_eq!(form_of("NSCP"), Form::Acronym);
        assert_eq!(form_of("B&NES"), Form::Acronym);
        assert_eq!(form_of("Reading"), Form::Vague);
        assert_eq!(form_of("Stockton-on-Tees"), Form::Name);
        assert_eq!(form_of("Hull City Council"), Form::Organisation);
    }

    #[test]
    fn brackets_are_no_part_of_a_name() {
        assert_eq!(spellings("NSCP (Norfolk)"), ["NSCP"]);
        let llr = spellings("A, B and C (ABC) Joint Procedures");
        assert_eq!(llr, ["A, B and C Joint Procedures", "A, B and C (ABC) Joint Procedures"]);
        assert_eq!(spellings("X Board / X Procedures"), ["X Board", "X Procedures"]);
    }

    #[test]
    fn the_place_of_a_joint_partnership_names_it() {
        assert_eq!(
            stem("City and Hackney Safeguarding Children Partnership", 2).as_deref(),
            Some("City and Hackney")
        );
        assert_eq!(stem("Pan-Dorset Safeguarding Children Partnership", 2).as_deref(), Some("Pan-Dorset"));
        assert_eq!(stem("Our Safeguarding Children Partnership for A and B", 2), None);
        assert_eq!(stem("Norfolk Safeguarding Children Partnership", 1), None);
    }
}
