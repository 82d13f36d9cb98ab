//! The crosswalk on whole ladders: definitions against families, borders, regimes, the
//! researcher's own entries, borrowed ladders.

mod markdown;

use thresholds_levels::{Override, apply_overrides, borrow_from, scheme, standings};
use thresholds_model::level::{Abstention, LevelOutcome};
use thresholds_model::scheme::{CrosswalkRule, Jurisdiction, Regime, Scheme, SchemeOrigin};

fn of(levels: &[(&str, &str)]) -> Scheme {
    let text: String = levels.iter().map(|(title, body)| format!("# {title}\n{body}\n")).collect();
    scheme(&markdown::reading(&text))
}

fn steps(scheme: &Scheme) -> Vec<(u8, u8, CrosswalkRule)> {
    scheme.levels.iter().map(|l| (l.tiers.low, l.tiers.high, l.rule)).collect()
}

#[test]
fn a_definition_overrules_the_default_of_the_family() {
    let found = of(&[
        ("Level 1 - Universal", "Needs are met by universal services."),
        ("Level 2 - Additional", "A lead practitioner and a team around the family."),
        ("Level 3 - Intensive", "Intensive support, or a child in need plan under section 17."),
        ("Level 4 - Specialist", "Significant harm: section 47, care proceedings."),
    ]);
    let r1 = CrosswalkRule::R1;
    assert_eq!(steps(&found), [(0, 0, r1), (2, 2, r1), (2, 3, r1), (4, 5, r1)]);
    assert_eq!(found.levels[3].rule_words, ["Significant harm", "section 47", "care proceedings"]);
}

/// The ladder, the ordinal of the level defined, its definition, the interval.
type Variant<'a> = (&'a [&'a str; 4], usize, &'a str, (u8, u8));

/// The variants of families that only a definition shows.
#[test]
fn variants_of_a_family_are_told_by_their_definitions() {
    let additional =
        ["Level 1 - Universal", "Level 2 - Additional", "Level 3 - Intensive", "Level 4 - Specialist"];
    let london = [
        "Tier 1 No additional needs",
        "Tier 2 Early help",
        "Tier 3 Complex multiple needs",
        "Tier 4 Acute need",
    ];
    let complex = [
        "Level 1 Universal Needs",
        "Level 2 Additional Needs",
        "Level 3 Multiple/Complex Needs",
        "Level 4 Acute/Specialist Needs",
    ];
    let cases: [Variant; 8] = [
        (
            &additional,
            3,
            "A lead professional holds the plan, or a social worker where the child is in need: a child in need plan.",
            (2, 3),
        ),
        (
            &additional,
            4,
            "Children in need under section 17, child protection, and children looked after by the local authority.",
            (3, 5),
        ),
        (&london, 3, "This is the threshold for an assessment of a child in need under section 17.", (3, 3)),
        (&london, 2, "An early help assessment is offered, or one agency helps.", (1, 2)),
        (
            &complex,
            3,
            "A team around the family; some will need a statutory assessment by social care.",
            (2, 3),
        ),
        (&complex, 2, "One agency helps. This should prevent escalation to a child in need plan.", (1, 1)),
        (&complex, 2, "A child in need of early help services from a single agency.", (1, 1)),
        (&additional, 4, "Section 47 enquiries; unlike Level 3 there is a statutory plan.", (4, 4)),
    ];
    for (names, ordinal, definition, wanted) in cases {
        let levels: Vec<(&str, &str)> = names
            .iter()
            .zip(1..)
            .map(|(n, i)| (*n, if i == ordinal { definition } else { "- A need" }))
            .collect();
        let found = of(&levels);
        let level = &found.levels[ordinal - 1];
        assert_eq!((level.tiers.low, level.tiers.high), wanted, "{definition} {:?}", level.rule_words);
        assert_eq!(level.rule, CrosswalkRule::R1, "{definition}");
    }
}

/// Every way to hand six definitions to four levels.
#[test]
fn intervals_rise_whatever_the_definitions_say() {
    let told = [
        "- A need",
        "Needs are met by universal services.",
        "A single agency helps.",
        "A team around the family with a lead practitioner.",
        "A child in need plan under section 17.",
        "Section 47 enquiries, or care proceedings.",
    ];
    let ladders = [
        ["Level 1", "Level 2", "Level 3", "Level 4"],
        ["Universal", "Early Help", "Targeted Early Help", "Specialist"],
        ["Level 1 Safe", "Level 2 Steady", "Level 3 Shaky", "Level 4 Stuck"],
    ];
    for names in ladders {
        for code in 0..told.len().pow(4) {
            let definition = |i: usize| told[code / told.len().pow(u32::try_from(i).unwrap()) % told.len()];
            let levels: Vec<(&str, &str)> =
                names.iter().enumerate().map(|(i, n)| (*n, definition(i))).collect();
            let found = of(&levels);
            assert_eq!(found.levels.len(), 4, "{levels:?}");
            for pair in found.levels.windows(2) {
                let (below, here) = (pair[0].tiers, pair[1].tiers);
                assert!(below.low <= here.low && below.high <= here.high, "{levels:?} {:?}", steps(&found));
                assert!(here.low <= here.high && here.high <= 5, "{levels:?}");
            }
        }
    }
}

