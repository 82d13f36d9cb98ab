//! The comparison within regions and types of authority, and of facts apart from risks.

use crate::comparison::{MEASURES, comparison};
use crate::ground::{Ground, Statements};
use rayon::prelude::*;
use std::collections::BTreeSet;
use thresholds_model::area::Area;
use thresholds_model::cell::Cell;
use thresholds_model::comparison::{Breakdown, GroupBy, Measure};

/// Rows by kind of group, group, indicator and measure.
pub fn breakdowns(ground: &Ground) -> Vec<Breakdown> {
    let mut rows = by_area(ground, GroupBy::Region, |area| &area.region);
    rows.extend(by_area(ground, GroupBy::AuthorityType, |area| &area.kind));
    rows.extend(by_certainty(ground, "actual", Statements::Actual));
    rows.extend(by_certainty(ground, "risk", Statements::Risk));
    rows
}

fn by_area(ground: &Ground, by: GroupBy, name: fn(&Area) -> &String) -> Vec<Breakdown> {
    let of = |cell: &Cell| ground.areas.get(cell.area.as_str()).map(|area| name(area).as_str());
    let cells = ground.needs.iter().flat_map(|(_, cells)| cells);
    let groups: BTreeSet<&str> = cells.filter_map(|c| of(c)).filter(|name| !name.is_empty()).collect();
    let rows_of = |group: &str| -> Vec<Breakdown> {
        let row = |indicator: &str, cells: &[&Cell], measure: Measure| Breakdown {
            by,
            group: group.into(),
            comparison: comparison(ground, indicator, cells, measure, Statements::All, group),
        };
        let of_need = |(indicator, cells): &(&str, Vec<&Cell>)| {
            let own: Vec<&Cell> = cells.iter().copied().filter(|c| of(c) == Some(group)).collect();
            MEASURES.map(|measure| row(indicator, &own, measure))
        };
        ground.needs.par_iter().flat_map_iter(of_need).collect()
    };
    groups.into_iter().flat_map(rows_of).collect()
}

/// Entry and highest level only: what is unqualified is a fact already.
fn by_certainty(ground: &Ground, group: &str, statements: Statements) -> Vec<Breakdown> {
    let row = |indicator: &str, cells: &[&Cell], measure: Measure| Breakdown {
        by: GroupBy::Certainty,
        group: group.into(),
        comparison: comparison(ground, indicator, cells, measure, statements, group),
    };
    let of_need = |(indicator, cells): &(&str, Vec<&Cell>)| {
        [Measure::Entry, Measure::Highest].map(|measure| row(indicator, cells, measure))
    };
    ground.needs.par_iter().flat_map_iter(of_need).collect()
}
