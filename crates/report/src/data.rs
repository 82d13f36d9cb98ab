//! The data from which the script draws every view: compact, because a country of five
//! editions has seventy thousand cells.

use crate::documents::{self, DocumentLine};
use crate::files::{self, FileLine};
use crate::focus::{self, FocusNeed};
use crate::index::{Edition, Index};
use crate::words;
use serde::Serialize;
use std::collections::BTreeMap;
use thresholds_model::area::Tile;
use thresholds_model::cell::{Cell, CellLevel, CellState};
use thresholds_model::comparison::{Comparison, Measure};
use thresholds_model::profile::{Profile, Similar};
use thresholds_model::results::IndicatorInfo;
use thresholds_model::sensitivity::Sensitivity;

/// The measures with what each compares, as the reader chooses them.
const MEASURES: [(Measure, &str, &str); 3] = [
    (Measure::Entry, "entry", "lowest level (entry point)"),
    (Measure::Unqualified, "unqualified", "lowest level without a qualifier"),
    (Measure::Highest, "highest", "highest level"),
];

/// All views.
#[derive(Serialize)]
pub struct Data<'a> {
    /// Newest edition.
    edition: i32,
    /// Address of the corpus as seen from the report, ending with `/`.
    corpus: Option<&'a str>,
    tiers: [&'static str; 6],
    /// What each rule of the crosswalk says, by its code.
    rules: BTreeMap<&'static str, &'static str>,
    states: Vec<StateWords>,
    measures: [(&'static str, &'static str); 3],
    domains: Vec<String>,
    indicators: Vec<Need<'a>>,
    focus: Vec<FocusNeed<'a>>,
    areas: Vec<Place<'a>>,
    documents: BTreeMap<usize, DocumentLine<'a>>,
    /// Ordinal, label and canonical interval of every level that a cell names.
    levels: Vec<LevelKey<'a>>,
    years: Vec<Year<'a>>,
    /// Areas against the others in the newest edition, by position of the area.
    profiles: BTreeMap<usize, ProfileData>,
    /// Doubtful places of levels on the scale, moved by one step.
    sensitivity: Vec<Moved>,
    files: Vec<FileLine<'a>>,
}

#[derive(Serialize)]
struct StateWords {
    code: &'static str,
    words: &'static str,
    sign: &'static str,
    meaning: &'static str,
}

#[derive(Serialize)]
struct Need<'a> {
    id: &'a str,
    label: &'a str,
    domain: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    definition: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    code: &'a str,
    name: &'a str,
    short: &'a str,
    region: &'a str,
    /// Column and row of the hex map, rows counted from the south.
    #[serde(skip_serializing_if = "Option::is_none")]
    tile: Option<(i32, i32)>,
}

/// One edition: of each area its documents and its cells.
#[derive(Serialize)]
struct Year<'a> {
    year: i32,
    documents: Vec<&'a [usize]>,
    cells: Vec<Vec<CellData>>,
    /// Of each need the comparison by each measure.
    spread: Vec<[Option<Spread>; 3]>,
}

#[derive(Serialize)]
struct Spread {
    areas: u32,
    placing: u32,
    texts: u32,
    silent: u32,
    below: u32,
    across: u32,
    statutory: u32,
    pairs: u32,
    certain: u32,
    possible: u32,
    /// 95% bootstrap interval of the share that differs certainly.
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<(f64, f64)>,
}

/// How an area stands to the others, over all needs.
#[derive(Serialize)]
struct ProfileData {
    texts: u32,
    comparisons: u32,
    higher: u32,
    lower: u32,
    similar: Vec<SimilarArea>,
}

#[derive(Serialize)]
struct SimilarArea {
    area: usize,
    common: u32,
    equal: u32,
    different: u32,
    same_text: bool,
}

/// One doubtful place of a level, and the needs of which a finding changes with it.
#[derive(Serialize)]
struct Moved {
    rule: &'static str,
    ordinal: u8,
    from: (u8, u8),
    to: (u8, u8),
    areas: u32,
    needs: Vec<usize>,
}

type LevelKey<'a> = (u8, &'a str, u8, u8);

/// A cell: its state alone when there is no more to say; else state, whether pages are
/// missing, withheld mentions; of a placed cell also entry, unqualified and highest level
/// (positions in `levels`), its ordinals and its passages.
#[derive(Serialize)]
#[serde(untagged)]
enum CellData {
    Missing,
    Plain(usize),
    Empty(usize, u8, u32),
    Placed(usize, u8, u32, Option<usize>, Option<usize>, Option<usize>, Vec<u8>, u32),
}

/// The data of the results.
pub fn data<'a>(index: &'a Index, corpus: Option<&'a str>) -> Data<'a> {
    let results = index.results;
    let domains = domains(&results.indicators);
    let need = |i: &'a IndicatorInfo| Need {
        id: &i.id,
        label: &i.label,
        domain: domains.iter().position(|(id, _)| *id == i.domain).unwrap_or(0),
        definition: &i.definition,
    };
    let mut levels = Levels::default();
    Data {
        edition: results.edition,
        corpus,
        tiers: words::TIERS,
        rules: words::RULES.map(words::rule).into(),
        states: words::STATES.iter().map(state).collect(),
        measures: MEASURES.map(|(_, code, words)| (code, words)),
        indicators: results.indicators.iter().map(need).collect(),
        focus: focus::focus(index),
        areas: index.areas.iter().map(|area| place(area)).collect(),
        documents: documents::documents(index),
        years: index.editions.iter().map(|e| year(index, e, &mut levels)).collect(),
        files: files::files(index),
        domains: domains.into_iter().map(|(_, label)| label).collect(),
        levels: levels.list,
        profiles: profiles(index),
        sensitivity: results.sensitivity.iter().map(|s| moved(index, s)).collect(),
    }
}

