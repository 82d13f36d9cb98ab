//! Reads a short text as the title of a level: term, number or numbers, name.
//!
//! `Level 3 - Targeted`, `Early Help (Level 2)`, `Tier 2A`, `Levels 2 and 3`, `L4`.
//! Prose that mentions a level ("step down to level 2") and other scales that use the same
//! words ("Tier 3 CAMHS") are not titles.

use crate::fold::{fold, pattern, without_enumerator, words};
use crate::names;
use crate::reference::{Number, Reference, Term, references};
use regex::Regex;
use std::sync::LazyLock;

/// Longest title in words: beyond that it is running text.
const LONGEST_TITLE: usize = 18;
/// Longest line, in words, that introduces a list.
const LONGEST_STEM: usize = 14;

/// A title read as the label of one or more levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub term: Option<Term>,
    /// Numbers named, ascending; several for a range.
    pub numbers: Vec<Number>,
    /// The number as printed, for a single level: `Three`, `2a`.
    pub printed: String,
    /// What stands beside the number.
    pub name: Option<String>,
    /// The title as printed, without colon at the end or a note that it continues.
    pub text: String,
    /// Term and number alone: `Level 3`.
    pub bare: String,
}

/// What a level was called in an earlier version.
static FORMER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\s*\((?:formerly|previously|was|old|before|replaces|known before as)\b[^)]*\)")
});
static CONTINUED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\s,:(-]*(?:\(?\s*(?:continued|cont(?:inued|'?d)?\.?)\s*\)?|explained|at a glance|in detail|in full|overview)?[\s:]*$",
    )
});
static GENERIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:possible|key|example|local|common|typical|what|the|of|list of|and|for|at) )*(?:indicators?|needs?|features?|examples?|descriptions?|descriptors?|definitions?|services?|responses?|strengths?|signs|criteria|process|consent|assessments?|children|concerns|thresholds?|support|who can help|actions?|intervention|tables?|matrix|guidance|chart|summary)(?: (?:of|and) (?:need|needs|indicators?|concern|services?|response|support|features))*$",
    )
});
static MOVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:step(?:ping|s|ped)?[- ]?(?:up|down|across)|escalat\w+|de-?escalat\w+|mov(?:e|es|ing)|transition\w*|transfer\w*|referr?\w* to|closing)\b",
    )
});
static PROSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:is|are|was|were|means?|should|can|could|may|might|must|will|would|where|when|if|to|from|who|whose|has|have|had|does|do|as|than|because|but|that|which|you|we|they|it|requires?|describes?|covers?|includes?|involves?|(?-i:on|in|at|by|with|without|through)|plans?|meetings?|only|instead|again|and|or|cases?|referrals?|panel)\b",
    )
});
static LEAD_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:the|possible|key|some|common|local|needs? and|children(?:'s)?|young people(?:'s)?|families|threshold|descriptors?|indicators?|examples?|features?|needs?|signs|criteria|services?|support|help|responses?|definition|description|guidance|continuum|spectrum|windscreen|framework|what (?:might |may |could )?(?:you )?(?:see|look for)|and|who (?:can|may|might) help|concerns|strengths|table|matrix|example)\s*)+(?:of (?:possible |likely |unmet )?needs?\s*|of children |likely |available )?(?:for|at|of|in|within|with|requiring|needing|who (?:have|need|require)|-|:|,)*\s*$",
    )
});

/// Reads a whole title (heading, header cell, box title, caption) as the label of a level.
pub(crate) fn parse(text: &str) -> Option<Label> {
    let folded = fold(text);
    let whole = without_enumerator(&folded);
    if words(whole) > LONGEST_TITLE {
        return None;
    }
    let title: &str = &FORMER.replace(whole, "");
    let found = references(title);
    let reference = found.first().filter(|_| !MOVES.is_match(title))?;
    if found.iter().skip(1).any(|other| !other.numbers.iter().all(|n| reference.numbers.contains(n))) {
        return None;
    }
    let before = title.get(..reference.start)?.trim();
    let end = found.last().filter(|_| found.len() == 2).map_or(reference.end, |other| {
        let between = title.get(reference.end..other.start).unwrap_or("x").trim();
        if between.chars().all(|c| "/()-".contains(c)) { other.end } else { reference.end }
    });
    let after = tail(title.get(end..)?);
    let name = beside(before, after)?;
    Some(Label {
        term: reference.term,
        numbers: reference.numbers.clone(),
        printed: reference.printed.clone(),
        name: name.filter(|n| !GENERIC.is_match(n) && n.chars().any(char::is_alphabetic)),
        text: strip_continued(&original_spelling(text, whole)),
        bare: title.get(reference.start..end)?.to_string(),
    })
}