#[test]
fn an_interval_that_falls_gives_way() {
    let found = of(&[
        ("Level 1 - Universal", "Schools may ask about child protection and section 47."),
        ("Level 2 - Additional", "One agency helps."),
        ("Level 3 - Intensive", "A team around the family."),
        ("Level 4 - Specialist", "Section 17 and section 47."),
    ]);
    let told: Vec<(u8, u8)> = steps(&found).into_iter().map(|(low, high, _)| (low, high)).collect();
    assert_eq!(told, [(0, 0), (1, 1), (2, 2), (3, 4)]);
    assert_eq!(found.levels[0].rule, CrosswalkRule::R2);
}

#[test]
fn wales_has_its_own_law() {
    let found = of(&[
        (
            "Introduction",
            "The Social Services and Well-being (Wales) Act 2014 and the Wales Safeguarding Procedures apply.",
        ),
        ("Level 1", "Universal services."),
        ("Level 2", "One agency helps."),
        ("Level 3", "A team around the family."),
        ("Level 4", "A care and support plan; section 47."),
    ]);
    assert_eq!(found.jurisdiction, Jurisdiction::Wales);
    assert_eq!(steps(&found)[3], (3, 4, CrosswalkRule::R4));
}

#[test]
fn family_help_covers_early_help_and_child_in_need() {
    let found = of(&[
        ("Universal", "- Well"),
        ("Community early help", "- Late"),
        ("Family Help", "- Self-harm"),
        ("Multi-agency child protection", "- Abuse"),
    ]);
    assert_eq!(found.regime, Regime::FamilyHelp);
    let r5 = CrosswalkRule::R5;
    let told = steps(&found);
    assert_eq!(told[0], (0, 0, r5));
    assert_eq!(told[2], (2, 3, r5));
    assert_eq!(told[3], (4, 4, r5));
}

#[test]
fn what_cannot_be_mapped_stays_unknown() {
    let found = of(&[("Level 1", "- Well"), ("Level 2", "- Late"), ("Level 6", "- Abuse")]);
    assert_eq!(found.levels.len(), 6);
    assert!(found.levels[3].implied && !found.levels[1].implied);
    assert!(found.levels.iter().all(|l| (l.tiers.low, l.tiers.high) == (0, 5)));
    assert!(found.levels.iter().all(|l| l.rule == CrosswalkRule::R6));
}

const ENTRIES: &str = r#"
[[override]]
document = "a/guide.pdf"
ordinal = 3
low = 3
high = 3
reason = "The partnership confirmed that Level 3 is its child in need level"
date = "2026-02-01"

[[override]]
document = "a/guide.pdf"
label = "level 9"
low = 1
high = 1
reason = "No such level"
date = "2026-02-01"
"#;

#[derive(serde::Deserialize)]
struct File {
    #[serde(rename = "override")]
    overrides: Vec<Override>,
}

#[test]
fn a_researcher_overrules_and_is_told_what_could_not_be_applied() {
    let file: File = toml::from_str(ENTRIES).unwrap();
    assert!(
        file.overrides[0].is_for("abc", &["a/guide.pdf"]) && !file.overrides[0].is_for("abc", &["b.pdf"])
    );
    let mut found =
        of(&[("Level 1", "- Well"), ("Level 2", "- Late"), ("Level 3", "- Ill"), ("Level 4", "- Abuse")]);
    let entries: Vec<&Override> = file.overrides.iter().collect();
    let unused = apply_overrides(&mut found, &entries);
    assert_eq!(unused.len(), 1);
    assert_eq!(steps(&found)[2], (3, 3, CrosswalkRule::Override));
    assert_eq!(found.levels[2].rule_words[1], "2026-02-01");
}

#[test]
fn a_document_without_levels_borrows_its_companions() {
    let companion = of(&[("Level 1", "- Well"), ("Level 2", "- Late"), ("Level 3", "- Abuse")]);
    let reading = markdown::reading("# Indicators\n- Self-harm\n# Harm\nLevel 3: beaten at home\n");
    let none = scheme(&reading);
    assert_eq!(none.origin, SchemeOrigin::None);
    let borrowed = borrow_from(&companion, "abc");
    assert_eq!(borrowed.origin, SchemeOrigin::Companion { sha256: "abc".into() });
    let found = standings(&reading, &borrowed);
    assert_eq!(found.len(), reading.passages.len());
    assert_eq!(found[1].level.ordinals(), [3]);
    let without = standings(&reading, &none);
    assert!(without.iter().all(|s| s.level == LevelOutcome::Abstained { reason: Abstention::NoScheme }));
}

#[test]
fn an_empty_reading_has_no_levels() {
    let reading = markdown::reading("");
    assert!(scheme(&reading).levels.is_empty());
    assert!(standings(&reading, &scheme(&reading)).is_empty());
}
