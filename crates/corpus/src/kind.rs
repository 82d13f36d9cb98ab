//! What kind of document it is, and whether it is a draft. Other kinds are told only
//! where the title says so plainly.

use crate::cover::Texts;
use regex::Regex;
use std::sync::LazyLock;
use thresholds_model::document::DocumentKind;

type Pattern = LazyLock<Option<Regex>>;

fn pattern(words: &str) -> Option<Regex> {
    Regex::new(&format!("(?i){words}")).ok()
}

fn has(pattern: &Pattern, text: &str) -> bool {
    pattern.as_ref().is_some_and(|p| p.is_match(text))
}

/// Names under which threshold documents are published.
static THRESHOLD: Pattern = LazyLock::new(|| {
    pattern(
        r"\bthresholds?\b|\bcontinuum\b|\b(levels?|ladder|hierarchy|spectrum|stages|tiers)\s+of\s+(need|help|support|intervention)|\bright\s+(help|service|support|children|time)\b|\beffective\s+support\b|\bsupport\s+(levels?|framework|pathway)\b|\bneeds?\s+(framework|matrix|and\s+response)\b|\b(matrix|windscreen|indicators?)\s+of\s+need|\bpathway\s+to\s+(provision|help|support)|\bfamily\s+(support|help)\s+(pathway|framework|matrix|guide)|\bworking\s+well\s+with\s+children|\bmeeting\s+(the\s+)?needs|\bhelping\s+(hands|children)|\bguide\s+to\s+(family\s+help|levels)|\bconr\b|\bbarnardo'?s?\s+dvrim|\bvulnerability\s+matrix",
    )
});

static FORM: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(referral|request|notification|enquiry|contact|consent|registration|marf|assessment)\b.{0,40}\bform\b|\bform\b.{0,20}\b(referral|request)\b|\bmarf\b|\bchronology\s+template\b",
    )
});

static POLICY: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(child\s+protection|safeguarding|whistle\s*blowing|behaviour|attendance|staff)\b.{0,40}\bpolic(y|ies)\b|\bpolicy\b.{0,30}\b(child\s+protection|safeguarding)\b",
    )
});

static SCHOOL: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(school|academy|academies|college|nursery|pre-?school|playgroup|governing\s+(body|board)|governors|headteacher|head\s+teacher|federation|diocesan|church|club)\b",
    )
});

static SHORT_BREAKS: Pattern = LazyLock::new(|| {
    pattern(
        r"\bshort\s+breaks?\b|\b(disabled\s+children|children\s+with\s+(a\s+)?disabilit\w+|children'?s\s+disability)\b.{0,60}\b(eligib\w+|criteria|services?|team|entitlement|offer)\b|\beligib\w+\b.{0,60}\b(disabled\s+children|children\s+with\s+(a\s+)?disabilit\w+|children'?s\s+disability)",
    )
});

static OTHER: Pattern = LazyLock::new(|| {
    pattern(
        r"\bannual\s+report\b|\bminutes\b|\bagenda\b|\bnewsletter\b|\bbulletin\b|\bpage\s+not\s+found\b|^\s*(error\s+)?404\b|\b(serious\s+case|practice|learning)\s+review\b|\btraining\s+(programme|brochure|calendar)\b|\bprivacy\s+notice\b|\bjob\s+description\b|\bbusiness\s+plan\b|\bterms\s+of\s+reference\b|\bdata\s+sharing\s+agreement\b",
    )
});

static ADULTS: Pattern = LazyLock::new(|| pattern(r"\badults?\b|\bcare\s+act\b"));
static CHILDREN: Pattern =
    LazyLock::new(|| pattern(r"\bchild(ren)?\b|\byoung\b|\bfamil(y|ies)\b|\bearly\s+help\b"));

/// Whether a line reads like the title of a threshold document.
pub(crate) fn is_threshold_title(line: &str) -> bool {
    has(&THRESHOLD, line)
}

