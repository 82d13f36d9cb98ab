//! The register: authorities, their names and dates, and their partnerships.

use crate::names::Names;
use crate::partnership::{self, Partnership};
use crate::table::{Row, Table, TableError};
use crate::web::{Domains, Irregular};
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::area::{Area, Tile};

const AREAS: &str = include_str!("../data/areas.csv");
const PARTNERSHIPS: &str = include_str!("../data/partnerships.csv");
const TILES: &str = include_str!("../data/tilemap.csv");
const DOMAINS: &str = include_str!("../data/domains.csv");

/// Authorities and partnerships, with an index of their names.
#[derive(Debug, Clone)]
pub struct Register {
    pub(crate) areas: Vec<Area>,
    pub(crate) partnerships: Vec<Partnership>,
    irregular_domains: BTreeMap<String, Irregular>,
    pub(crate) names: Names,
    pub(crate) domains: Domains,
}

impl Register {
    /// The register that comes with the program.
    ///
    /// # Panics
    /// Never for the embedded tables, which a test reads.
    pub fn built_in() -> Self {
        Self::read_built_in().unwrap_or_else(|e| unreachable!("the embedded register is valid: {e}"))
    }

    fn read_built_in() -> Result<Self, TableError> {
        let tiles: BTreeMap<String, Tile> = Table::read("tilemap.csv", TILES)?
            .rows()
            .map(|row| Ok((row.needed("gss_code")?, tile(&row)?)))
            .filter_map(|r: Result<_, TableError>| match r {
                Ok((code, tile)) => tile.map(|t| Ok((code, t))),
                Err(e) => Some(Err(e)),
            })
            .collect::<Result<_, _>>()?;
        let mut areas = read_areas(&Table::read("areas.csv", AREAS)?)?;
        for area in &mut areas {
            area.tile = area.tile.or_else(|| tiles.get(&area.code).copied());
        }
        let partnerships = partnership::read(&Table::read("partnerships.csv", PARTNERSHIPS)?)?;
        let domains = Table::read("domains.csv", DOMAINS)?
            .rows()
            .map(|row| {
                let checked = row.some("source").is_some();
                Ok((row.needed("domain")?, Irregular { code: row.needed("gss_code")?, checked }))
            })
            .collect::<Result<_, TableError>>()?;
        Ok(Self::new(areas, partnerships, domains))
    }

