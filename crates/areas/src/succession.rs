//! Areas in time: which code stands in a year, and what came before or after it.

use crate::register::Register;
use std::collections::BTreeSet;
use thresholds_model::area::Area;

impl Register {
    /// Areas of an edition: those that stand on the last day of its year, so that a
    /// year of reorganisation counts each place once. Sorted by code.
    pub fn in_edition(&self, year: i32) -> Vec<&Area> {
        let mut areas: Vec<&Area> = self.areas.iter().filter(|a| stands(a, Some(year))).collect();
        areas.sort_by(|a, b| a.code.cmp(&b.code));
        areas
    }

    /// The code under which this very area stands at the end of a year: its own, or
    /// that of the area of the same name before or after it (a council that was given
    /// a new code). `None` when it had ended or not begun and nothing of its name
    /// stands; its own code in the year in which it ends.
    pub fn code_in(&self, code: &str, year: i32) -> Option<&str> {
        let area = self.area(code)?;
        let of_the_name = self.related(area, |at| {
            let around = self.successors(at).chain(self.predecessors(at));
            around.filter(|a| a.name == area.name).collect()
        });
        let standing = of_the_name.into_iter().find(|a| stands(a, Some(year)));
        standing.or_else(|| Some(area).filter(|a| a.valid_in(year))).map(|a| a.code.as_str())
    }

    /// The codes that stand at the end of a year in the place of these: each its own,
    /// else its successors or predecessors then; without a year, as things stand now.
    /// A code without any known before or after stays. Sorted.
    pub fn codes_in(&self, codes: &[String], year: Option<i32>) -> Vec<String> {
        let mut out = BTreeSet::new();
        for code in codes {
            match self.area(code) {
                Some(area) => {
                    let chain = self.related(area, |at| self.towards(at, year));
                    let mut ends: Vec<&Area> = chain;
                    ends.retain(|a| self.towards(a, year).is_empty());
                    // A table of one's own may run in a circle; then nothing follows.
                    ends.extend(ends.is_empty().then_some(area));
                    out.extend(ends.into_iter().map(|a| a.code.clone()));
                }
                None => drop(out.insert(code.clone())),
            }
        }
        out.into_iter().collect()
    }

    /// One step from an area towards those that stand in a year; empty at the end.
    fn towards<'r>(&'r self, area: &'r Area, year: Option<i32>) -> Vec<&'r Area> {
        if stands(area, year) {
            return Vec::new();
        }
        match year {
            Some(year) if area.valid_from > last_day(year) => self.predecessors(area).collect(),
            _ => self.successors(area).collect(),
        }
    }

    /// The area and everything that steps from it reach, nearest first.
    fn related<'r>(&'r self, area: &'r Area, step: impl Fn(&'r Area) -> Vec<&'r Area>) -> Vec<&'r Area> {
        let mut reached = vec![area];
        let mut next = 0;
        while let Some(at) = reached.get(next).copied() {
            for found in step(at) {
                if !reached.iter().any(|r| r.code == found.code) {
                    reached.push(found);
                }
            }
            next += 1;
        }
        reached
    }

    fn successors<'r>(&'r self, area: &'r Area) -> impl Iterator<Item = &'r Area> {
        area.successors.iter().filter_map(|code| self.area(code))
    }

    fn predecessors<'r>(&'r self, area: &'r Area) -> impl Iterator<Item = &'r Area> {
        self.areas.iter().filter(move |a| a.successors.contains(&area.code))
    }
}

/// Whether the code stands on the last day of the year, or stands still.
pub(crate) fn stands(area: &Area, year: Option<i32>) -> bool {
    match year {
        None => area.valid_to.is_none(),
        Some(year) => {
            let day = last_day(year);
            area.valid_from <= day && area.valid_to.as_ref().is_none_or(|to| *to >= day)
        }
    }
}

fn last_day(year: i32) -> String {
    format!("{year:04}-12-31")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(register: &Register, codes: &[&str], year: Option<i32>) -> Vec<String> {
        register.codes_in(&codes.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>(), year)
    }

    #[test]
    fn an_edition_counts_each_place_once() {
        let register = Register::built_in();
        let count = |year| register.in_edition(year).len();
        assert_eq!([2018, 2019, 2021, 2023, 2026].map(count), [152, 151, 152, 153, 153]);
        for year in 2015..=2026 {
            let areas = register.in_edition(year);
            let names: BTreeSet<&str> = areas.iter().map(|a| a.name.as_str()).collect();
            assert_eq!(names.len(), areas.len(), "{year}");
        }
    }

    #[test]
    fn a_new_code_is_followed_both_ways() {
        let register = Register::built_in();
        assert_eq!(register.code_in("E08000019", 2026), Some("E08000039"));
        assert_eq!(register.code_in("E08000039", 2019), Some("E08000019"));
        assert_eq!(register.code_in("E10000009", 2024), Some("E06000059"));
        assert_eq!(register.code_in("E10000006", 2024), None);
        assert_eq!(register.code_in("E10000006", 2023), Some("E10000006"));
        assert_eq!(register.code_in("nowhere", 2023), None);
    }

    #[test]
    fn successors_and_predecessors_are_chosen_by_date() {
        let register = Register::built_in();
        assert_eq!(codes(&register, &["E06000063", "E06000064"], Some(2019)), ["E10000006"]);
        assert_eq!(codes(&register, &["E10000006"], Some(2024)), ["E06000063", "E06000064"]);
        assert_eq!(codes(&register, &["E10000021"], None), ["E06000061", "E06000062"]);
        assert_eq!(codes(&register, &["E06000028", "E06000029"], Some(2020)), ["E06000058"]);
        assert_eq!(codes(&register, &["E06000057"], Some(2011)), ["E06000057"]);
    }

    #[test]
    fn a_circle_of_successors_comes_to_an_end() {
        let text = "gss_code,name,valid_from,valid_to,successor_gss_codes\n\
                    A,Saltwick,2009-01-01,2019-03-31,B\nB,Fenbury,2009-01-01,2019-03-31,A\n";
        let register = Register::from_csv("areas.csv", text).unwrap();
        assert_eq!(codes(&register, &["A"], Some(2022)), ["A"]);
        assert_eq!(register.code_in("A", 2022), None);
    }
}
