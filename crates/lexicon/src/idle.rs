//! Look-alikes that overrule nothing: `not` readings in which no wording of their indicator is
//! met, so that they could as well not be written.

use crate::entry::{Indicator, Kind, Wording};
use crate::inflect::forms;
use crate::lexicon::Lexicon;
use crate::pattern::{Bound, Ending, Node, Pattern, parse};
use crate::text::Text;
use std::collections::BTreeMap;

/// Most readings of a `not` that are tried: one with more is taken to work.
const MOST_READINGS: usize = 2000;

/// The `not` readings of an indicator that overrule none of its wordings, nor one of an
/// indicator that hands its mentions on to it. Only those are told of which every reading can
/// be written out: of words with endings, without gaps and `*`.
pub fn idle_nots<'a>(lexicon: &'a Lexicon, index: usize, indicator: &'a Indicator) -> Vec<&'a Wording> {
    let sources: Vec<usize> = lexicon
        .indicators()
        .iter()
        .enumerate()
        .filter(|(other, entry)| *other == index || entry.by_subject.values().any(|id| *id == indicator.id))
        .map(|(other, _)| other)
        .collect();
    let begins = first_words(lexicon, &sources);
    let short = abbreviations(lexicon, &sources);
    indicator
        .wordings
        .iter()
        .filter(|wording| wording.kind == Kind::Not)
        .filter(|wording| {
            let Some(readings) =
                parse(&wording.text).ok().and_then(|pattern| readings(&pattern.node, lexicon.classes()))
            else {
                return false;
            };
            !readings.iter().any(|reading| {
                let begins_a_gap = reading.iter().any(|word| begins.iter().any(|first| alike(first, word)));
                let abbreviated = reading.iter().any(|word| short.contains(word));
                begins_a_gap || abbreviated || states(lexicon, &sources, &reading.join(" "))
            })
        })
        .collect()
}

/// Whether a text holds a wording of one of the indicators, look-alikes or not.
fn states(lexicon: &Lexicon, indicators: &[usize], text: &str) -> bool {
    let (hits, _) = lexicon.matches(&Text::new(text));
    hits.iter().any(|hit| indicators.contains(&hit.indicator) && hit.kind != Kind::Not)
}

/// The abbreviations of the indicators, in small letters as patterns have them.
fn abbreviations(lexicon: &Lexicon, indicators: &[usize]) -> Vec<String> {
    let wordings = indicators.iter().filter_map(|index| lexicon.indicators().get(*index));
    wordings
        .flat_map(|indicator| &indicator.wordings)
        .filter(|wording| wording.kind == Kind::Abbreviations)
        .flat_map(|wording| wording.text.to_lowercase().split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// First words of the wordings with gaps: a look-alike may take the beginning of such a one.
fn first_words(lexicon: &Lexicon, indicators: &[usize]) -> Vec<String> {
    let mut first = Vec::new();
    for indicator in indicators.iter().filter_map(|index| lexicon.indicators().get(*index)) {
        for wording in indicator.wordings.iter().filter(|wording| wording.kind != Kind::Not) {
            if let Ok(pattern) = parse(&wording.text)
                && pattern.node.has_gap()
            {
                beginnings(&pattern.node, lexicon.classes(), &mut first);
            }
        }
    }
    first.sort_unstable();
    first.dedup();
    first
}

/// The words that can stand first in a match; says whether it may match nothing.
fn beginnings(node: &Node, classes: &BTreeMap<String, Vec<Pattern>>, into: &mut Vec<String>) -> bool {
    match node {
        Node::Word(parts) => {
            into.extend(parts.first().map(|part| part.letters.clone()));
            false
        }
        Node::Number(_) => false,
        Node::Row(nodes) => nodes.iter().all(|node| beginnings(node, classes, into)),
        Node::OneOf(nodes) => {
            nodes.iter().map(|node| beginnings(node, classes, into)).fold(false, |any, nothing| any | nothing)
        }
        Node::Maybe(inner) => {
            beginnings(inner, classes, into);
            true
        }
        Node::Class(name) => {
            for member in classes.get(name).into_iter().flatten() {
                beginnings(&member.node, classes, into);
            }
            false
        }
        Node::Comma => true,
        Node::Gap { left, right, either_order, .. } => {
            let nothing = beginnings(left, classes, into);
            if nothing || *either_order {
                beginnings(right, classes, into);
            }
            nothing
        }
    }
}

/// Whether two words may be forms of one.
fn alike(one: &str, other: &str) -> bool {
    const STEM: usize = 4;
    let stem = |word: &str| word.chars().take(STEM).collect::<String>();
    stem(one) == stem(other)
}

/// Every row of words that a pattern matches; `None` when they cannot all be written out.
fn readings(node: &Node, classes: &BTreeMap<String, Vec<Pattern>>) -> Option<Vec<Vec<String>>> {
    let all = |nodes: &[Node]| -> Option<Vec<Vec<Vec<String>>>> {
        nodes.iter().map(|node| readings(node, classes)).collect()
    };
    let rows = match node {
        Node::Word(parts) => {
            let letters: Vec<String> = parts.iter().map(|part| part.letters.clone()).collect();
            let (last, apart) = letters.split_last()?;
            let endings = |word: &String| match parts.last().map(|part| part.ending) {
                Some(Ending::Exact) => Some(vec![word.clone()]),
                Some(Ending::Inflected) => Some(forms(word)),
                _ => None,
            };
            // A compound is written in one, or in its parts.
            let mut rows: Vec<Vec<String>> =
                endings(&letters.concat())?.into_iter().map(|word| vec![word]).collect();
            if !apart.is_empty() {
                rows.extend(endings(last)?.into_iter().map(|word| [apart, &[word]].concat()));
            }
            rows
        }
        Node::Number(bound) => {
            let number = match bound {
                Bound::Any => 7,
                Bound::Below(limit) => limit.saturating_sub(1),
                Bound::Above(limit) => limit + 1,
            };
            vec![vec![number.to_string()]]
        }
        Node::Row(nodes) => {
            let mut rows = vec![Vec::new()];
            for next in all(nodes)? {
                if rows.len() * next.len() > MOST_READINGS {
                    return None;
                }
                rows = rows
                    .iter()
                    .flat_map(|row: &Vec<String>| {
                        next.iter().map(move |more| [row.as_slice(), more].concat())
                    })
                    .collect();
            }
            rows
        }
        Node::OneOf(nodes) => all(nodes)?.concat(),
        Node::Maybe(inner) => [vec![Vec::new()], readings(inner, classes)?].concat(),
        Node::Class(name) => {
            let members: Option<Vec<_>> =
                classes.get(name)?.iter().map(|member| readings(&member.node, classes)).collect();
            members?.concat()
        }
        Node::Comma => vec![Vec::new()],
        Node::Gap { .. } => return None,
    };
    (rows.len() <= MOST_READINGS).then_some(rows)
}
