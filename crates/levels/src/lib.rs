//! The document's own ladder of levels, where each passage stands on it, and where each
//! level stands on the canonical scale.
//!
//! The modules follow the order of the work:
//!
//! 1. `fold`, `memo`, `reference`, `label`, `names`, `cells`: short texts read as titles of
//!    levels;
//! 2. `titles`: everything in a reading that could be such a title;
//! 3. `numbered`, `named`, `bare`, `ladder`, `discover`: the ladder that they show;
//! 4. `matcher`: its levels recognised in the document;
//! 5. `grid`, `sections`, `role`: what tables and headings say about text;
//! 6. `define`, `anchors`, `family`, `crosswalk`, `scales`: definitions, the
//!    canonical scale, other scales;
//! 7. `colour`, `prose`, `beside`, `attribute`: the standing of each passage.
//!
//! Everything is a pure function of the reading.

mod anchors;
mod attribute;
mod bare;
mod beside;
mod cells;
mod colour;
mod crosswalk;
mod define;
mod discover;
mod family;
mod fold;
mod grid;
mod label;
mod ladder;
mod matcher;
mod memo;
mod named;
mod names;
mod numbered;
mod prose;
mod reference;
mod role;
mod scales;
mod sections;
mod titles;

pub use crosswalk::{Override, apply_overrides};

use ladder::Ladder;
use matcher::Matcher;
use thresholds_model::level::{Role, Standing};
use thresholds_model::passage::Unit;
use thresholds_model::reading::Reading;
use thresholds_model::scheme::{CrosswalkRule, Family, Level, Regime, Scheme, SchemeOrigin, TierInterval};

/// The document's own ladder, with definitions and intervals; [`Scheme::none`] with the
/// other scales met when it publishes no levels.
pub fn scheme(reading: &Reading) -> Scheme {
    let texts = scales::texts(reading);
    let mut scheme = Scheme {
        jurisdiction: scales::jurisdiction(&texts),
        other_scales: scales::other_scales(&texts),
        ..own_ladder(reading)
    };
    if scheme.levels.is_empty() {
        return scheme;
    }
    scheme.regime = crosswalk::regime(&scheme.levels);
    scheme.family = family::family(&scheme.levels, scheme.term.as_deref());
    crosswalk::map(&mut scheme);
    scheme
}

/// The likeliest ladder, unless most lists stand outside it and at least twice as many
/// passages stand on another: then the likeliest was a summary, or the steps of something
/// else.
fn own_ladder(reading: &Reading) -> Scheme {
    let mut schemes = discover::candidates(reading).into_iter().map(|ladder| {
        let mut scheme = of_ladder(&ladder);
        define(&mut scheme, reading);
        scheme
    });
    let Some(likeliest) = schemes.next() else { return Scheme::none() };
    let others: Vec<Scheme> = schemes.collect();
    if others.is_empty() {
        return likeliest;
    }
    let lists = reading.passages.iter().filter(|p| matches!(p.unit, Unit::Bullet | Unit::CellLine)).count();
    let carried = |scheme: &Scheme| {
        let standing = standings(reading, scheme);
        standing.iter().filter(|s| s.role == Role::Needs && !s.level.ordinals().is_empty()).count()
    };
    let own = carried(&likeliest);
    if own * 2 >= lists && own > 0 {
        return likeliest;
    }
    let mut best = (2 * own, likeliest);
    for other in others {
        let count = carried(&other);
        if count > best.0 {
            best = (count, other);
        }
    }
    best.1
}

/// Where each passage of a reading stands under a scheme: one entry a passage, in order.
pub fn standings(reading: &Reading, scheme: &Scheme) -> Vec<Standing> {
    attribute::standings(reading, scheme)
}

/// The ladder of a companion document, for one that publishes none of its own. What the
/// companion prints (pages, colours) is not carried over.
pub fn borrow_from(companion: &Scheme, sha256: &str) -> Scheme {
    let levels = companion.levels.iter().map(|l| Level { page: None, colour: None, ..l.clone() }).collect();
    Scheme {
        origin: SchemeOrigin::Companion { sha256: sha256.to_string() },
        levels,
        other_scales: Vec::new(),
        ..companion.clone()
    }
}

fn of_ladder(ladder: &Ladder) -> Scheme {
    let numbered = ladder.rungs.iter().any(|r| r.number.is_some());
    let colours: Vec<_> = ladder.rungs.iter().map(ladder::Rung::colour).collect();
    let distinct = |i: usize| {
        let own = colours.get(i).copied().flatten()?;
        colours.iter().enumerate().all(|(j, c)| j == i || *c != Some(own)).then_some(own)
    };
    let last = ladder.rungs.len().saturating_sub(1);
    let levels = ladder
        .rungs
        .iter()
        .enumerate()
        .zip(1u8..)
        .map(|((i, rung), ordinal)| {
            let label = rung.label(ladder.term);
            let mut aliases = rung.aliases(&label);
            if i == last {
                aliases.extend(ladder.emergency.iter().map(|s| s.text.clone()));
                aliases.dedup();
            }
            Level {
                ordinal,
                aliases,
                label,
                number: rung.printed.clone(),
                name: rung.name(),
                definition: String::new(),
                page: rung.page(),
                colour: distinct(i),
                implied: rung.implied,
                tiers: TierInterval::UNKNOWN,
                rule: CrosswalkRule::R6,
                rule_words: Vec::new(),
            }
        })
        .collect();
    Scheme {
        origin: SchemeOrigin::Own,
        term: ladder.term.filter(|_| numbered).map(|t| t.word().to_string()),
        family: Family::Other,
        regime: Regime::Standard,
        levels,
        ..Scheme::none()
    }
}

/// Adds the definitions, and a name that a definition opens with: `Universal. Needs are ...`.
fn define(scheme: &mut Scheme, reading: &Reading) {
    let matcher = Matcher::new(scheme, reading);
    let grids = grid::all(reading, &matcher);
    let mut found = define::definitions(reading, &matcher, &grids);
    for level in &mut scheme.levels {
        let Some((text, page)) = found.remove(&level.ordinal) else { continue };
        if level.number.is_none() {
            let reference = label::prefix(&text).filter(|r| r.numbers.len() == 1);
            if let Some(reference) = reference {
                scheme.term = scheme.term.take().or(reference.term.map(|t| t.word().to_string()));
                level.number = Some(reference.printed);
            }
        }
        if level.name.is_none() {
            level.name = define::sentences(&fold::fold(&text))
                .first()
                .map(|s| s.trim_end_matches('.').to_string())
                .filter(|s| fold::words(s) <= 5 && names::known(s).is_some());
        }
        level.definition = text;
        level.page = Some(page);
    }
    let every = scheme.levels.iter().skip(1).all(|l| l.number.is_some());
    if !every {
        for level in &mut scheme.levels {
            level.number = None;
        }
        scheme.term = None;
    }
}
