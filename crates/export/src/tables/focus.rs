//! `focus.csv`: the needs that come first, on one page, with the caveats beside the figures
//! because this is the table that travels alone.

use crate::table::{Column, Table, integer, number, text};
use crate::tables::comparison::{ends, interval, share};
use crate::value::Value;
use thresholds_model::comparison::Comparison;
use thresholds_model::focus::Focus;
use thresholds_model::results::Results;

pub const TABLE: Table = Table {
    file: "focus.csv",
    about: "the needs that come first, on one page: how areas spread, for each indicator and measure",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 22] = [
    text("focus", "id of the focus need"),
    text("focus_label", "its name"),
    text("indicator", "id of the need of the lexicon"),
    text("indicator_label", "its name"),
    integer("edition", "reference year of the run"),
    text("measure", "entry (lowest level), unqualified (lowest level without a qualifier) or highest"),
    integer("areas", "areas of which a document with levels is in force"),
    integer("areas_placing", "areas with such a placement"),
    integer("areas_silent", "areas whose documents, fully read, never mention the need"),
    integer("texts_placing", "independent texts behind the figures"),
    integer("non_statutory", "areas that certainly stand below child in need"),
    integer("straddling", "areas whose interval crosses that boundary"),
    integer("statutory", "areas that certainly stand at child in need or above"),
    number("share_certainly", "share of pairs of texts whose intervals share no step"),
    number("certainly_low", "lower end of its 95% bootstrap interval"),
    number("certainly_high", "upper end"),
    number("share_possibly", "share of pairs of texts whose intervals overlap without being equal"),
    number("dispersion_min", "Leik's ordinal dispersion, 0 to 1: least that the intervals allow"),
    number("dispersion_max", "greatest that they allow"),
    integer("rank", "rank among all needs of the run; 1 differs most"),
    text("why", "why the need is in the focus"),
    text("caveats", "what a reader must know before using the figures"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let of_indicator = |focus: &Focus, id: &str| -> Vec<Vec<Value>> {
        let own = results.comparisons.iter().filter(|c| c.edition == results.edition && c.indicator == id);
        own.map(|c| row(results, focus, c)).collect()
    };
    let of_focus = |focus: &Focus| -> Vec<Vec<Value>> {
        focus.indicators.iter().flat_map(|id| of_indicator(focus, id)).collect()
    };
    results.focus.iter().flat_map(of_focus).collect()
}

fn row(results: &Results, focus: &Focus, c: &Comparison) -> Vec<Value> {
    let label = results.indicators.iter().find(|i| i.id == c.indicator).map(|i| i.label.as_str());
    let mut row: Vec<Value> = vec![
        (&focus.id).into(),
        (&focus.label).into(),
        (&c.indicator).into(),
        label.into(),
        c.edition.into(),
        Value::code(&c.measure),
    ];
    let counts = [c.areas, c.areas_placing, c.areas_silent, c.texts_placing];
    row.extend(counts.map(Value::from));
    row.extend([c.non_statutory, c.straddling, c.statutory].map(Value::from));
    row.push(share(c.differ_certainly, c.pairs));
    row.extend(interval(c.certain));
    row.push(share(c.differ_possibly, c.pairs));
    row.extend(ends(c.dispersion));
    row.extend([c.rank.into(), (&focus.why).into(), results.caveats.join(" ").into()]);
    row
}