/// The printed title that a folded and stripped one stands for: printed dashes are kept.
fn original_spelling(text: &str, title: &str) -> String {
    let printed: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let skipped = fold(&printed).chars().count().saturating_sub(title.chars().count());
    printed.chars().skip(skipped).collect()
}

fn strip_continued(text: &str) -> String {
    CONTINUED.replace(text.trim(), "").trim().to_string()
}

fn tail(after: &str) -> &str {
    let cut = CONTINUED.find(after).map_or(after.len(), |m| m.start());
    after.get(..cut).unwrap_or(after).trim()
}

/// The name that stands before or after the number: `None` where the words beside it show
/// that the text is no title, `Some(None)` where there is no name.
fn beside(before: &str, after: &str) -> Option<Option<String>> {
    let opened = before.ends_with('(') || before.ends_with('[');
    if opened && !after.starts_with([')', ']']) && !after.is_empty() && !after.contains(')') {
        return None;
    }
    let first_name = before.trim_end_matches(['(', '[', '-', ':', ',', '/', '|', ' ']).trim();
    let after = after.trim_start_matches([')', ']']).trim();
    let separated = after.is_empty() || after.starts_with(['-', ':', '.', ',', '(', '|', '/', '=', ';', '>']);
    if !separated && (PROSE.is_match(after) || words(after) > 10) {
        return None;
    }
    if after.ends_with('.') && words(after) > 6 {
        return None;
    }
    if first_name.is_empty() || LEAD_IN.is_match(before) || LEAD_IN.is_match(first_name) {
        return Some(clean_name(after));
    }
    let whole = after.is_empty() && WHOM.is_match(first_name);
    let longest = if whole { LONGEST_TITLE } else { 9 };
    let short = words(first_name) <= 2 && words(after) <= 6 && !PREPOSITION.is_match(first_name);
    let named =
        opened || short || names::known(first_name).is_some() || before.ends_with(['-', ':', ',', '/', '|']);
    if !named || words(first_name) > longest || PROSE.is_match(first_name) {
        return None;
    }
    Some(clean_name(first_name).or_else(|| clean_name(after)))
}

/// A title that says whom the level is for may be a whole clause.
static WHOM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:all |most |some |a few |those )*(?:children|child|young people|families|parents|needs|help|support)\b",
    )
});

static PREPOSITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:at|for|of|in|to|from|by|than|with|below|above|under|over|see|is|are|not|and|or|on|as|beyond|meets?|meeting|reach\w*|become|becomes|becoming|via|per|through|into|least|same|requires?|needs?|consent|should|still|only|was)$|^(?:if|when|where|see|at|for|from|to|not|no|any|all|step|refer|consider|consent|after|before)\b",
    )
});

fn clean_name(raw: &str) -> Option<String> {
    let mut name = raw.trim_matches(|c: char| " -:.,|/=;>".contains(c)).trim();
    if let Some(inner) = name.strip_prefix('(').and_then(|n| n.strip_suffix(')'))
        && !inner.contains(['(', ')'])
    {
        name = inner.trim();
    }
    (!name.is_empty() && words(name) <= LONGEST_TITLE).then(|| name.to_string())
}

/// What a title says besides the level: `Services at Level 2` gives `Services`.
pub(crate) fn without_reference(text: &str) -> Option<String> {
    let folded = fold(text);
    let found = references(&folded).into_iter().next()?;
    let before = folded.get(..found.start)?.trim();
    let before = before
        .trim_end_matches(" at")
        .trim_end_matches(" for")
        .trim_end_matches(" of")
        .trim_end_matches(" in");
    let after = tail(folded.get(found.end..)?);
    Some(format!("{before} {after}").trim_matches(|c: char| " -:.,|/()".contains(c)).to_string())
}

static INSTRUCTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:you|should|must|consent|agreement|please|refer|contact|see|step)\b"));

/// Whether a sentence about a level tells practitioners what to do.
pub(crate) fn instructs(sentence: &str) -> bool {
    INSTRUCTS.is_match(sentence)
}

/// Reads a title that is too long to be one as a whole by its first sentence, else by the
/// label that it begins with.
pub(crate) fn parse_long(text: &str) -> Option<Label> {
    let reference = opening(text)?;
    let short = |mark: &str| {
        text.split_once(mark).map(|(first, _)| first).filter(|first| first.len() > reference.end)
    };
    let first = [". ", " - ", " \u{2013} ", ": "].into_iter().find_map(short);
    if let Some(label) = parse(first.unwrap_or(text).trim_end_matches('.')) {
        return Some(label);
    }
    let bare = fold(text).get(..reference.end)?.to_string();
    Some(Label {
        term: reference.term,
        numbers: reference.numbers,
        printed: reference.printed,
        name: None,
        text: bare.clone(),
        bare,
    })
}

/// A label at the start of a title, set off by a mark or by a capital after it:
/// `Level 2 Needs are not clear. Services ...`.
pub(crate) fn opening(text: &str) -> Option<Reference> {
    prefix(text).or_else(|| {
        let folded = fold(text);
        let found = references(&folded).into_iter().next().filter(|r| r.start == 0)?;
        let after = folded.get(found.end..)?.trim_start();
        let capital = after.starts_with(char::is_uppercase);
        (capital && !PROSE.is_match(after) && !MOVES.is_match(after) && !instructs(after)).then_some(found)
    })
}

/// What a heading that is too long for a title says after the number of the level.
pub(crate) fn explanation(heading: &str) -> Option<String> {
    let folded = fold(heading);
    let reference = opening(&folded)?;
    let rest = folded.get(reference.end..)?.trim_start_matches([':', '.', '-', ' ', ')']);
    let explains = words(&folded) > LONGEST_TITLE || rest.contains(". ");
    explains.then(|| rest.to_string())
}

/// The one level that a line which introduces a list names: `Children at Level 2 may:`.
pub(crate) fn stem(text: &str) -> Option<Reference> {
    let folded = fold(text);
    let introduces = folded.ends_with(':') && words(&folded) <= LONGEST_STEM;
    if !introduces || instructs(&folded) {
        return None;
    }
    let mut found = references(&folded).into_iter();
    found.next().filter(|_| found.next().is_none())
}

/// A label at the start of a line, set off from what follows: `Level 2: ...`,
/// `Tier 3 - ...`, `Level 1 Universal: ...`. Gives the reference with the end of the label.
pub(crate) fn prefix(text: &str) -> Option<Reference> {
    let folded = fold(text);
    let found = references(&folded).into_iter().next().filter(|r| r.start == 0)?;
    let after = folded.get(found.end..)?.trim_start();
    if after.starts_with([':', '.', ';', '|', ')']) || after.starts_with("- ") {
        return Some(found);
    }
    let (name, _) = after.split_once([':', '-']).filter(|(name, _)| words(name) <= 5)?;
    let bare = name.trim().trim_matches(['(', ')']);
    names::known(bare).is_some().then_some(found)
}

