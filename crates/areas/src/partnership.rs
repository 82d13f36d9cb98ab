//! Partnerships: bodies that publish for one authority or for several.

use crate::table::{Row, Table, TableError};

/// A body that acts for one or several areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partnership {
    /// Its name.
    pub name: String,
    /// Other names and acronyms.
    pub aliases: Vec<String>,
    /// GSS codes of the members.
    pub members: Vec<String>,
    /// What kind of body it is.
    pub kind: PartnershipKind,
    /// First day, month or year, as far as it is known.
    pub valid_from: Option<String>,
    /// Last day, month or year, as far as it is known.
    pub valid_to: Option<String>,
    /// Whether one threshold document serves all members; `None` when that is not known.
    pub shares_document: Option<bool>,
}

/// Kinds of partnership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartnershipKind {
    /// A local safeguarding children partnership or board.
    Lscp,
    /// Areas that share a manual of procedures, not by itself a threshold document.
    SharedProcedures,
    /// The partnership of all London boroughs.
    LondonWide,
    /// A trust or company that provides services.
    ChildrensTrust,
}

impl Partnership {
    /// Whether it stood on any day of that year, as far as is known.
    pub fn stands_in(&self, year: i32) -> bool {
        year_in(self.valid_from.as_deref()).is_none_or(|from| from <= year)
            && year_in(self.valid_to.as_deref()).is_none_or(|to| year <= to)
    }

    /// Whether its name alone tells whose document it is. A shared manual does so only
    /// where it is known to hold one threshold document for all its members.
    pub(crate) fn decides(&self) -> bool {
        match self.kind {
            PartnershipKind::Lscp => true,
            PartnershipKind::SharedProcedures => self.shares_document == Some(true),
            PartnershipKind::LondonWide => false,
            PartnershipKind::ChildrensTrust => self.members.len() == 1,
        }
    }
}

/// Reads the rows of a table of partnerships.
pub(crate) fn read(table: &Table) -> Result<Vec<Partnership>, TableError> {
    table.require(&["partnership_name", "member_gss_codes", "kind"])?;
    table.rows().map(|row| from_row(&row)).collect()
}

fn from_row(row: &Row<'_>) -> Result<Partnership, TableError> {
    let kind = match row.get("kind") {
        "lscp" => PartnershipKind::Lscp,
        "shared_procedures" => PartnershipKind::SharedProcedures,
        "london_wide" => PartnershipKind::LondonWide,
        "childrens_trust" => PartnershipKind::ChildrensTrust,
        other => {
            return Err(row.error(
                "kind",
                &format!("{other:?} is not a kind of partnership"),
                "Use lscp, shared_procedures, london_wide or childrens_trust",
            ));
        }
    };
    let shared = row.get("shared_threshold_document");
    Ok(Partnership {
        name: row.needed("partnership_name")?,
        aliases: row.list("aliases"),
        members: row.list("member_gss_codes"),
        kind,
        valid_from: row.some("valid_from"),
        valid_to: row.some("valid_to"),
        shares_document: match shared {
            s if s.starts_with("yes") => Some(true),
            "no" => Some(false),
            _ => None,
        },
    })
}

/// The first four-digit year in a date of any precision ("2019-09", "before 2024-25").
fn year_in(date: Option<&str>) -> Option<i32> {
    date?.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_any_precision_bound_a_partnership() {
        let text = "partnership_name,member_gss_codes,kind,valid_from,valid_to,shared_threshold_document\n\
                    Joint,A|B,lscp,2019-09-29,before 2024-25,yes (parts)\n";
        let joint = &read(&Table::read("p.csv", text).unwrap()).unwrap()[0];
        assert!(!joint.stands_in(2018) && joint.stands_in(2019) && joint.stands_in(2024));
        assert!(!joint.stands_in(2025));
        assert_eq!(joint.shares_document, Some(true));
    }

    #[test]
    fn an_unknown_kind_is_an_error_with_its_line() {
        let text = "partnership_name,member_gss_codes,kind\nJoint,A,club\n";
        let error = read(&Table::read("p.csv", text).unwrap()).unwrap_err();
        assert_eq!((error.line, error.column.as_deref()), (2, Some("kind")));
    }
}