/// Whether a line reads like the title of a document of another kind.
pub(crate) fn is_other_title(line: &str) -> bool {
    [&SHORT_BREAKS, &FORM, &POLICY, &OTHER].into_iter().any(|p| has(p, line))
}

/// The kind of a document and the words that told it. `names` are the names of its
/// files, without folders.
pub(crate) fn kind(
    texts: &Texts,
    metadata_title: Option<&str>,
    names: &[String],
) -> (DocumentKind, Vec<String>) {
    let title = texts.title.as_deref().or(metadata_title).unwrap_or_default();
    let cover = texts.cover.join("\n");
    let threshold = is_threshold_title(title) || metadata_title.is_some_and(is_threshold_title);
    let says = |kind: DocumentKind, words: &str| (kind, vec![format!("title: \"{words}\"")]);
    // A ladder for short breaks calls its rungs thresholds too.
    let titles = [Some(title), texts.headline.as_deref(), metadata_title];
    if let Some(words) = titles.into_iter().flatten().find(|t| has(&SHORT_BREAKS, t)) {
        return says(DocumentKind::ShortBreaks, words);
    }
    if threshold {
        return if has(&ADULTS, title) && !has(&CHILDREN, title) && !has(&CHILDREN, &cover) {
            says(DocumentKind::Other, title)
        } else {
            (DocumentKind::Threshold, vec![format!("title: \"{title}\"")])
        };
    }
    if has(&POLICY, title) {
        let school = [title, cover.as_str()].iter().any(|t| has(&SCHOOL, t))
            || names.iter().any(|n| has(&SCHOOL, n))
            || mentions(&SCHOOL, &texts.body) >= 10;
        return match school {
            true => says(DocumentKind::SchoolPolicy, title),
            false => says(DocumentKind::Other, title),
        };
    }
    if has(&FORM, title) {
        return says(DocumentKind::ReferralForm, title);
    }
    let on_cover = cover.lines().any(is_threshold_title);
    if has(&OTHER, title) && !on_cover {
        return says(DocumentKind::Other, title);
    }
    if has(&ADULTS, title) && !has(&CHILDREN, title) && !on_cover {
        return says(DocumentKind::Other, title);
    }
    (DocumentKind::Threshold, Vec::new())
}

fn mentions(pattern: &Pattern, body: &[String]) -> usize {
    pattern.as_ref().map_or(0, |p| body.iter().map(|page| p.find_iter(page).count()).sum())
}

static DRAFT: Pattern = LazyLock::new(|| {
    pattern(
        r"^\W*(final\s+|working\s+|consultation\s+|first\s+|second\s+)?draft\b|\bdraft\W*$|\bdraft\s+(v\.?\s?[0-9]|version|document|for|[0-9])|\bv(ersion)?\.?\s?[0-9][0-9.]*\s*[-(]?\s*draft\b|[(\[]draft\b|\bfor\s+consultation\b|\bconsultation\s+(draft|version|document|copy)\b|^\W*consultation\W*$",
    )
});

/// Longest line, in words, that can mark a draft: sentences speak of drafts too.
const SHORT: usize = 16;

/// The words that say that the document is not yet agreed.
pub(crate) fn draft(texts: &Texts, metadata_title: Option<&str>, names: &[String]) -> Option<String> {
    let short = |line: &&str| line.split_whitespace().count() <= SHORT;
    let printed = texts.title.iter().chain(&texts.cover).chain(&texts.watermarks).chain(&texts.running);
    let printed = printed.map(String::as_str).chain(metadata_title);
    if let Some(line) = printed.filter(short).find(|line| has(&DRAFT, line)) {
        return Some(line.to_owned());
    }
    names.iter().find(|name| is_draft_name(name)).cloned()
}

fn is_draft_name(name: &str) -> bool {
    let words: Vec<String> =
        name.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    words.iter().any(|w| w == "draft" || w == "consultation")
}

static PART: Pattern = LazyLock::new(|| {
    pattern(
        r"\b(part|section|volume|appendix|annex|appendices)[\s_\-]*(one|two|three|four|[1-9]|iii|ii|iv|i|[a-d])?\b",
    )
});

