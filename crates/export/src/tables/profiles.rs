//! `profiles.csv`, `positions.csv` and `similar.csv`: each area against the others.

use crate::table::{Column, Table, boolean, integer, number, text};
use crate::tables::lookup::Lookup;
use crate::value::Value;
use thresholds_model::profile::{Position, Profile, Similar};

/// One row for each area.
pub const PROFILES: Table = Table {
    file: "profiles.csv",
    about: "one row for each area: how often it stands higher or lower than other texts, and what that rests on",
    columns: |_| PROFILE_COLUMNS.to_vec(),
    rows: |results| {
        let lookup = Lookup::of(results);
        results.profiles.iter().map(|p| profile(p, &lookup)).collect()
    },
};

/// One row for each area and indicator.
pub const POSITIONS: Table = Table {
    file: "positions.csv",
    about: "one row for each area and indicator: its place among the other texts, by the entry placement",
    columns: |_| POSITION_COLUMNS.to_vec(),
    rows: |results| {
        let lookup = Lookup::of(results);
        let of = |p: &Profile| p.positions.iter().map(|x| position(p, x, &lookup)).collect::<Vec<_>>();
        results.profiles.iter().flat_map(of).collect()
    },
};

/// One row for each area and one of its most similar areas.
pub const SIMILAR: Table = Table {
    file: "similar.csv",
    about: "one row for each area and each of the areas most similar to it, the most similar first",
    columns: |_| SIMILAR_COLUMNS.to_vec(),
    rows: |results| {
        let lookup = Lookup::of(results);
        let of = |p: &Profile| {
            (1u32..).zip(&p.similar).map(|(n, s)| similar(p, n, s, &lookup)).collect::<Vec<_>>()
        };
        results.profiles.iter().flat_map(of).collect()
    },
};

const PROFILE_COLUMNS: [Column; 16] = [
    text("area_code", "GSS code of the area"),
    text("area_name", "official name of the area"),
    integer("edition", "reference year of the run"),
    integer("words", "words of its documents in force"),
    integer("placed", "indicators that it places"),
    integer("silent", "indicators that its documents, fully read, never mention"),
    boolean("incomplete", "pages that count could not be read"),
    integer("compared", "indicators that it and at least one other text place"),
    integer("texts", "independent texts that it was compared with"),
    integer("comparisons", "comparisons of an indicator with another text"),
    integer(
        "stricter",
        "comparisons in which it certainly first names the need at a higher level than the other text",
    ),
    integer("more_generous", "comparisons in which it certainly first names the need at a lower level"),
    number("balance", "stricter less more_generous, by comparisons: 1 always higher, -1 always lower"),
    integer(
        "rank",
        "rank by balance, 1 the strictest; empty for areas with fewer than ten indicators to compare",
    ),
    text("rests_on", "indicators that weigh most in the balance, joined by a bar"),
    text(
        "rests_on_net",
        "for each of them, texts that certainly stand lower less texts that certainly stand higher",
    ),
];

const POSITION_COLUMNS: [Column; 11] = [
    text("area_code", "GSS code of the area"),
    text("area_name", "official name of the area"),
    integer("edition", "reference year of the run"),
    text("indicator", "id of the need"),
    text("state", "state of the area's cell"),
    integer("tier_low", "lowest canonical step of its entry placement, 0 to 5"),
    integer("tier_high", "highest canonical step of its entry placement"),
    integer("texts_lower", "other texts that certainly stand lower"),
    integer("texts_equal", "other texts on the same interval"),
    integer("texts_overlapping", "other texts whose interval overlaps without being equal"),
    integer("texts_higher", "other texts that certainly stand higher"),
];

const SIMILAR_COLUMNS: [Column; 11] = [
    text("area_code", "GSS code of the area"),
    text("area_name", "official name of the area"),
    integer("edition", "reference year of the run"),
    integer("place", "1 is the most similar"),
    text("similar_code", "GSS code of the similar area"),
    text("similar_name", "official name of the similar area"),
    integer("common", "indicators that both place"),
    integer("equal", "of these, with equal intervals"),
    integer("overlapping", "with intervals that overlap without being equal"),
    integer("different", "with intervals that share no step"),
    boolean("same_text", "the two rest on the same document, or on documents that are copies"),
];

fn profile(p: &Profile, lookup: &Lookup) -> Vec<Value> {
    let mut row = key(p, lookup);
    row.extend([p.words, p.placed, p.silent].map(Value::from));
    row.push(p.incomplete.into());
    row.extend([p.compared, p.texts, p.comparisons, p.stricter, p.more_generous].map(Value::from));
    row.extend([
        p.balance.into(),
        p.rank.into(),
        Value::joined(p.rests_on.iter().map(|w| &w.indicator)),
        Value::joined(p.rests_on.iter().map(|w| w.net)),
    ]);
    row
}

fn position(p: &Profile, x: &Position, lookup: &Lookup) -> Vec<Value> {
    let mut row = key(p, lookup);
    row.extend([(&x.indicator).into(), x.state.code().into()]);
    row.extend([x.tiers.map(|t| t.low), x.tiers.map(|t| t.high)].map(Value::from));
    // Nothing to count from where the area does not place the need.
    let counted = [x.lower, x.equal, x.overlapping, x.higher].map(|n| x.tiers.map(|_| n));
    row.extend(counted.map(Value::from));
    row
}

fn similar(p: &Profile, place: u32, s: &Similar, lookup: &Lookup) -> Vec<Value> {
    let mut row = key(p, lookup);
    row.extend([place.into(), (&s.area).into(), lookup.area_name(&s.area).into()]);
    row.extend([s.common, s.equal, s.overlapping, s.different].map(Value::from));
    row.push(s.same_text.into());
    row
}

fn key(p: &Profile, lookup: &Lookup) -> Vec<Value> {
    vec![(&p.area).into(), lookup.area_name(&p.area).into(), p.edition.into()]
}
