//! The names that ladders use, with the order in which they rise.
//!
//! The rank of a name only tells which end of a ladder is the lower one and whether a row
//! of titles is a ladder at all; where a level stands on the canonical scale is the
//! business of [`crate::crosswalk`].

use crate::fold::{fold, pattern, without_enumerator};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Names by rank from 0 (everyone) to 4 (protection). Words of risk ratings (low, medium,
/// high) are left out: a row of them is another scale.
const NAMES: [&[&str]; 5] = [
    &[
        "universal",
        "universal community",
        "universal or community",
        "universally available",
        "everyone",
        "help for everyone",
        "support for everyone",
        "all children",
        "no additional",
        "no additional need",
        "no identified",
        "no identified additional",
        "no extra",
        "no unmet",
        "needs met",
        "all needs met",
        "needs are met",
        "thriving",
        "getting on well",
        "doing well",
        "coping",
        "core",
        "core offer",
        "open access",
        "primary prevention",
        "achieving expected outcomes",
        "no concerns",
    ],
    &[
        "universal plus",
        "additional",
        "additional help",
        "emerging",
        "emerging problems",
        "emerging concerns",
        "early help",
        "early help single agency",
        "earliest help",
        "early intervention",
        "early signs",
        "early signs of vulnerability",
        "vulnerable",
        "vulnerability",
        "low level",
        "getting advice",
        "getting advice and signposting",
        "getting advice and support",
        "signposting",
        "extra help",
        "some extra help",
        "a little extra help",
        "prevention",
        "preventative",
        "secondary prevention",
        "single agency",
        "struggling",
        "universal targeted",
        "community early help",
    ],
    &[
        "getting help",
        "targeted",
        "targeted help",
        "targeted early help",
        "targeted early",
        "targeted family",
        "targeted multi agency help",
        "intensive early help",
        "partnership plus",
        "multiple",
        "multi agency",
        "enhanced",
        "integrated",
        "coordinated",
        "coordinated help",
        "family help",
        "more help",
        "considerable",
    ],
    &[
        "getting more help",
        "intensive",
        "intensive help",
        "intensive family",
        "complex",
        "complex multiple",
        "complex or multiple",
        "multiple complex",
        "child in need",
        "children in need",
        "in need",
        "targeted specialist",
        "tertiary prevention",
        "substantial",
        "significant",
        "specialist family",
    ],
    &[
        "specialist",
        "specialist help",
        "specialist or acute",
        "statutory",
        "statutory specialist",
        "statutory social work",
        "statutory social care",
        "acute",
        "severe",
        "critical",
        "crisis",
        "child protection",
        "multi agency child protection",
        "children protection",
        "protection",
        "protective",
        "in need of protection",
        "children in need of protection",
        "risk support",
        "getting risk support",
        "safeguarding",
        "social care",
        "children's social care",
        "children's social work",
        "social work",
    ],
];

/// Colours of ladders, from the lowest need to the highest where red is the top.
const COLOURS: [&str; 7] = ["white", "blue", "green", "yellow", "amber", "orange", "red"];

static WRAPPER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:the |all |a |those )?(?:children|child|families|family|young people|people|cyp|young person)(?:(?:,| and| or| &|/)? ?(?:children|families|family|young people|their families|young person|parents))*(?: who (?:have|need|require)| with| having| needing| requiring) (?P<rest>\S.*)$",
    )
});
static GENERIC_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r" (?:needs?|support|services?|levels?|tiers?|bands?|provision|interventions?|response|offer|outcomes|help)$",
    )
});
static PARTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*(?:/|\(|\)|,|;| - |: | or | and | & )\s*"));

/// The form in which names are compared: lower case, without "children with ... needs".
pub(crate) fn key(text: &str) -> String {
    let lower = fold(text).to_lowercase().replace("co-ordinated", "coordinated").replace('-', " ");
    let mut name: &str = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let collapsed = fold(name);
    name = &collapsed;
    if rank(name).is_some() {
        return name.to_string();
    }
    if let Some(rest) = WRAPPER.captures(name).and_then(|c| c.name("rest")) {
        name = rest.as_str();
    }
    while let Some(end) = GENERIC_END.find(name).filter(|_| rank(name).is_none()) {
        name = name.get(..end.start()).unwrap_or(name);
    }
    name.to_string()
}

static RANKS: LazyLock<BTreeMap<&'static str, u8>> = LazyLock::new(|| {
    NAMES.iter().zip(0u8..).flat_map(|(names, rank)| names.iter().map(move |name| (*name, rank))).collect()
});

fn rank(key: &str) -> Option<u8> {
    RANKS.get(key).copied()
}

