//! Rule R1: words in a level's own definition that put it on steps of the canonical scale.

use crate::define::sentences;
use crate::fold::{fold, pattern};
use crate::reference;
use regex::Regex;
use std::sync::LazyLock;

/// An anchor found: the step and the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub step: u8,
    pub words: String,
}

struct Rule {
    step: u8,
    /// Counts only where no anchor of step 3 or higher settles the matter.
    weak: bool,
    pattern: Regex,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rule = |step, weak, source: &str| Rule { step, weak, pattern: pattern(&format!("(?i){source}")) };
    vec![
        rule(5, false, r"\b(?:section|s\.?) ?(?:20|31)\b(?:\(\d+\))?"),
        rule(
            5,
            false,
            r"\bcare (?:proceedings|orders?)\b|\b(?:come|taken|brought) into care\b|\b(?:children|young people|child) in care\b|\blooked after (?:child|children|by)\b|\bbecome looked after\b|\blocal authority care\b|\bplaced in care\b|\bin the care of the (?:council|local authority)",
        ),
        rule(
            5,
            false,
            r"\baccommodated\b|\b(?:or|foster|local authority|secure|residential) (?:care|accommodation)\b|\bcannot (?:live with|remain (?:at home|with|living))\b|\bemergency placements?\b",
        ),
        rule(
            5,
            false,
            r"\bin-?patients?\b|\bcustod(?:y|ial)\b|\bspecialist hospital\b|\bhospital (?:treatment|admission)\b|\bsecure (?:unit|order|estate|setting)s?\b|\byouth detention\b",
        ),
        rule(
            4,
            false,
            r"\b(?:section|s\.?) ?47\b|\bsignificant harm\b|\bchild(?:ren)? protection\b|\bstrategy (?:discussion|meeting)s?\b|\bemergency protection\b|\bin need of protection\b",
        ),
        rule(
            3,
            false,
            r"\b(?:section|s\.?) ?17\b|\bchild(?:ren)? in need\b|\bcin plans?\b|\bsignificantly impaired\b|\breasonable standard of health\b|\bcare and support plans?\b",
        ),
        rule(
            3,
            true,
            r"\bsocial work(?:er)?s? (?:must |will |takes? the |should )?(?:assess\w*|led|leads?|intervention|involvement|support|services?)\b|\bled by (?:a )?social worker|\bstatutory (?:assessments?|social work|interventions?|involvement|services?|support|plans?|process(?:es)?)\b",
        ),
        rule(
            2,
            false,
            r"\bearly help (?:assessments?|plans?|record)\b|\beha\b|\blead (?:practitioners?|professionals?|workers?)\b|\bteams? around\b|\bta[cf]\b|\bfamily (?:help )?plans?\b|\bmulti-agency (?:\w+ )?(?:plans?|help|response|support|early help|approach|working|co-?ordination)\b|\b(?:several|two or more|more than one|multiple|different) (?:agencies|services)\b",
        ),
        rule(
            2,
            true,
            r"\b(?:targeted|intensive|integrated) (?:\w+ )?(?:help|support|services?|response|interventions?)\b|\bco-?ordinated\b",
        ),
        rule(
            1,
            false,
            r"\bsingle[- ]agency\b|\bone (?:or two |or more )?(?:agency|agencies|services?)\b|\b(?:services?|agency|agencies|professionals?|practitioners?|worker) already (?:involved|working|there|known)\b",
        ),
    ]
});

static UNIVERSAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\buniversal(?:ly)?\b|\bopen[- ]access\b|\bopen to all\b|\bneeds? (?:are |is )?(?:being )?met (?:by|within|at|through|from)\b|\bno (?:additional|extra|unmet) (?:needs?|help|support)\b|\ball (?:\w+ )?needs (?:are )?met\b",
    )
});
static BEYOND_UNIVERSAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:cannot|can't|can not|not|unable to) be (?:fully |solely )?met\b|\b(?:in addition to|over and above|alongside|as well as|more than) (?:\w+ ){0,3}universal\b",
    )
});
/// From these words to the end of the sentence nothing counts.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bstep(?:s|ped|ping)?[- ]?(?:up|down)\b|\bde-?escalat\w+|\bescalat\w+|\b(?:to|and) (?:prevent|avoid|reduce the (?:need|risk))\b|\bpreventing\b|\bunless\b|\brather than\b|\bif (?:needs?|concerns?|things|this|help|support|consent)\b",
    )
});
/// From these words to the end of the clause nothing counts.
static DENIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:no|not|without|never|neither|nor|below|does not|do not|don't|isn't)\b")
});
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[,;:()]| - | but | although "));
/// `Child in need of early help services` is no legal phrase.
static IN_NEED_OF: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*of\b"));