    /// The built-in table of areas as it is embedded, for keeping beside results.
    pub fn built_in_csv() -> &'static str {
        AREAS
    }

    /// A register from a table of areas. Needed columns: `gss_code`, `name`. Used when
    /// there: `short_name`, `nation`, `region`, `region_gss_code`, `type`, `valid_from`,
    /// `valid_to`, `successor_gss_codes` and `aliases` (joined by bars), `q`, `r`. Any
    /// other column is left alone. `file` is for messages only.
    pub fn from_csv(file: &str, text: &str) -> Result<Self, TableError> {
        let areas = read_areas(&Table::read(file, text)?)?;
        Ok(Self::new(areas, Vec::new(), BTreeMap::new()))
    }

    fn new(
        areas: Vec<Area>,
        partnerships: Vec<Partnership>,
        irregular_domains: BTreeMap<String, Irregular>,
    ) -> Self {
        let names = Names::new(&areas, &partnerships);
        let domains = Domains::new(&areas, &irregular_domains);
        Self { areas, partnerships, irregular_domains, names, domains }
    }

    /// This register with the rows of another: an area whose code is here already is
    /// replaced, any other one is added.
    #[must_use]
    pub fn extend(mut self, other: Self) -> Self {
        for area in other.areas {
            match self.areas.iter_mut().find(|a| a.code == area.code) {
                Some(here) => *here = area,
                None => self.areas.push(area),
            }
        }
        for partnership in other.partnerships {
            match self.partnerships.iter_mut().find(|p| p.name == partnership.name) {
                Some(here) => *here = partnership,
                None => self.partnerships.push(partnership),
            }
        }
        self.irregular_domains.extend(other.irregular_domains);
        Self::new(self.areas, self.partnerships, self.irregular_domains)
    }

    /// Every area, standing or ended, in the order of its table.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Every partnership, in the order of its table.
    pub fn partnerships(&self) -> &[Partnership] {
        &self.partnerships
    }

    /// The area with this code.
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.areas.iter().find(|a| a.code == code)
    }

    /// Areas with this official or short name or alias, upper and lower case alike.
    pub fn named(&self, name: &str) -> Vec<&Area> {
        let is = |n: &str| n.eq_ignore_ascii_case(name);
        self.areas
            .iter()
            .filter(|a| is(&a.name) || is(&a.short_name) || a.aliases.iter().any(|n| is(n)))
            .collect()
    }

    /// Partnerships of which the area is or was a member.
    pub fn partnerships_of(&self, code: &str) -> Vec<&Partnership> {
        self.partnerships.iter().filter(|p| p.members.iter().any(|m| m == code)).collect()
    }

    /// What is wrong with the register, in words; empty when all is well. Codes must be
    /// unique, successors and members of partnerships must exist, and two areas that
    /// stand at the same time must not share a name or a tile.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let codes: BTreeSet<&str> = self.areas.iter().map(|a| a.code.as_str()).collect();
        let mut tiles = BTreeMap::new();
        let mut names = BTreeMap::new();
        for area in &self.areas {
            for successor in area.successors.iter().filter(|s| !codes.contains(s.as_str())) {
                problems.push(format!("{}: successor {successor} is not in the register", area.code));
            }
            if area.valid_to.is_some() {
                continue;
            }
            if let Some(tile) = area.tile
                && let Some(other) = tiles.insert((tile.q, tile.r), &area.code)
            {
                problems.push(format!("{} and {other} have the same tile", area.code));
            }
            let own: BTreeSet<String> = area.aliases.iter().chain([&area.name]).cloned().collect();
            for name in own {
                if let Some(other) = names.insert(name.to_lowercase(), &area.code) {
                    problems.push(format!("{} and {other} are both called {name}", area.code));
                }
            }
        }
        for partnership in &self.partnerships {
            for member in partnership.members.iter().filter(|m| !codes.contains(m.as_str())) {
                problems.push(format!("{}: member {member} is not in the register", partnership.name));
            }
        }
        problems
    }
}

fn read_areas(table: &Table) -> Result<Vec<Area>, TableError> {
    table.require(&["gss_code", "name"])?;
    let mut areas: Vec<Area> = Vec::new();
    for row in table.rows() {
        let area = area(&row)?;
        if areas.iter().any(|a| a.code == area.code) {
            let problem = format!("the code {} is there twice", area.code);
            return Err(row.error("gss_code", &problem, "Keep one row for each code"));
        }
        areas.push(area);
    }
    match areas.is_empty() {
        true => Err(table.error(1, None, "the table has no areas", "Add one row for each area")),
        false => Ok(areas),
    }
}

fn area(row: &Row<'_>) -> Result<Area, TableError> {
    let name = row.needed("name")?;
    Ok(Area {
        code: row.needed("gss_code")?,
        short_name: row.some("short_name").unwrap_or_else(|| name.clone()),
        name,
        nation: row.get("nation").to_owned(),
        region: row.get("region").to_owned(),
        region_code: row.get("region_gss_code").to_owned(),
        kind: row.get("type").to_owned(),
        valid_from: day(row, "valid_from")?.unwrap_or_default(),
        valid_to: day(row, "valid_to")?,
        successors: row.list("successor_gss_codes"),
        aliases: row.list("aliases"),
        tile: tile(row)?,
    })
}

fn day(row: &Row<'_>, column: &str) -> Result<Option<String>, TableError> {
    let Some(day) = row.some(column) else { return Ok(None) };
    match day.parse::<jiff::civil::Date>() {
        Ok(_) => Ok(Some(day)),
        Err(_) => Err(row.error(column, &format!("{day:?} is not a day"), "Write it as 2019-04-01")),
    }
}