/// Ids and labels of the domains, in the order of the indicators.
fn domains(indicators: &[IndicatorInfo]) -> Vec<(&str, String)> {
    let mut domains: Vec<(&str, String)> = Vec::new();
    for indicator in indicators {
        if !domains.iter().any(|(id, _)| *id == indicator.domain) {
            domains.push((&indicator.domain, words::domain(indicator)));
        }
    }
    domains
}

fn state((state, sign, meaning): &(CellState, &'static str, &'static str)) -> StateWords {
    StateWords { code: state.code(), words: state.words(), sign, meaning }
}

fn place(area: &thresholds_model::area::Area) -> Place<'_> {
    Place {
        code: &area.code,
        name: &area.name,
        short: &area.short_name,
        region: &area.region,
        tile: area.tile.map(|Tile { q, r }| (q, r)),
    }
}

fn year<'a>(index: &'a Index, edition: &'a Edition<'a>, levels: &mut Levels<'a>) -> Year<'a> {
    let rows = edition.rows.iter();
    let compared =
        |i: &IndicatorInfo| MEASURES.map(|(measure, ..)| edition.comparison(&i.id, measure).map(spread));
    Year {
        year: edition.year,
        documents: edition.rows.iter().map(|row| row.documents.as_slice()).collect(),
        cells: rows.map(|row| row.cells.iter().map(|c| levels.cell(*c)).collect()).collect(),
        spread: index.results.indicators.iter().map(compared).collect(),
    }
}

fn spread(c: &Comparison) -> Spread {
    Spread {
        areas: c.areas,
        placing: c.areas_placing,
        texts: c.texts_placing,
        silent: c.areas_silent,
        below: c.non_statutory,
        across: c.straddling,
        statutory: c.statutory,
        pairs: c.pairs,
        certain: c.differ_certainly,
        possible: c.differ_possibly,
        interval: c.certain.map(|e| (thousandths(e.low), thousandths(e.high))),
    }
}

fn profiles(index: &Index) -> BTreeMap<usize, ProfileData> {
    let position = |code: &str| index.areas.iter().position(|a| a.code == code);
    let newest = index.results.profiles.iter().filter(|p| p.edition == index.results.edition);
    let data = |p: &Profile| ProfileData {
        texts: p.texts,
        comparisons: p.comparisons,
        higher: p.stricter,
        lower: p.more_generous,
        similar: p.similar.iter().filter_map(|s| similar(s, position(&s.area)?)).collect(),
    };
    newest.filter_map(|p| Some((position(&p.area)?, data(p)))).collect()
}

fn similar(s: &Similar, area: usize) -> Option<SimilarArea> {
    (s.common > 0).then_some(SimilarArea {
        area,
        common: s.common,
        equal: s.equal,
        different: s.different,
        same_text: s.same_text,
    })
}

fn moved(index: &Index, s: &Sensitivity) -> Moved {
    let position = |id: &str| index.results.indicators.iter().position(|i| i.id == id);
    let mut needs: Vec<usize> = s.changes.iter().filter_map(|c| position(&c.indicator)).collect();
    needs.sort_unstable();
    needs.dedup();
    Moved {
        rule: words::rule(s.rule).0,
        ordinal: s.ordinal,
        from: (s.tiers.low, s.tiers.high),
        to: (s.moved.low, s.moved.high),
        areas: s.areas,
        needs,
    }
}

/// Three digits are more than a chart can show.
fn thousandths(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

/// The different levels of all cells, so that each is written once.
#[derive(Default)]
struct Levels<'a> {
    list: Vec<LevelKey<'a>>,
    places: BTreeMap<LevelKey<'a>, usize>,
}

impl<'a> Levels<'a> {
    fn cell(&mut self, cell: Option<&'a Cell>) -> CellData {
        let Some(cell) = cell else { return CellData::Missing };
        let state = words::STATES.iter().position(|(s, ..)| *s == cell.state).unwrap_or(0);
        let incomplete = u8::from(cell.incomplete);
        if cell.state != CellState::Placed {
            let plain = incomplete == 0 && cell.withheld == 0;
            return if plain {
                CellData::Plain(state)
            } else {
                CellData::Empty(state, incomplete, cell.withheld)
            };
        }
        let [entry, unqualified, highest] =
            [&cell.lowest, &cell.unqualified, &cell.highest].map(|l| l.as_ref().map(|l| self.place(l)));
        let ordinals = cell.ordinals.clone();
        CellData::Placed(
            state,
            incomplete,
            cell.withheld,
            entry,
            unqualified,
            highest,
            ordinals,
            cell.passages,
        )
    }

    fn place(&mut self, level: &'a CellLevel) -> usize {
        let key = (level.ordinal, level.label.as_str(), level.tiers.low.min(5), level.tiers.high.min(5));
        *self.places.entry(key).or_insert_with(|| {
            self.list.push(key);
            self.list.len() - 1
        })
    }
}