/// Place of a colour among the colours of ladders.
pub(crate) fn colour_rank(text: &str) -> Option<u8> {
    let lower = fold(text).to_lowercase();
    let word = lower.trim_matches(|c: char| !c.is_alphabetic());
    let word = word
        .strip_suffix(" band")
        .or(word.strip_suffix(" level"))
        .or(word.strip_suffix(" zone"))
        .unwrap_or(word);
    COLOURS.iter().position(|c| *c == word).and_then(|r| u8::try_from(r).ok())
}

/// The rank of a text that is, as a whole, a known name: longest form first, then the
/// first of several that are joined (`Specialist / Statutory`, `Complex (multi-agency)`).
pub(crate) fn known(text: &str) -> Option<u8> {
    let folded = fold(text);
    if crate::fold::words(&folded) > 10 {
        return None;
    }
    rank(&key(&folded)).or_else(|| {
        let mut parts = parts(&folded).into_iter();
        let first = parts.next()?;
        let rest: Vec<String> = parts.collect();
        let first_rank = rank(&key(&first))?;
        (!rest.is_empty() && rest.iter().any(|p| rank(&key(p)).is_some())).then_some(first_rank)
    })
}

/// The parts of a joined name.
pub(crate) fn parts(text: &str) -> Vec<String> {
    PARTS.split(&fold(text)).map(str::trim).filter(|p| !p.is_empty()).map(str::to_string).collect()
}

/// A name or a colour at the start of a title, set off from an explanation:
/// `Green - needs met`, `Complex: children who ...`; a colour before a known name
/// (`Green Universal`). Gives the name as printed.
pub(crate) fn leading(text: &str) -> Option<String> {
    let folded = fold(text);
    let folded = without_enumerator(&folded);
    if known(folded).is_some() || colour_rank(folded).is_some() {
        return Some(folded.trim_matches(|c: char| ": -".contains(c)).to_string());
    }
    if let Some((colour, name)) = folded.split_once(' ')
        && colour_rank(colour).is_some()
        && known(name).is_some()
    {
        return Some(colour.to_string());
    }
    let cut = folded
        .char_indices()
        .find(|(i, c)| {
            matches!(c, ':' | '(' | '|') || (*c == '-' && folded.get(..*i).is_some_and(|b| b.ends_with(' ')))
        })
        .map(|(i, _)| i)?;
    let name = folded.get(..cut)?.trim();
    (known(name).is_some() || colour_rank(name).is_some()).then(|| name.to_string())
}

/// Rank of the leading name, colours apart from words.
pub(crate) fn leading_rank(text: &str) -> Option<(Kind, u8)> {
    kind_of(&leading(text)?)
}

/// Kind and rank of a name that [`leading`] gave.
pub(crate) fn kind_of(name: &str) -> Option<(Kind, u8)> {
    colour_rank(name).map(|r| (Kind::Colour, r)).or_else(|| known(name).map(|r| (Kind::Word, r)))
}

/// What a ladder's names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Word,
    Colour,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_contains_another_is_read_whole() {
        assert_eq!(known("Universal"), Some(0));
        assert_eq!(known("Universal Plus"), Some(1));
        assert_eq!(known("Early Help"), Some(1));
        assert_eq!(known("Targeted Early Help"), Some(2));
        assert_eq!(known("Getting help"), Some(2));
        assert_eq!(known("Getting more help"), Some(3));
        assert_eq!(known("Getting risk support"), Some(4));
    }

    #[test]
    fn wrappers_and_joined_names() {
        assert_eq!(known("Children with complex needs"), Some(3));
        assert_eq!(known("Children in need"), Some(3));
        assert_eq!(known("Specialist / Statutory"), Some(4));
        assert_eq!(known("Emerging needs/universal plus"), Some(1));
        assert_eq!(known("Getting advice and signposting"), Some(1));
        assert_eq!(known("No additional needs"), Some(0));
        assert_eq!(known("Physical health"), None);
        assert_eq!(known("Low"), None);
    }

    #[test]
    fn a_name_is_told_from_its_explanation() {
        assert_eq!(leading("Green – needs met").as_deref(), Some("Green"));
        assert_eq!(leading("Complex: several needs at once").as_deref(), Some("Complex"));
        assert_eq!(leading("Green Universal").as_deref(), Some("Green"));
        assert_eq!(leading("Red flags"), None);
        assert_eq!(leading("Community and peers"), None);
        assert_eq!(leading("Early help assessment"), None);
        assert_eq!(leading_rank("Amber – targeted help"), Some((Kind::Colour, 4)));
    }
}