fn tile(row: &Row<'_>) -> Result<Option<Tile>, TableError> {
    let number = |column| {
        row.some(column)
            .map(|v| {
                v.parse::<i32>().map_err(|_| {
                    row.error(
                        column,
                        &format!("{v:?} is not a whole number"),
                        "Give column and row of the hex",
                    )
                })
            })
            .transpose()
    };
    Ok(number("q")?.zip(number("r")?).map(|(q, r)| Tile { q, r }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_register_is_whole() {
        let register = Register::read_built_in().unwrap();
        let (standing, ended): (Vec<&Area>, Vec<&Area>) =
            register.areas().iter().partition(|a| a.valid_to.is_none());
        assert_eq!((standing.len(), ended.len()), (153, 10));
        assert_eq!(register.partnerships().len(), 103);
        assert_eq!(register.problems(), Vec::<String>::new());
        assert!(standing.iter().all(|a| a.tile.is_some()));
        assert!(ended.iter().all(|a| !a.successors.is_empty()));
        let kinds = |k: &str| standing.iter().filter(|a| a.kind == k).count();
        assert_eq!(
            ["london_borough", "metropolitan_district", "unitary", "county"].map(kinds),
            [33, 36, 63, 21]
        );
        for irregular in register.irregular_domains.values() {
            assert!(register.area(&irregular.code).is_some(), "{irregular:?}");
        }
    }

    #[test]
    fn successors_stand_from_the_day_after() {
        let register = Register::built_in();
        for area in register.areas().iter().filter(|a| a.valid_to.is_some()) {
            let end: jiff::civil::Date = area.valid_to.as_deref().unwrap().parse().unwrap();
            for successor in &area.successors {
                let from: jiff::civil::Date = register.area(successor).unwrap().valid_from.parse().unwrap();
                assert_eq!(end.tomorrow().unwrap(), from, "{} to {successor}", area.code);
            }
        }
    }

    #[test]
    fn a_short_table_of_ones_own_is_enough() {
        let register = Register::from_csv("areas.csv", "name,gss_code\nSaltwick,X1\n").unwrap();
        let area = register.area("X1").unwrap();
        assert_eq!((area.short_name.as_str(), area.tile), ("Saltwick", None));
        assert!(area.valid_in(1990) && area.valid_in(2040));
    }

    #[test]
    fn an_extension_replaces_by_code_and_adds() {
        let more = "gss_code,name\nE06000001,Hartlepool and Sea\nX1,Saltwick\n";
        let register = Register::built_in().extend(Register::from_csv("more.csv", more).unwrap());
        assert_eq!(register.areas().len(), 164);
        assert_eq!(register.area("E06000001").unwrap().name, "Hartlepool and Sea");
        assert_eq!(register.named("saltwick").len(), 1);
        assert_eq!(register.partnerships().len(), 103);
    }

    #[test]
    fn mistakes_in_a_table_are_named_with_their_line() {
        let line = |text: &str| Register::from_csv("areas.csv", text).unwrap_err();
        assert_eq!(line("gss_code,name\nX1,A\nX1,B\n").line, 3);
        assert_eq!(line("gss_code,name,q,r\nX1,A,one,2\n").column.as_deref(), Some("q"));
        assert_eq!(
            line("gss_code,name,valid_from\nX1,A,April\n").to_string(),
            "areas.csv, line 2, column valid_from: \"April\" is not a day. Write it as 2019-04-01"
        );
        assert!(line("code,name\nX1,A\n").to_string().contains("gss_code"));
    }

    #[test]
    fn partnerships_list_their_members() {
        let register = Register::built_in();
        let of_rutland = register.partnerships_of("E06000017");
        assert!(of_rutland.iter().any(|p| p.name.starts_with("Leicestershire and Rutland")));
    }
}