/// Which part of a work of several files it is: parts from 1, appendices from 101.
pub(crate) fn part(title: Option<&str>, names: &[String]) -> Option<u8> {
    let spaced = names.iter().map(|n| n.replace(['_', '-'], " "));
    title.map(str::to_owned).into_iter().chain(spaced).find_map(|text| part_in(&text))
}

fn part_in(text: &str) -> Option<u8> {
    let found = PART.as_ref()?.captures(text)?;
    let word = found.get(1)?.as_str().to_lowercase();
    let appendix = word.starts_with("a");
    let number = match found.get(2).map(|n| n.as_str().to_lowercase()).as_deref() {
        Some("1" | "one" | "i" | "a") => 1,
        Some("2" | "two" | "ii" | "b") => 2,
        Some("3" | "three" | "iii" | "c") => 3,
        Some("4" | "four" | "iv" | "d") => 4,
        Some(figure) => figure.parse().ok()?,
        None if appendix => 1,
        None => return None,
    };
    Some(if appendix { 100 + number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str) -> Texts {
        Texts { title: Some(title.to_owned()), ..Texts::default() }
    }

    #[test]
    fn kinds_are_told_by_plain_titles_only() {
        use DocumentKind::{Other, ReferralForm, SchoolPolicy, ShortBreaks, Threshold};
        for (title, expected) in [
            ("Saltwick Threshold Document", Threshold),
            ("Continuum of Need and Response", Threshold),
            ("The Right Help at the Right Time", Threshold),
            ("Helping children in Saltwick", Threshold),
            ("Safeguarding children: who does what", Threshold),
            ("Eligibility criteria for short breaks: levels of need", ShortBreaks),
            ("Disabled Children's Services: eligibility and thresholds", ShortBreaks),
            ("Multi-Agency Referral Form", ReferralForm),
            ("Request for Support Form", ReferralForm),
            ("Fenbury Primary School Safeguarding and Child Protection Policy", SchoolPolicy),
            ("Annual Report 2022-23", Other),
            ("404 Page not found", Other),
            ("Safeguarding Adults Thresholds", Other),
            ("Threshold form and guidance on levels of need", Threshold),
        ] {
            assert_eq!(kind(&titled(title), None, &[]).0, expected, "{title}");
        }
    }

    #[test]
    fn drafts_are_marked_not_mentioned() {
        for (line, expected) in [
            ("DRAFT", true),
            ("Draft v3", true),
            ("Threshold document (draft)", true),
            ("Version 0.4 DRAFT", true),
            ("Consultation draft, May 2024", true),
            ("Draft for consultation", true),
            ("Threshold guidance for consultation", true),
            ("Professional Consultation Line 01234 567890", false),
            ("This guide was drafted by practitioners", false),
            (
                "Comments on the first draft helped us to write this guide for everyone who works with families here",
                false,
            ),
        ] {
            let texts = Texts { cover: vec![line.to_owned()], ..Texts::default() };
            assert_eq!(draft(&texts, None, &[]).is_some(), expected, "{line}");
        }
        assert!(draft(&Texts::default(), None, &["saltwick_thresholds_DRAFT_v2".into()]).is_some());
        assert!(draft(&Texts::default(), None, &["drafty-house".into()]).is_none());
        let watermark = Texts { watermarks: vec!["DRAFT".into()], ..Texts::default() };
        assert!(draft(&watermark, None, &[]).is_some());
    }

    #[test]
    fn parts_are_numbered_from_titles_and_names() {
        assert_eq!(part(Some("Part 2: matrix of need"), &[]), Some(2));
        assert_eq!(part(None, &["saltwick_part-one_2024".into()]), Some(1));
        assert_eq!(part(Some("Appendix A"), &[]), Some(101));
        assert_eq!(part(Some("Partners and parents"), &["guide".into()]), None);
        assert_eq!(part(Some("A section on neglect"), &[]), None);
    }
}
