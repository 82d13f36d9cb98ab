//! Ladders as they are really printed: every naming family, with the ordinals that they
//! must have and the intervals that the rules of the crosswalk give where no definition is
//! known.

mod markdown;

use thresholds_levels::scheme;
use thresholds_model::scheme::{CrosswalkRule, Family};

struct Ladder {
    /// Headings as printed, lowest need first, each with its interval.
    levels: &'static [(&'static str, (u8, u8))],
    family: Family,
}

const UNIVERSAL_TO_STATUTE: [(u8, u8); 4] = [(0, 0), (1, 1), (2, 2), (3, 5)];

const fn four(names: [&'static str; 4], steps: [(u8, u8); 4]) -> [(&'static str, (u8, u8)); 4] {
    [(names[0], steps[0]), (names[1], steps[1]), (names[2], steps[2]), (names[3], steps[3])]
}

macro_rules! ladder {
    ($family:ident, $steps:expr, $($name:expr),+ $(,)?) => {
        Ladder { family: Family::$family, levels: &four([$($name),+], $steps) }
    };
}

const LADDERS: &[Ladder] = &[
    Ladder {
        family: Family::Thrive,
        levels: &[
            ("Thriving", (0, 0)),
            ("Getting advice", (0, 1)),
            ("Getting help", (1, 2)),
            ("Getting more help", (2, 3)),
            ("Getting risk support", (3, 5)),
        ],
    },
    Ladder {
        family: Family::Thrive,
        levels: &[
            ("Universal or Community support (Thriving)", (0, 0)),
            ("Emerging Needs (Getting advice and signposting)", (1, 1)),
            ("Targeted Support (Getting help)", (1, 2)),
            ("Intensive Support (Getting more help)", (2, 2)),
            ("Statutory Services", (3, 5)),
        ],
    },
    ladder!(
        UniversalPlus,
        UNIVERSAL_TO_STATUTE,
        "Universal",
        "Universal Plus",
        "Additional Needs",
        "Complex/Significant"
    ),
    ladder!(
        UniversalPlus,
        UNIVERSAL_TO_STATUTE,
        "Universal",
        "Universal Plus",
        "Partnership Plus",
        "Statutory Social Work"
    ),
    ladder!(
        UniversalPlus,
        UNIVERSAL_TO_STATUTE,
        "Universal",
        "Universal Plus",
        "Partnership Plus",
        "Specialist/Statutory"
    ),
    ladder!(
        UniversalPlus,
        UNIVERSAL_TO_STATUTE,
        "LEVEL 1 UNIVERSAL",
        "LEVEL 2 UNIVERSAL PLUS",
        "LEVEL 3 PARTNERSHIP PLUS",
        "LEVEL 4 SPECIALIST/STATUTORY",
    ),
    ladder!(
        UniversalPlus,
        UNIVERSAL_TO_STATUTE,
        "Level 1 Universal",
        "Level 2 Universal Plus",
        "Level 3 Intensive",
        "Level 4 Specialist",
    ),
    ladder!(
        EarlyHelpTargeted,
        UNIVERSAL_TO_STATUTE,
        "Universal (Level 1)",
        "Early Help (Level 2)",
        "Targeted services/Help (Level 3)",
        "Specialist (Level 4)",
    ),
    ladder!(
        EarlyHelpTargeted,
        UNIVERSAL_TO_STATUTE,
        "Universal (Level 1)",
        "Early Help (Level 2)",
        "Targeted Early Help (Level 3)",
        "Specialist (Level 4)",
    ),
    ladder!(
        EarlyHelpTargeted,
        UNIVERSAL_TO_STATUTE,
        "Level 1 - Universal",
        "Level 2 - Child in need of Help Services",
        "Level 3 - Child in need of Early Help Services",
        "Level 4 - Specialist",
    ),
    ladder!(
        EarlyHelpTargeted,
        UNIVERSAL_TO_STATUTE,
        "Level 1 Universal",
        "Level 2 Early Help",
        "Level 3 Early Help",
        "Level 4 Statutory Intervention",
    ),
    ladder!(
        EarlyHelpTargeted,
        UNIVERSAL_TO_STATUTE,
        "Level One Universal",
        "Level Two Earliest Help (Additional Needs)",
        "Level Three Early Help (Complex Needs)",
        "Level Four",
    ),
    ladder!(
        EarlyHelpTargeted,
        UNIVERSAL_TO_STATUTE,
        "Level 1: Universal",
        "Level 2: Early help / intervention",
        "Level 3: Targeted",
        "Level 4",
    ),
    ladder!(
        EarlyHelpTargeted,
        UNIVERSAL_TO_STATUTE,
        "Level 1 - universal needs",
        "Level 2 - Early Help",
        "Level 3 - Targeted Early Help",
        "Level 4",
    ),
    ladder!(
        EarlyHelpTargeted,
        UNIVERSAL_TO_STATUTE,
        "Universal",
        "Early Help",
        "Targeted Help",
        "Specialist",
    ),
    ladder!(
        AdditionalComplexAcute,
        UNIVERSAL_TO_STATUTE,
        "Level 1 Universal Support",
        "Level 2 Additional Support (Single Agency)",
        "Level 3 Children with Multiple Needs (Multi Agency)",
        "Level 4 Children with Acute Needs Statutory/Specialist Intervention",
    ),
    ladder!(
        AdditionalComplexAcute,
        UNIVERSAL_TO_STATUTE,
        "Level 1 achieving expected outcomes (Universal)",
        "Level 2 additional needs",
        "Level 3 Early help plan (multiple and complex)",
        "Level 4 social care family assessment, Section 47/14",
    ),
    ladder!(
        AdditionalComplexAcute,
        UNIVERSAL_TO_STATUTE,
        "Level 1 Universal Needs",
        "Level 2 Additional Needs",
        "Level 3 Multiple/Complex Needs",
        "Level 4 Acute/Specialist Needs",
    ),
    ladder!(
        AdditionalIntensiveSpecialist,
        UNIVERSAL_TO_STATUTE,
        "Level 1 - Universal",
        "Level 2 - Additional",
        "Level 3 - Intensive",
        "Level 4 - Specialist",
    ),
    ladder!(
        AdditionalIntensiveSpecialist,
        UNIVERSAL_TO_STATUTE,
        "Level 1 Universal",
        "Level 2 Additional",
        "Level 3 Integrated",
        "Level 4 Specialist",
    ),
    ladder!(
        AdditionalIntensiveSpecialist,
        UNIVERSAL_TO_STATUTE,
        "Universal Support Level 1",
        "Additional Support Level 2",
        "Intensive Support Level 3",
        "Specialist Support Level 4",
    ),
    ladder!(
        NoAdditional,
        [(0, 0), (1, 2), (3, 3), (4, 5)],
        "Level 1 No additional needs",
        "Level 2 early signs",
        "Level 3 Children in Need (statutory or specialist)",
        "Level 4 Child Protection (s47)",
    ),
    ladder!(
        London,
        [(0, 0), (1, 2), (2, 3), (4, 5)],
        "Tier 1 No additional needs",
        "Tier 2 Early help",
        "Tier 3 Children with complex multiple needs",
        "Tier 4 Children in acute need",
    ),
    ladder!(
        London,
        [(0, 0), (1, 2), (2, 3), (4, 5)],
        "Tier 1 No Additional Needs",
        "Tier 2 Early Help",
        "Tier 3 Complex Multiple Needs",
        "Tier 4 Acute Need",
    ),
    ladder!(
        HelpWords,
        [(0, 0), (1, 2), (2, 3), (3, 5)],
        "Level 1 Help for Everyone",
        "Level 2 Additional Help",
        "Level 3 Intensive Help",
        "Level 4 Specialist Help",
    ),
    Ladder {
        family: Family::HelpWords,
        levels: &[
            ("Level 1 Help for everyone", (0, 0)),
            ("Level 2a Additional help", (1, 1)),
            ("Level 2b Additional help", (2, 2)),
            ("Level 3 Intensive help", (2, 3)),
            ("Level 4 Specialist help", (3, 5)),
        ],
    },
    ladder!(Split, UNIVERSAL_TO_STATUTE, "Tier 1", "Tier 2A", "Tier 2B", "Tier 3"),
    ladder!(NumberOnly, [(0, 0), (1, 2), (1, 3), (3, 5)], "Level 1", "Level 2", "Level 3", "Level 4"),
    ladder!(
        NumberOnly,
        [(0, 0), (1, 2), (1, 3), (3, 5)],
        "Level One",
        "Level Two",
        "Level Three",
        "Level Four"
    ),
    ladder!(Shifted, [(0, 0), (1, 1), (1, 2), (3, 5)], "Everyone", "Level 1", "Level 2", "Level 3"),
    Ladder {
        family: Family::Three,
        levels: &[("Universal", (0, 0)), ("Targeted", (1, 2)), ("Specialist", (3, 5))],
    },
    Ladder {
        family: Family::Five,
        levels: &[
            ("Level 1 Universal", (0, 0)),
            ("Level 2 Early Help/Prevention", (1, 1)),
            ("Level 3 Targeted", (2, 2)),
            ("Level 4 Child in Need", (3, 3)),
            ("Level 5 Child Protection", (4, 5)),
        ],
    },
    Ladder {
        family: Family::Five,
        levels: &[
            ("Level 1", (0, 0)),
            ("Level 2", (1, 1)),
            ("Level 3", (1, 2)),
            ("Level 4", (2, 3)),
            ("Level 5", (3, 5)),
        ],
    },
    ladder!(
        EarlyHelpTargeted,
        UNIVERSAL_TO_STATUTE,
        "Universal",
        "Early help (Level 2)",
        "Level 3",
        "Level 4",
    ),
    ladder!(
        UniversalPlus,
        UNIVERSAL_TO_STATUTE,
        "Level 1 universal needs",
        "Level 2 emerging needs/universal plus",
        "Level 3",
        "Level 4",
    ),
    ladder!(
        AdditionalIntensiveSpecialist,
        UNIVERSAL_TO_STATUTE,
        "Level 1 Universal",
        "Level 2 Additional",
        "Level 3 Intensive",
        "Level 4 Specialist",
    ),
    ladder!(
        EarlyHelpTargeted,
        UNIVERSAL_TO_STATUTE,
        "Universal",
        "Targeted",
        "Targeted specialist",
        "Specialist",
    ),
    ladder!(NumberOnly, [(0, 0), (1, 2), (1, 3), (3, 5)], "LEVEL 1", "LEVEL 2", "LEVEL 3", "LEVEL 4"),
    ladder!(
        NumberOnly,
        [(0, 0), (1, 2), (1, 3), (3, 5)],
        "Level or Tier 1",
        "Level or Tier 2",
        "Level or Tier 3",
        "Level or Tier 4",
    ),
    ladder!(
        Other,
        [(0, 0), (1, 2), (1, 3), (3, 5)],
        "Tier 1/Level 1 No additional needs",
        "Tier 2/Level 2",
        "Tier 3/Level 3",
        "Tier 4/Level 4",
    ),
    ladder!(Other, [(0, 0), (1, 2), (1, 3), (3, 5)], "Level 1", "Level 2", "Level 3", "Level 4 Statutory",),
    ladder!(
        Other,
        [(0, 0), (1, 2), (1, 3), (4, 5)],
        "Level 1",
        "Level 2",
        "Level 3",
        "Level 4 Acute/Child Protection",
    ),
    ladder!(
        Other,
        [(0, 0), (1, 2), (1, 3), (3, 5)],
        "Level 1 (universal services)",
        "Level 2",
        "Level 3",
        "Level 4",
    ),
    Ladder {
        family: Family::Three,
        levels: &[("Universal", (0, 0)), ("Targeted", (1, 2)), ("Statutory Social Work services", (3, 5))],
    },
    Ladder {
        family: Family::Three,
        levels: &[("Level 1", (0, 0)), ("Level 2", (1, 2)), ("Level 3", (3, 5))],
    },
    Ladder {
        family: Family::Five,
        levels: &[
            ("Level 1 Universal", (0, 0)),
            ("Level 2 Early Help/Prevention", (1, 1)),
            ("Level 3", (2, 2)),
            ("Level 4 Child in Need", (3, 3)),
            ("Level 5", (4, 5)),
        ],
    },
];

