//! Web and mail addresses: whose domain is it.

use crate::names::is_vague;
use crate::tokens::folded;
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::area::Area;

/// A domain that the name of its council does not give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Irregular {
    /// Code of the council.
    pub code: String,
    /// A public page says so; otherwise it is general knowledge, which never decides alone.
    pub checked: bool,
}

/// Domains of councils, and the names of areas as they are written in domains.
#[derive(Debug, Clone, Default)]
pub(crate) struct Domains {
    /// Whole domains that the name does not give.
    whole: BTreeMap<String, Irregular>,
    /// Names without blanks.
    joined: BTreeMap<String, BTreeSet<String>>,
}

/// A name that begins a longer label must have at least this many letters ("derby" in
/// `derbyscp`), one that ends it more, and one inside it many: short names stand in
/// other words ("kent", "bury", "sale").
const AT_START: usize = 5;
const AT_END: usize = 6;
const INSIDE: usize = 9;

impl Domains {
    pub fn new(areas: &[Area], irregular: &BTreeMap<String, Irregular>) -> Self {
        let mut domains = Self { whole: irregular.clone(), joined: BTreeMap::new() };
        for area in areas {
            for name in [&area.name, &area.short_name].into_iter().chain(&area.aliases) {
                let joined = folded(name).concat();
                if joined.len() >= 4 {
                    domains.joined.entry(joined).or_default().insert(area.code.clone());
                }
            }
        }
        domains
    }

    /// Codes of the area whose name the host bears: one area, perhaps under several
    /// codes; empty when it bears none or more than one.
    pub fn codes(&self, host: &str) -> Vec<String> {
        if let Some(irregular) = self.irregular(host) {
            return vec![irregular.code.clone()];
        }
        let labels = host.split('.').map(|l| l.replace('-', ""));
        let found: Vec<&BTreeSet<String>> = labels.filter_map(|l| self.in_label(&l)).collect();
        match found.as_slice() {
            [only] => only.iter().cloned().collect(),
            [first, rest @ ..] if rest.iter().all(|r| r == first) => first.iter().cloned().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the address may decide whose document it is.
    pub fn decides(&self, host: &str) -> bool {
        self.irregular(host).is_none_or(|i| i.checked)
    }

    fn irregular(&self, host: &str) -> Option<&Irregular> {
        let within = |domain: &str| {
            host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.whole.iter().find(|(domain, _)| within(domain)).map(|(_, irregular)| irregular)
    }

    /// The longest name in a label, unless another one stands beside it.
    fn in_label(&self, label: &str) -> Option<&BTreeSet<String>> {
        if let Some(codes) = self.joined.get(label) {
            return Some(codes);
        }
        let mut inside: Vec<(&str, &BTreeSet<String>)> = self
            .joined
            .iter()
            .filter(|(name, _)| !is_vague(name))
            .filter(|(name, _)| {
                name.len() >= AT_START && label.starts_with(name.as_str())
                    || name.len() >= AT_END && label.ends_with(name.as_str())
                    || name.len() >= INSIDE && label.contains(name.as_str())
            })
            .map(|(name, codes)| (name.as_str(), codes))
            .collect();
        inside.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let (longest, codes) = *inside.first()?;
        inside.iter().all(|(name, _)| longest.contains(name)).then_some(codes)
    }
}

/// Hosts of the web and mail addresses in a text, in their order.
pub(crate) fn hosts(text: &str) -> Vec<String> {
    let breaks = |c: char| c.is_whitespace() || "<>()[]{}\"',;|".contains(c);
    text.split(breaks).filter_map(host).collect()
}

fn host(word: &str) -> Option<String> {
    let lower = word.trim_end_matches(['.', ':', '!', '?']).to_lowercase();
    let address = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let host = address.rsplit('@').next()?.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let labels: Vec<&str> = host.split('.').collect();
    let known_end = ["uk", "com", "org", "net", "info", "gov", "london", "wales"];
    let whole = labels.len() >= 2
        && labels.iter().all(|l| !l.is_empty() && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        && labels.last().is_some_and(|l| known_end.contains(l));
    whole.then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Register;

    #[test]
    fn hosts_are_found_in_running_text() {
        let text = "Ring us, or write to mash@saltwick.gov.uk. See https://www.eastvale.gov.uk/help?x=1, \
                    version 3.1 (fenburyscp.org.uk).";
        assert_eq!(hosts(text), ["saltwick.gov.uk", "eastvale.gov.uk", "fenburyscp.org.uk"]);
    }

    #[test]
    fn a_domain_names_its_council_and_no_other() {
        let register = Register::built_in();
        let codes = |host: &str| register.domains.codes(host);
        assert_eq!(codes("york.gov.uk"), ["E06000014"]);
        assert_eq!(codes("northyorks.gov.uk"), ["E06000065"]);
        assert_eq!(codes("mash.derbyshire.gov.uk"), ["E10000007"]);
        assert_eq!(codes("derby.gov.uk"), ["E06000015"]);
        assert_eq!(codes("hants.gov.uk"), ["E10000014"]);
        assert_eq!(codes("westsussexscp.org.uk"), ["E10000032"]);
        assert_eq!(codes("sutton.gov.uk"), ["E09000029"]);
        assert!(codes("suttoncoldfield.org.uk").is_empty());
        assert!(codes("canterbury.gov.uk").is_empty());
        assert!(codes("kingstonandrichmondsafeguardingchildrenpartnership.org.uk").is_empty());
        assert!(codes("gov.uk").is_empty());
    }
}
