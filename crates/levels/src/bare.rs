//! Ladders of names that no ladder is known to use: titles that behave like levels.
//!
//! What tells them from the topics of a document: words of severity that rise in the
//! printed order, a colour of their own, the same parts under each, or their return in the
//! same order in every section.

use crate::fold::{fold, pattern, words};
use crate::named::{Candidate, FEWEST, MOST, counted_levels};
use crate::names;
use crate::role;
use crate::titles::{Place, Title};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use thresholds_model::block::BlockKind;
use thresholds_model::level::Role;
use thresholds_model::page::Colour;
use thresholds_model::reading::Reading;

/// Longest name of a level, in words: `I could do with a hand`.
const LONGEST_NAME: usize = 9;

/// Words of severity, from the most severe: the first that fits gives the rank.
static SEVERITY: LazyLock<Vec<(u8, Regex)>> = LazyLock::new(|| {
    let rank = |rank, source: &str| (rank, pattern(&format!(r"(?i)\b(?:{source})\b")));
    vec![
        rank(2, r"not (?:doing |coping )?(?:very |so |too )?(?:well|ok|okay|fine|coping|thriving)"),
        rank(0, r"(?:no|without) (?:\w+ )?(?:concerns?|worries|needs?)"),
        rank(
            4,
            r"not safe|unsafe|danger\w*|harm\w*|protect\w*|statutory|acute|critical|crisis|emergency|urgent\w*|immediate\w*|severe\w*|specialist|safeguarding|at (?:\w+ )?risk|very worried|social (?:work|care)|in care|looked after|very high(?:er)?(?: levels?)?(?: of)? (?:needs?|concerns?)",
        ),
        rank(
            3,
            r"very few|complex|intensive|a lot|lots of|significant\w*|serious\w*|substantial|in need|high(?:er)?(?: levels?)?(?: of)? (?:needs?|concerns?|vulnerability)",
        ),
        rank(
            2,
            r"a few|more help|(?:medium|moderate)(?: levels?)?(?: of)? (?:needs?|concerns?|vulnerability)|more support|multiple|several|targeted|struggl\w+|considerable|co-?ordinated|enhanced|worr(?:y|ied|ying)",
        ),
        rank(
            1,
            r"low(?:er)?(?: levels?)?(?: of)? (?:needs?|concerns?|vulnerability)|emerging|early|earl(?:ier|iest)|some|little|bit|hand|extra|additional|plus|vulnerab\w+|advice|few|could do with",
        ),
        rank(
            0,
            r"thriv\w+|well|fine|coping|everyday|most (?:children|families)|needs? (?:are |is )?met|universal|everyone|everybody|all children|healthy|on track|ok|okay|happy|flourish\w*|safe",
        ),
    ]
});

/// Words of parts of life: a title with one is a topic unless it speaks of severity.
static TOPIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:health|educat\w*|learning|schools?|emotion\w*|behaviou?rs?|feelings?|friends?|identity|hous(?:e|ing)|home|money|income|financ\w*|parent\w*|carers?|care|environment|communit\w*|develop\w*|relationships?|exploitation|abuse|neglect|safety|well-?being|physical|mental|boundaries|stability|employment|work|child|children|young (?:person|people)|body|leisure|online|substances?|drugs?|family|families|factors|places?)\b",
    )
});

/// How severe a name sounds, from 0 (everyone) to 4 (protection).
pub(crate) fn severity(name: &str) -> Option<u8> {
    names::known(name).or_else(|| {
        let folded = fold(name);
        SEVERITY.iter().find(|(_, pattern)| pattern.is_match(&folded)).map(|(rank, _)| *rank)
    })
}