/// The anchors of a definition. `names_own` tells whether a number named in it is the
/// level's own: a clause about another level does not count. `lowest` is whether the level
/// is the bottom rung: only there can universal services be the only response.
pub(crate) fn anchors(
    definition: &str,
    lowest: bool,
    names_own: &dyn Fn(&reference::Reference) -> bool,
) -> Vec<Anchor> {
    let folded = fold(definition);
    let mut found: Vec<(Anchor, bool)> = Vec::new();
    for sentence in sentences(&folded) {
        let counted = ASIDE.find(sentence).map_or(sentence, |m| clause_start(sentence, m.start()));
        for clause in CLAUSE.split(counted) {
            if reference::references(clause).iter().any(|r| !names_own(r)) {
                continue;
            }
            let affirmed = DENIES.find(clause).map_or(clause, |m| clause.get(..m.start()).unwrap_or(clause));
            for rule in RULES.iter() {
                for hit in rule.pattern.find_iter(affirmed) {
                    let legal = rule.step != 3
                        || !affirmed.get(hit.end()..).is_some_and(|rest| IN_NEED_OF.is_match(rest))
                        || hit.as_str().contains("17");
                    if legal && !found.iter().any(|(a, _)| a.step == rule.step && a.words == hit.as_str()) {
                        found.push((Anchor { step: rule.step, words: hit.as_str().to_string() }, rule.weak));
                    }
                }
            }
        }
    }
    let firm = found.iter().filter(|(_, weak)| !weak).map(|(a, _)| a.step).max().unwrap_or(0);
    found.retain(|(a, weak)| !weak || a.step > firm || (a.step == 2 && firm <= 3));
    let top = found.iter().map(|(a, _)| a.step).max().unwrap_or(0);
    // Helpers named in passing do not stretch a level of protection down to early help.
    found.retain(|(a, _)| top < 4 || a.step > 2);
    if found.is_empty()
        && lowest
        && !BEYOND_UNIVERSAL.is_match(&folded)
        && let Some(hit) = UNIVERSAL.find(&folded)
    {
        found.push((Anchor { step: 0, words: hit.as_str().to_string() }, false));
    }
    found.into_iter().map(|(a, _)| a).collect()
}

/// The part of a sentence before the clause in which an aside begins.
fn clause_start(sentence: &str, aside: usize) -> &str {
    let before = sentence.get(..aside).unwrap_or_default();
    let cut = before.rfind([';', ',']).map_or(if before.trim().len() < 25 { 0 } else { aside }, |i| i);
    sentence.get(..cut).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(definition: &str) -> Vec<u8> {
        let mut steps: Vec<u8> = anchors(definition, true, &|_| true).into_iter().map(|a| a.step).collect();
        steps.sort_unstable();
        steps.dedup();
        steps
    }

    #[test]
    fn statutes_and_plans_are_anchors() {
        assert_eq!(
            steps("Child in need (s.17) or child in need of protection (s.47). Social worker leads."),
            [3, 4]
        );
        assert_eq!(
            steps("The child needs to come into care, specialist hospital provision or custody."),
            [5]
        );
        assert_eq!(
            steps("A single agency, or two side by side. An Early Help Assessment is offered."),
            [1, 2]
        );
        assert_eq!(steps("Needs are met by universal services. No additional assessment."), [0]);
        assert_eq!(steps("Needs that cannot be met by universal services alone."), Vec::<u8>::new());
    }

    #[test]
    fn what_is_denied_or_said_of_another_step_does_not_count() {
        assert_eq!(steps("A lead practitioner and a family plan; no statutory assessment is involved."), [2]);
        assert_eq!(steps("A team around the family; may be a step-down from section 17."), [2]);
        assert_eq!(steps("A single agency can respond, without a multi-agency plan."), [1]);
        assert_eq!(
            steps("A lead professional works to prevent significant harm, care proceedings or custody."),
            [2]
        );
        assert_eq!(steps("A child in need of early help services. One agency helps."), [1]);
    }

    #[test]
    fn a_clause_about_another_level_does_not_count() {
        let others = |r: &reference::Reference| r.numbers.iter().all(|n| n.value == 2);
        let found =
            anchors("A single agency helps, unlike Level 4 with its section 47 enquiry.", false, &others);
        assert_eq!(found.iter().map(|a| a.step).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn helpers_in_a_definition_of_protection_do_not_lower_it() {
        assert_eq!(
            steps(
                "Section 47 enquiry led by a social worker from the Multi-Agency Child Protection Team, or care proceedings."
            ),
            [4, 5]
        );
    }
}
