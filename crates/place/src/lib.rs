//! The one home of the decision: language (what a mention says) and layout (where its
//! passage stands) meet here, and nowhere else.

use std::collections::BTreeMap;
use thresholds_model::level::{Abstention, LevelOutcome, Role, Standing};
use thresholds_model::mention::{Certainty, Mention, NamesOnly, Polarity, Qualifier};
use thresholds_model::placement::{JudgedMention, Placement, Verdict, WithheldReason};

/// A verdict with the name of the rule that gave it.
type Ruling = (Verdict, &'static str);

/// Judges one mention by the standing of its passage.
///
/// The rules in order: what the words deny or only name places nothing, whatever its
/// place; then the role of the passage; then its level. No rule withholds a need for
/// its ordinal alone: only a need that is *said to have no effect* counts as a strength
/// at the lowest level (coding rule 15), and as a need above it.
pub fn judge(passage_id: &str, standing: &Standing, mention: Mention) -> JudgedMention {
    let (verdict, rule) = by_words(&mention)
        .or_else(|| by_role(standing))
        .or_else(|| by_effect(standing, &mention))
        .unwrap_or_else(|| by_level(standing));
    JudgedMention { passage: passage_id.to_string(), mention, verdict, rule: rule.to_string() }
}

fn withheld(reason: WithheldReason, rule: &'static str) -> Option<Ruling> {
    Some((Verdict::Withheld(reason), rule))
}

fn by_words(mention: &Mention) -> Option<Ruling> {
    use WithheldReason as R;
    match mention.polarity {
        Polarity::Negated => return withheld(R::Negated, "words: denied"),
        Polarity::Protective => return withheld(R::Protective, "words: a strength"),
        Polarity::Affirmed => {}
    }
    match mention.names_only? {
        NamesOnly::Service => withheld(R::ServiceList, "words: name of a service"),
        NamesOnly::CrossReference => withheld(R::CrossReference, "words: reference to another text"),
        NamesOnly::Definition => withheld(R::Definition, "words: a definition"),
        NamesOnly::Legal => withheld(R::LegalQuote, "words: quotation of law"),
        NamesOnly::Process => withheld(R::Process, "words: how to work"),
        NamesOnly::Form => withheld(R::Form, "words: a form"),
        NamesOnly::CaseStudy => withheld(R::CaseStudy, "words: a case example"),
        NamesOnly::WrongSubject => withheld(R::WrongSubject, "words: another person's need"),
    }
}

fn by_role(standing: &Standing) -> Option<Ruling> {
    use WithheldReason as R;
    match standing.role {
        Role::Needs => None,
        Role::Strengths => withheld(R::Protective, "role: strengths"),
        Role::Services => withheld(R::ServiceList, "role: services"),
        Role::Process => withheld(R::Process, "role: process"),
        Role::Definition => withheld(R::Definition, "role: definition"),
        Role::Contents => withheld(R::Contents, "role: contents"),
        Role::Glossary => withheld(R::Definition, "role: glossary"),
        Role::Form => withheld(R::Form, "role: form"),
        Role::CaseStudy => withheld(R::CaseStudy, "role: case study"),
        Role::LegalText => withheld(R::LegalQuote, "role: legal text"),
    }
}

fn by_effect(standing: &Standing, mention: &Mention) -> Option<Ruling> {
    let lowest = standing.level.ordinals() == [1];
    (lowest && mention.qualifiers.contains(&Qualifier::NoImpact))
        .then_some((Verdict::Withheld(WithheldReason::Protective), "no effect, at the lowest level"))
}

fn by_level(standing: &Standing) -> Ruling {
    match &standing.level {
        LevelOutcome::Attributed(_) => (Verdict::Places, "a need with a level"),
        LevelOutcome::Abstained { reason } => {
            let (reason, rule) = match reason {
                Abstention::BeforeFirstLevel => (WithheldReason::Process, "before the first level"),
                Abstention::AfterLastLevel => (WithheldReason::Process, "after the last level"),
                Abstention::AllLevels => (WithheldReason::Process, "said of all levels"),
                Abstention::NoScheme => (WithheldReason::AmbiguousLevel, "the document has no levels"),
                Abstention::NoEvidence => (WithheldReason::AmbiguousLevel, "nothing names a level"),
                Abstention::Conflict => (WithheldReason::AmbiguousLevel, "evidence of levels disagrees"),
                Abstention::ColumnsAmbiguous => {
                    (WithheldReason::AmbiguousLevel, "columns run into each other")
                }
            };
            (Verdict::Withheld(reason), rule)
        }
    }
}

/// Whether a need is stated as a fact, without severity, age, cumulative or impact qualifier.
pub fn is_unqualified(mention: &Mention) -> bool {
    mention.certainty == Certainty::Actual && mention.severity.is_empty() && mention.qualifiers.is_empty()
}

/// The placements of a document: mentions that place, by indicator and level.
///
/// `standings` gives the standing of a passage by its id.
pub fn placements(judged: &[JudgedMention], standings: &BTreeMap<&str, &Standing>) -> Vec<Placement> {
    let mut by_key: BTreeMap<(String, u8), Vec<(u32, bool)>> = BTreeMap::new();
    for (index, mention) in judged.iter().enumerate().filter(|(_, m)| m.verdict == Verdict::Places) {
        let ordinals = standings.get(mention.passage.as_str()).map_or(&[][..], |s| s.level.ordinals());
        for ordinal in ordinals {
            let key = (mention.mention.indicator.clone(), *ordinal);
            by_key
                .entry(key)
                .or_default()
                .push((u32::try_from(index).unwrap_or(u32::MAX), ordinals.len() > 1));
        }
    }
    by_key
        .into_iter()
        .map(|((indicator, level_ordinal), rows)| Placement {
            indicator,
            level_ordinal,
            spans: rows.iter().all(|(_, spans)| *spans),
            unqualified: rows
                .iter()
                .filter_map(|(i, _)| judged.get(*i as usize))
                .any(|m| is_unqualified(&m.mention)),
            mentions: rows.into_iter().map(|(i, _)| i).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::level::{Attribution, EvidenceKind, LevelEvidence};
    use thresholds_model::mention::{FoundIn, Subject};

    fn mention() -> Mention {
        Mention {
            indicator: "self_harm".into(),
            pattern: "self_harm/patterns/1".into(),
            found_in: FoundIn::Text,
            start: 0,
            end: 9,
            matched_text: "self-harm".into(),
            polarity: Polarity::Affirmed,
            certainty: Certainty::Actual,
            severity: vec![],
            qualifiers: vec![],
            subject: Subject::Child,
            names_only: None,
            fuzzy: false,
            cues: vec![],
        }
    }

    fn at(role: Role, ordinals: &[u8]) -> Standing {
        let evidence = LevelEvidence {
            kind: EvidenceKind::Heading,
            text: "Level".into(),
            page: 1,
            ordinals: ordinals.to_vec(),
        };
        let attribution = Attribution { ordinals: ordinals.to_vec(), evidence, runner_up: None };
        Standing { role, role_reason: String::new(), level: LevelOutcome::Attributed(attribution) }
    }

    fn verdict(standing: &Standing, mention: Mention) -> &'static str {
        judge("p", standing, mention).verdict.code()
    }

    #[test]
    fn a_need_at_the_lowest_level_places() {
        assert_eq!(verdict(&at(Role::Needs, &[1]), mention()), "places");
    }

    #[test]
    fn words_come_before_roles_and_roles_before_levels() {
        let negated = Mention { polarity: Polarity::Negated, ..mention() };
        assert_eq!(verdict(&at(Role::Services, &[2]), negated), "negated");
        assert_eq!(verdict(&at(Role::Services, &[2]), mention()), "service_list");
        let nowhere = Standing {
            level: LevelOutcome::Abstained { reason: Abstention::NoEvidence },
            ..at(Role::Needs, &[])
        };
        assert_eq!(verdict(&nowhere, mention()), "ambiguous_level");
    }

    #[test]
    fn no_effect_is_a_strength_at_the_lowest_level_and_a_need_above() {
        let harmless = || Mention { qualifiers: vec![Qualifier::NoImpact], ..mention() };
        assert_eq!(verdict(&at(Role::Needs, &[1]), harmless()), "protective");
        assert_eq!(verdict(&at(Role::Needs, &[2]), harmless()), "places");
    }

    #[test]
    fn a_range_gives_a_placement_at_each_of_its_levels() {
        let standing = at(Role::Needs, &[2, 3]);
        let judged = vec![judge("p", &standing, mention())];
        let standings = BTreeMap::from([("p", &standing)]);
        let found: Vec<(u8, bool, bool)> = placements(&judged, &standings)
            .iter()
            .map(|p| (p.level_ordinal, p.spans, p.unqualified))
            .collect();
        assert_eq!(found, [(2, true, true), (3, true, true)]);
    }

    #[test]
    fn a_need_that_two_tables_state_is_one_placement_with_both_mentions() {
        let standing = at(Role::Needs, &[3]);
        let judged = vec![judge("table", &standing, mention()), judge("summary", &standing, mention())];
        let standings = BTreeMap::from([("table", &standing), ("summary", &standing)]);
        let found = placements(&judged, &standings);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].mentions, [0, 1]);
    }

    #[test]
    fn a_need_at_two_levels_is_kept_at_both() {
        let (table, summary) = (at(Role::Needs, &[2]), at(Role::Needs, &[4]));
        let judged = vec![judge("table", &table, mention()), judge("summary", &summary, mention())];
        let standings = BTreeMap::from([("table", &table), ("summary", &summary)]);
        let levels: Vec<u8> = placements(&judged, &standings).iter().map(|p| p.level_ordinal).collect();
        assert_eq!(levels, [2, 4]);
    }
}