/// A label in brackets at the end of a line: `Persistent absence (Level 3)`.
pub(crate) fn suffix(text: &str) -> Option<Reference> {
    let folded = fold(text);
    let body = folded.trim_end_matches(['.', ' ']).strip_suffix([')', ']'])?;
    let found = references(body).into_iter().last()?;
    let opened = body.get(..found.start)?.ends_with(['(', '[']);
    (opened && found.end == body.len()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>)> {
        parse(text).map(|l| (l.numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join("+"), l.name))
    }

    fn named(text: &str, number: &str, name: &str) {
        assert_eq!(read(text), Some((number.into(), Some(name.into()))), "{text}");
    }

    fn plain(text: &str, number: &str) {
        assert_eq!(read(text), Some((number.into(), None)), "{text}");
    }

    fn nothing(text: &str) {
        assert_eq!(read(text), None, "{text}");
    }

    #[test]
    fn numbers_in_digits_words_and_roman() {
        plain("Level 1", "1");
        plain("LEVEL 1:", "1");
        plain("Level Three", "3");
        plain("Tier IV", "4");
        plain("Stage II", "2");
        plain("L3", "3");
        plain("Tier 2A", "2a");
        plain("Band B", "2");
        plain("Level of need 2", "2");
    }

    #[test]
    fn names_on_either_side() {
        named("Level 1: Universal", "1", "Universal");
        named("Level 3 – Targeted Early Help", "3", "Targeted Early Help");
        named("Level 2 Additional Support (Single Agency)", "2", "Additional Support (Single Agency)");
        named("Early Help (Level 2)", "2", "Early Help");
        named("Children with universal needs (Level 1)", "1", "Children with universal needs");
        named("Universal Support Level 1", "1", "Universal Support");
        named("Level 4a – Child in need", "4a", "Child in need");
        named("Tier 1/Level 1 No additional needs", "1", "No additional needs");
        named("Level One Universal", "1", "Universal");
        named("Level 2: A little extra help", "2", "A little extra help");
        named("Level 2 - A little extra help", "2", "A little extra help");
        named("Level 2 - One or two services", "2", "One or two services");
        named("Level 3 - I am not safe", "3", "I am not safe");
        plain("Level or Tier 1", "1");
        plain("Need level 2", "2");
        named("Level 1/Universal", "1", "Universal");
        named("Continuum Level 2 Early help", "2", "Early help");
        named("Continuum of Need Level 2 - Early help", "2", "Early help");
    }

    #[test]
    fn ranges() {
        named("Level 2/3: Early Help", "2+3", "Early Help");
        plain("Levels 2 and 3", "2+3");
        plain("Levels 2-4", "2+3+4");
        plain("level 3/4", "3+4");
        plain("Tier 2a/2b", "2a+2b");
        plain("Level 2a/b", "2a+2b");
        plain("Level 2 to Level 4", "2+3+4");
    }

    #[test]
    fn what_only_says_that_a_list_follows_is_no_name() {
        plain("Level 2 indicators", "2");
        plain("Level 2 (continued)", "2");
        plain("Indicators at Level 3", "3");
        plain("Examples for Level 1", "1");
        plain("Level 3 needs", "3");
    }

    #[test]
    fn prose_is_no_title() {
        nothing("step down to level 2");
        nothing("When needs reduce, step down to Level 2");
        nothing("Moving from Level 2 to Level 3");
        nothing("Level 3 is still early help");
        nothing("At Level 3 you should ask for consent");
        nothing("Needs not met by Level 2 plan");
        nothing("All reasonable steps at Level 3 have been taken");
        nothing("Where to find help");
        nothing("Consent at Level 2");
        nothing("Below Level 4");
        nothing("See Level 3");
    }

    #[test]
    fn other_scales_are_no_levels_of_need() {
        nothing("Tier 3 CAMHS");
        nothing("CAMHS Tier 3");
        nothing("Level 3 first aid");
        nothing("Safeguarding training level 3");
        nothing("NVQ Level 2");
        nothing("Key Stage 2");
        nothing("Stage 2 complaint");
        nothing("tier 4 bed sought");
    }

    #[test]
    fn a_prefix_is_set_off_from_what_it_governs() {
        assert_eq!(prefix("Level 2: occasional truancy").unwrap().numbers[0].value, 2);
        assert_eq!(prefix("Tier 3 – persistent absence").unwrap().numbers[0].value, 3);
        assert_eq!(prefix("Level 1 Universal: needs are met").unwrap().numbers[0].value, 1);
        assert!(prefix("Level 3 is still early help: no assessment").is_none());
        assert!(prefix("At Level 3 you should: ask").is_none());
    }

    #[test]
    fn a_suffix_in_brackets() {
        assert_eq!(suffix("Persistent absence (Level 3)").unwrap().numbers[0].value, 3);
        assert!(suffix("Persistent absence at Level 3").is_none());
    }
}
