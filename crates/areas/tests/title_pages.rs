//! Made-up title pages of every authority and of every joint partnership.

use std::collections::BTreeSet;
use thresholds_areas::{EvidenceText, Origin, PartnershipKind, Register, identify};

fn cover(title: &str, rest: &str) -> Vec<EvidenceText> {
    vec![EvidenceText::new(Origin::Title, title), EvidenceText::new(Origin::TitlePage, rest)]
}

/// The layouts in which a name may stand on a title page.
fn pages(name: &str) -> Vec<Vec<EvidenceText>> {
    let body = |text: &str| EvidenceText::new(Origin::Body, text.to_owned());
    vec![
        cover("Threshold document", &format!("{name} Safeguarding Children Partnership\n2024")),
        cover(&format!("{name} Safeguarding Children Board"), "Levels of need\nMarch 2024"),
        cover(&format!("{name} Continuum of Need"), "Right help, right time"),
        cover(&format!("{} THRESHOLD GUIDANCE", name.to_uppercase()), "Version 3"),
        cover("Thresholds of need for children and families", &format!("{name}\nJune 2024")),
        vec![
            EvidenceText::new(Origin::Title, "Working together for children: levels of need"),
            EvidenceText::new(Origin::Running, format!("{name} threshold document 2024")),
            body("Adapted, with thanks, from Essex and Leeds. Call the police or the NHS."),
        ],
        vec![
            EvidenceText::new(Origin::Title, "Levels of need"),
            EvidenceText::new(Origin::TitlePage, "Multi-agency guidance\n2024"),
            body(&format!(
                "{name} Safeguarding Children Partnership wrote this guide. Everyone in {name} helps. The front door of \
                 {name} Council takes calls. Schools in {name}, health and police meet. If a child lives in Luton, ring \
                 Luton Council. Essex Police and Kent Community Health NHS Foundation Trust were asked. Services \
                 across {name} follow Working Together 2023. Adapted from Leeds. Families in {name} told us so."
            )),
            body(&format!("The children of {name}. Young people in {name}. Reading and writing at school.")),
        ],
        vec![
            EvidenceText::new(Origin::MetadataTitle, format!("{name} Threshold Guidance")),
            EvidenceText::new(
                Origin::FileName,
                format!("{}-thresholds-2024.pdf", name.to_lowercase().replace(' ', "-")),
            ),
        ],
    ]
}

/// What became of many title pages.
#[derive(Default)]
struct Tally {
    pages: usize,
    unsure: Vec<String>,
    wrong: Vec<String>,
}

impl Tally {
    fn over(
        cases: impl Iterator<Item = (String, Vec<String>, i32)>,
        pages: impl Fn(&str) -> Vec<Vec<EvidenceText>>,
    ) -> Self {
        let register = Register::built_in();
        let mut tally = Self::default();
        for (name, expected, year) in cases {
            for (layout, page) in pages(&name).iter().enumerate() {
                let identity = identify(&register, page, Some(year));
                tally.pages += 1;
                let what = format!("{name} in layout {layout}: {identity:?}");
                if identity.areas.is_empty() {
                    tally.unsure.push(what);
                } else if identity.areas != expected {
                    tally.wrong.push(what);
                }
            }
        }
        tally
    }

    fn check(&self) {
        assert_eq!(self.wrong, Vec::<String>::new(), "wrong areas");
        let share = self.unsure.len() * 100 / self.pages;
        assert!(share < 3, "{share}% of {} unsure: {:#?}", self.pages, self.unsure);
    }
}

#[test]
fn every_authority_is_known_by_its_short_name() {
    let register = Register::built_in();
    let areas: Vec<_> = register
        .in_edition(2026)
        .into_iter()
        .map(|a| (a.short_name.clone(), vec![a.code.clone()], 2026))
        .collect();
    assert_eq!(areas.len(), 153);
    Tally::over(areas.into_iter(), pages).check();
}

#[test]
fn every_authority_is_known_by_its_official_name() {
    let register = Register::built_in();
    let areas: Vec<_> =
        register.in_edition(2024).into_iter().map(|a| (a.name.clone(), vec![a.code.clone()], 2024)).collect();
    Tally::over(areas.into_iter(), pages).check();
}

#[test]
fn every_council_is_known_by_its_aliases() {
    let register = Register::built_in();
    let mut cases = Vec::new();
    for area in register.in_edition(2024) {
        for alias in area.aliases.iter().filter(|a| a.contains("Council") || a.contains("Borough of")) {
            cases.push((alias.clone(), vec![area.code.clone()], 2024));
        }
    }
    let pages = |name: &str| {
        vec![cover("Threshold document", &format!("{name}\n2024")), cover(name, "Levels of need")]
    };
    Tally::over(cases.into_iter(), pages).check();
}

#[test]
fn an_authority_that_ended_is_known_in_its_time_and_succeeded_after_it() {
    let register = Register::built_in();
    let ended = || register.areas().iter().filter(|a| a.valid_to.is_some());
    let then = ended().map(|a| (a.short_name.clone(), vec![a.code.clone()], 2018));
    Tally::over(then, pages).check();
    let now = ended().map(|a| (a.short_name.clone(), a.clone())).map(|(name, a)| {
        let same = register.code_in(&a.code, 2026).map(|c| vec![c.to_owned()]);
        let codes = same.unwrap_or_else(|| register.codes_in(std::slice::from_ref(&a.code), Some(2026)));
        (name, codes, 2026)
    });
    Tally::over(now, pages).check();
}

#[test]
fn every_open_partnership_gives_all_its_members() {
    let register = Register::built_in();
    let mut cases = Vec::new();
    for p in register.partnerships().iter().filter(|p| p.kind == PartnershipKind::Lscp && p.stands_in(2024)) {
        let full_names = p.aliases.iter().filter(|a| a.split(' ').count() > 2);
        for name in [&p.name].into_iter().chain(full_names) {
            cases.push((name.clone(), register.codes_in(&p.members, Some(2024)), 2024));
        }
    }
    let joint: BTreeSet<_> = cases.iter().filter(|c| c.1.len() > 1).map(|c| c.1.clone()).collect();
    assert!(joint.len() >= 12, "{}", joint.len());
    let pages = |name: &str| {
        vec![
            cover("Threshold document", &format!("{name}\n2024")),
            cover(name, "Levels of need\nMarch 2024"),
            vec![EvidenceText::new(Origin::Running, format!("{name} | Threshold document"))],
        ]
    };
    Tally::over(cases.into_iter(), pages).check();
}