/// The same ladder as headings, as headings from the highest down, and as columns.
fn documents(ladder: &Ladder) -> Vec<(&'static str, String)> {
    let names: Vec<&str> = ladder.levels.iter().map(|(n, _)| *n).collect();
    let sections = |names: &[&str]| names.iter().map(|n| format!("# {n}\n- A need\n")).collect::<String>();
    let reversed: Vec<&str> = names.iter().rev().copied().collect();
    let row = |cells: &[&str]| format!("| Domain | {} |\n", cells.join(" | "));
    let columns = format!(
        "{}{}{}",
        row(&names),
        row(&vec!["---"; names.len()]).replace("Domain", "---"),
        row(&vec!["A need"; names.len()])
    );
    vec![("headings", sections(&names)), ("highest first", sections(&reversed)), ("columns", columns)]
}

#[test]
fn every_ladder_has_its_ordinals_and_intervals() {
    let mut wrong = Vec::new();
    for ladder in LADDERS {
        for (layout, document) in documents(ladder) {
            let found = scheme(&markdown::reading(&document));
            let told: Vec<(&str, (u8, u8))> =
                found.levels.iter().map(|l| (l.label.as_str(), (l.tiers.low, l.tiers.high))).collect();
            if told != ladder.levels || found.family != ladder.family {
                wrong.push(format!(
                    "{layout}: {:?} {told:?}\n  expected {:?} {:?}",
                    found.family, ladder.family, ladder.levels
                ));
            }
            assert!(found.levels.iter().all(|l| l.rule == CrosswalkRule::R2), "{told:?}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn intervals_rise_along_every_ladder() {
    for ladder in LADDERS {
        for (_, document) in documents(ladder) {
            let found = scheme(&markdown::reading(&document));
            for pair in found.levels.windows(2) {
                assert!(pair[0].tiers.low <= pair[1].tiers.low && pair[0].tiers.high <= pair[1].tiers.high);
            }
        }
    }
}

/// An authority that only names its services has no ladder.
#[test]
fn services_that_are_universal_targeted_and_specialist_are_no_ladder() {
    let text = "# How we work\nWe have no thresholds. Universal, targeted and specialist services talk \
                with the family and agree what will help.\n# Conversations\n- Self-harm is talked about\n";
    assert!(scheme(&markdown::reading(text)).levels.is_empty());
}

#[test]
fn three_stages_under_scottish_law() {
    let text = "# Introduction\nGIRFEC, getting it right for every child, guides the named person.\n\
                # Stage 1\n- A need\n# Stage 2\n- A need\n# Stage 3\n- A need\n";
    let found = scheme(&markdown::reading(text));
    let told: Vec<(u8, u8, CrosswalkRule)> =
        found.levels.iter().map(|l| (l.tiers.low, l.tiers.high, l.rule)).collect();
    let r4 = CrosswalkRule::R4;
    assert_eq!(told, [(0, 1, r4), (1, 2, r4), (2, 5, r4)]);
}