/// The ladder among sets of siblings, if one of them behaves like one.
pub(crate) fn discover(
    reading: &Reading,
    titles: &[Title],
    sets: &[(Place, Vec<&Title>)],
) -> Option<Candidate> {
    let counted = counted_levels(reading);
    let mut best: Option<(usize, Candidate)> = None;
    for (place, members) in sets {
        let filled: Vec<&Title> = members.iter().copied().filter(|t| t.fill.is_some()).collect();
        for set in [members, &filled] {
            let Some(found) = Names::of(set) else { continue };
            let Some(strength) = found.strength(*place, reading, titles, &counted) else { continue };
            if best.as_ref().is_none_or(|(other, _)| strength > *other) {
                best = Some((strength, Candidate { place: *place, rungs: found.rungs(), weight: 0 }));
            }
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The different names of a set of titles, in the order of their first one.
struct Names<'t> {
    names: Vec<(&'t str, String)>,
    /// Every title with the index of its name.
    seen: Vec<(usize, &'t Title)>,
}

impl<'t> Names<'t> {
    fn of(set: &[&'t Title]) -> Option<Self> {
        let mut names: Vec<(&str, String)> = Vec::new();
        let mut index: BTreeMap<&str, usize> = BTreeMap::new();
        let mut seen = Vec::new();
        for title in set.iter().filter(|t| may_name(t) && !t.corner) {
            let key = title.read.own_key();
            let at = *index.entry(key).or_insert(names.len());
            if at == names.len() {
                names.push((key, title.text.trim().trim_end_matches(':').to_string()));
            }
            if names.len() > MOST {
                return None;
            }
            seen.push((at, *title));
        }
        (names.len() >= FEWEST).then_some(Self { names, seen })
    }

    /// How strongly the names behave like levels; nothing where they do not.
    fn strength(
        &self,
        place: Place,
        reading: &Reading,
        titles: &[Title],
        counted: &[usize],
    ) -> Option<usize> {
        let ranks = self.ranks();
        let topics = self.names.iter().zip(&ranks).any(|((_, n), r)| r.is_none() && TOPIC.is_match(n));
        if topics {
            return None;
        }
        let ranked: Vec<u8> = ranks.iter().flatten().copied().collect();
        let spread = ranked.iter().max()?.saturating_sub(*ranked.iter().min()?);
        let in_order = ranked.windows(2).all(|w| w[0] <= w[1]) || ranked.windows(2).all(|w| w[0] >= w[1]);
        let severe = ranked.len() >= 2 && spread >= 2 && in_order;
        let (coloured, parted, recurs) = (self.coloured(), self.parted(titles), self.recurs());
        let told = counted.contains(&self.names.len()) || self.listed(reading);
        let signs = [coloured, parted, recurs, told].iter().filter(|s| **s).count();
        let in_table = matches!(place, Place::Column(..) | Place::Row(_) | Place::Banner(_));
        let alone = in_table && ranked.len() >= 3 && ranked.len() + 1 >= self.names.len();
        let severe_enough = severe && (signs > 0 || alone);
        let shaped = in_order && (parted || recurs) && (coloured || told);
        (severe_enough || shaped).then_some(10 * usize::from(severe) + 2 * signs + ranked.len())
    }

    fn ranks(&self) -> Vec<Option<u8>> {
        self.names.iter().map(|(_, name)| severity(name)).collect()
    }

    /// Each name has a colour of its own.
    fn coloured(&self) -> bool {
        let mut own: BTreeMap<usize, Colour> = BTreeMap::new();
        for (name, title) in &self.seen {
            match title.fill {
                Some(fill) if *own.entry(*name).or_insert(fill) == fill => {}
                _ => return false,
            }
        }
        let mut colours: Vec<Colour> = Vec::new();
        own.values().all(|c| {
            let fresh = !colours.contains(c);
            colours.push(*c);
            fresh
        })
    }

    /// The same parts stand under (nearly) every name: two titles at least that come back.
    fn parted(&self, titles: &[Title]) -> bool {
        let own: BTreeMap<(u32, &str), usize> =
            self.seen.iter().map(|(name, t)| ((t.block, t.text.as_str()), *name)).collect();
        let mut under: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let mut current = None;
        for title in titles.iter().filter(|t| matches!(t.place, Place::Heading(_) | Place::Row(_))) {
            match own.get(&(title.block, title.text.as_str())) {
                Some(name) => current = Some(*name),
                None => {
                    if let Some(name) = current {
                        under.entry(title.read.key.as_str()).or_default().insert(name);
                    }
                }
            }
        }
        let most = self.names.len().saturating_sub(1).max(2);
        under.values().filter(|names| names.len() >= most).count() >= 2
    }

    /// The names come back in the same order, section after section.
    fn recurs(&self) -> bool {
        let restarts = self.seen.windows(2).filter(|pair| pair[1].0 <= pair[0].0).count();
        let runs = restarts + 1;
        runs >= 2 && self.seen.len() * 10 >= runs * self.names.len() * 6
    }

    /// A paragraph or a list item names them all in their order.
    fn listed(&self, reading: &Reading) -> bool {
        reading.blocks.iter().filter(|b| b.furniture.is_none()).any(|block| {
            let BlockKind::Paragraph { text, .. } = &block.kind else { return false };
            let lower = fold(text).to_lowercase();
            let mut rest = lower.as_str();
            self.names.iter().all(|(_, name)| {
                let found = rest.split_once(fold(name).to_lowercase().as_str());
                rest = found.map_or("", |(_, after)| after);
                found.is_some()
            })
        })
    }

    /// Lowest need first: against the printed order where severity falls.
    fn rungs(&self) -> Vec<(String, u8, String)> {
        let ranks = self.ranks();
        let ranked: Vec<u8> = ranks.iter().flatten().copied().collect();
        let mut rungs: Vec<(String, u8, String)> = self
            .names
            .iter()
            .zip(ranks)
            .map(|((key, name), rank)| ((*key).to_string(), rank.unwrap_or_default(), name.clone()))
            .collect();
        if ranked.first() > ranked.last() {
            rungs.reverse();
        }
        rungs
    }
}

/// Whether a title can be the name of a level: short, without a number, and not one that
/// gives its section a part of its own.
fn may_name(title: &Title) -> bool {
    let text = title.text.trim();
    title.read.label.is_none()
        && (1..=LONGEST_NAME).contains(&words(text))
        && !text.ends_with(['.', '?', ';', ','])
        && role::of_header(text).is_none_or(|r| r == Role::Needs && severity(text).is_some())
        && role::of_section(text).is_none()
        && !role::closes(text)
}
