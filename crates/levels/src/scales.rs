//! What else in the text looks like levels, and which law the document speaks of.

use crate::fold::{fold, pattern};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;
use thresholds_model::block::{Block, BlockKind};
use thresholds_model::reading::Reading;
use thresholds_model::scheme::{Jurisdiction, OtherScale};

static OTHERS: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    let scale = |kind, source: &str| (kind, pattern(&format!("(?i){source}")));
    vec![
        scale(
            "CAMHS tiers",
            r"\b(?:camhs|cymhs) (?:tiers?|levels?) ?[1-4]\b|\btiers? ?[1-4](?: ?(?:/|and|&|or|to|-) ?[1-4])? (?:camhs|cymhs|(?:mental health )?(?:in-?patient|bed|unit|hospital)\w*)",
        ),
        scale(
            "training levels",
            r"\b(?:training|safeguarding|child protection) (?:at )?levels? ?[1-6]\b|\blevels? ?[1-6] (?:\w+ )?(?:safeguarding |child protection )?(?:training|course)\b",
        ),
        scale("key stages", r"\bkey stages? ?[1-5]\b|\bks[1-5]\b"),
        scale(
            "qualifications",
            r"\b(?:nvq|btec|rqf|qcf)(?: at)? level ?[1-8]\b|\blevel ?[1-8] (?:nvq|diploma|qualification|apprenticeship|award)\b",
        ),
        scale("first aid levels", r"\blevel ?[1-6] first aid\b|\bfirst aid (?:at )?level ?[1-6]\b"),
        scale(
            "complaint stages",
            r"\bstage ?(?:[1-4]|one|two|three) (?:of the )?(?:\w+ )?complaints?\b|\bcomplaints? (?:\w+ )?stage ?[1-4]\b",
        ),
        scale(
            "DASH risk grades",
            r"\b(?:standard|medium|high)(?: ?/ ?(?:standard|medium|high))*[- ](?:risk )?dash\b|\bdash\b.{0,30}\b(?:standard|medium|high)\b|\bhigh[- ]risk (?:da|dva|domestic abuse)\b",
        ),
        scale(
            "Graded Care Profile grades",
            r"\b(?:gcp2?|graded care profile)\b.{0,20}\b(?:grades?|scores?)(?: of)? ?[1-5]\b",
        ),
        scale(
            "risk ratings",
            r"\b(?:low|standard)(?:,| or| ?/| to) (?:medium|moderate)(?:,? or|,? and| ?/| to) high(?: risk)?\b|\brag[- ]rat\w+|\bred[,/ ]+amber(?:[,/ ]+| (?:and|or) )green\b|\b(?:low|medium|high)(?: ?/ ?(?:low|medium|high))?[- ](?:level )?risk of (?:cse|cce|exploitation)\b|\b(?:cse|cce)(?: or (?:cse|cce))? at (?:low|medium|high) level\b",
        ),
        scale("clutter ratings", r"\bclutter(?: image)? rat\w+(?: of)? ?\d\b"),
        scale("levels of intervention", r"\blevels? of intervention\b"),
    ]
});

/// One example of each other scale, in the order of the list above.
pub(crate) fn other_scales(texts: &[(u32, Cow<'_, str>)]) -> Vec<OtherScale> {
    OTHERS
        .iter()
        .filter_map(|(kind, pattern)| {
            texts.iter().find_map(|(page, text)| {
                let hit = pattern.find(text)?;
                Some(OtherScale { kind: (*kind).to_string(), example: hit.as_str().to_string(), page: *page })
            })
        })
        .collect()
}

static WALES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bwell-?being \(wales\) act\b|\bwales safeguarding procedures\b|\bcare and support plans?\b|\bwelsh government\b|\bregional safeguarding (?:children )?board\b",
    )
});
static SCOTLAND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bgirfec\b|\bgetting it right for every child\b|\bchildren (?:and young people )?\(scotland\) act\b|\bshanarri\b|\bnamed person\b|\bscottish government\b|\bstaged intervention\b",
    )
});
static ENGLAND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bworking together to safeguard children\b|\bchildren act 1989\b|\bs(?:ection|\.)? ?17\b|\bdepartment for education\b|\bofsted\b",
    )
});

/// The law that the document names most: procedures of a neighbour named in passing do not
/// move a document across the border.
pub(crate) fn jurisdiction(texts: &[(u32, Cow<'_, str>)]) -> Jurisdiction {
    let count = |p: &Regex| texts.iter().map(|(_, t)| p.find_iter(t).count()).sum::<usize>();
    let (wales, scotland, england) = (count(&WALES), count(&SCOTLAND), count(&ENGLAND));
    if wales >= 2 && wales > england && wales >= scotland {
        Jurisdiction::Wales
    } else if scotland >= 2 && scotland > england {
        Jurisdiction::Scotland
    } else {
        Jurisdiction::England
    }
}

/// All texts, folded, with their pages.
pub(crate) fn texts(reading: &Reading) -> Vec<(u32, Cow<'_, str>)> {
    reading.blocks.iter().filter(|b| b.furniture.is_none()).flat_map(of_block).collect()
}

fn of_block(block: &Block) -> Vec<(u32, Cow<'_, str>)> {
    match &block.kind {
        BlockKind::Heading { text, .. }
        | BlockKind::Paragraph { text, .. }
        | BlockKind::ListItem { text, .. } => {
            vec![(block.page, fold(text))]
        }
        BlockKind::Table(table) => {
            table.cells.iter().flat_map(|c| c.items.iter().map(|i| (i.page, fold(&i.text)))).collect()
        }
    }
}
