//! `--limit NAME=VALUE`: the limits on what a file may cost, by their names.

use clap::Args;
use serde_json::Value;
use std::time::Duration;
use thresholds_model::reading::Limits;
use thresholds_reader::PoolSettings;

/// Bytes of a value that ends in these letters.
const UNITS: [(&str, u64); 3] = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)];

/// The limits that were typed.
#[derive(Debug, Clone, Default, Args)]
pub struct LimitOptions {
    /// Change a limit on what a file may cost: bytes, stream_bytes, unpacked_bytes, objects, pages,
    /// operators_per_page, glyphs_per_page, paths_per_page; of a reader process: seconds (for a
    /// file), seconds_per_scanned_page, memory. Bytes may be given as 512MiB or 2GiB; may be
    /// repeated; SECURITY.md has the defaults
    #[arg(long = "limit", value_name = "NAME=VALUE", value_parser = parse)]
    pub limits: Vec<Limit>,
}

/// One limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    name: String,
    value: u64,
}

impl LimitOptions {
    /// Limits on work, which decide what a reading holds.
    pub fn work(&self) -> Limits {
        self.set().0
    }

    /// The last resorts of reader processes.
    pub fn pool(&self) -> PoolSettings {
        self.set().1
    }

    fn set(&self) -> (Limits, PoolSettings) {
        let mut both = Default::default();
        for limit in &self.limits {
            // Names and values were checked when they were typed.
            let _ = limit.set(&mut both);
        }
        both
    }
}

/// A limit as typed.
fn parse(typed: &str) -> Result<Limit, String> {
    let (name, value) = typed.split_once('=').ok_or("give a name and a value: pages=5000")?;
    let limit = Limit { name: name.trim().to_owned(), value: number(value.trim())? };
    limit.set(&mut Default::default())?;
    Ok(limit)
}

fn number(typed: &str) -> Result<u64, String> {
    let unit = UNITS.iter().find_map(|(letters, bytes)| Some((typed.strip_suffix(letters)?, *bytes)));
    let (digits, times) = unit.unwrap_or((typed, 1));
    let value = digits.trim_end().parse::<u64>().ok().and_then(|v| v.checked_mul(times));
    value.filter(|v| *v > 0).ok_or_else(|| format!("{typed:?} is not a whole number above zero"))
}

impl Limit {
    fn set(&self, (work, pool): &mut (Limits, PoolSettings)) -> Result<(), String> {
        match self.name.as_str() {
            "seconds" => pool.timeout = Duration::from_secs(self.value),
            "seconds_per_scanned_page" => pool.per_scanned_page = Duration::from_secs(self.value),
            "memory" => pool.memory = self.value,
            name => *work = self.set_work(work, name)?,
        }
        Ok(())
    }

    /// The limits on work with this one changed; their names are those of the fields.
    fn set_work(&self, work: &Limits, name: &str) -> Result<Limits, String> {
        let mut named = serde_json::to_value(work).unwrap_or_default();
        let known = named.get_mut(name).ok_or_else(|| format!("there is no limit {name:?}"))?;
        *known = Value::from(self.value);
        serde_json::from_value(named).map_err(|_| format!("{} is more than {name} can be", self.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_changed_by_its_name_and_the_others_stay() {
        let typed = ["pages=5000", "bytes=2GiB", "seconds=7", "memory = 512 MiB"].map(|t| parse(t).unwrap());
        let options = LimitOptions { limits: typed.to_vec() };
        assert_eq!(options.work(), Limits { pages: 5000, bytes: 2 << 30, ..Limits::default() });
        let pool = options.pool();
        assert_eq!((pool.timeout, pool.memory), (Duration::from_secs(7), 512 << 20));
        assert_eq!(pool.per_scanned_page, PoolSettings::default().per_scanned_page);
    }

    #[test]
    fn what_is_no_limit_is_refused_in_words() {
        for (typed, words) in [
            ("pages", "a name and a value"),
            ("sheets=5", "no limit \"sheets\""),
            ("pages=many", "not a whole number"),
            ("pages=0", "above zero"),
            ("pages=5000000000", "more than pages can be"),
            ("bytes=99999999999GiB", "not a whole number"),
        ] {
            let error = parse(typed).unwrap_err();
            assert!(error.contains(words), "{typed}: {error}");
        }
    }

    #[test]
    fn help_and_the_page_on_security_name_every_limit() {
        use clap::CommandFactory;
        let security = include_str!("../../../SECURITY.md");
        let mut command = crate::args::Arguments::command();
        let run = command.find_subcommand_mut("run").unwrap();
        let help = run.render_long_help().to_string();
        let work = serde_json::to_value(Limits::default()).unwrap();
        let of_work = work.as_object().unwrap().keys().map(String::as_str);
        for name in of_work.chain(["seconds", "seconds_per_scanned_page", "memory"]) {
            assert!(help.contains(name) && security.contains(&format!("`{name}`")), "{name}");
        }
    }
}
