//! Runs the cases in `cases/*.md`: a small document in Markdown, and the levels and roles
//! that its passages must have. `cases/README.md` says how a case is written.

mod markdown;

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::PathBuf;
use thresholds_levels::{scheme, standings};
use thresholds_model::level::{LevelOutcome, Standing};
use thresholds_model::reading::Reading;
use thresholds_model::scheme::Scheme;

fn main() {
    let arguments = Arguments::from_args();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "md") && p.file_stem().is_some_and(|s| s != "README"))
        .collect();
    paths.sort();
    let trials = paths.into_iter().flat_map(|path| trials(&path)).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// One trial for each `## ` section of a file.
fn trials(path: &std::path::Path) -> Vec<Trial> {
    let text = std::fs::read_to_string(path).unwrap();
    let file = path.file_stem().unwrap().to_string_lossy().to_string();
    let mut trials = Vec::new();
    let mut fenced = false;
    let mut title: Option<String> = None;
    let mut body = String::new();
    let mut push = |title: &Option<String>, body: &str| {
        if let Some(title) = title {
            let case = body.to_string();
            trials.push(Trial::test(format!("{file}: {title}"), move || check(&case)));
        }
    };
    for line in text.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        }
        match line.strip_prefix("## ").filter(|_| !fenced) {
            Some(next) => {
                push(&title, &body);
                title = Some(next.to_string());
                body.clear();
            }
            None => {
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    push(&title, &body);
    trials
}

fn block<'c>(case: &'c str, name: &str) -> Option<&'c str> {
    let fence = format!("```{name}\n");
    let start = case.find(&fence)? + fence.len();
    let end = case[start..].find("```")? + start;
    Some(&case[start..end])
}

fn check(case: &str) -> Result<(), Failed> {
    let document = block(case, "document").ok_or("a case needs a block ```document")?;
    let reading = markdown::reading(document);
    let found = scheme(&reading);
    let standings = standings(&reading, &found);
    let mut wrong = Vec::new();
    if let Some(expected) = block(case, "levels") {
        check_levels(expected, &found, &mut wrong);
    }
    if let Some(expected) = block(case, "scales") {
        let kinds: Vec<&str> = found.other_scales.iter().map(|s| s.kind.as_str()).collect();
        if kinds != expected.lines().collect::<Vec<_>>() {
            wrong.push(format!("other scales are {kinds:?}"));
        }
    }
    for line in block(case, "expected").unwrap_or_default().lines().filter(|l| !l.trim().is_empty()) {
        check_passage(line, &reading, &standings, &mut wrong);
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n{}", wrong.join("\n"), show(&reading, &found, &standings)).into())
    }
}

fn check_levels(expected: &str, found: &Scheme, wrong: &mut Vec<String>) {
    let wanted: Vec<(&str, Option<&str>)> = expected
        .lines()
        .filter(|l| !l.trim().is_empty() && l.trim() != "none")
        .map(|l| {
            l.split_once(" = ").map_or((l.trim(), None), |(label, tiers)| (label.trim(), Some(tiers.trim())))
        })
        .collect();
    let labels: Vec<&str> = found.levels.iter().map(|l| l.label.as_str()).collect();
    if labels != wanted.iter().map(|(l, _)| *l).collect::<Vec<_>>() {
        wrong.push(format!("the levels are {labels:?}"));
        return;
    }
    for (level, (label, tiers)) in found.levels.iter().zip(&wanted) {
        let interval = format!("{}-{} {:?}", level.tiers.low, level.tiers.high, level.rule);
        if tiers.is_some_and(|t| t != interval && t != interval.split(' ').next().unwrap()) {
            wrong.push(format!("{label} is at {interval} {:?}", level.rule_words));
        }
    }
}

/// `2+3 needs | start of the passage`; `-` for no level, or the reason of the abstention.
fn check_passage(line: &str, reading: &Reading, standings: &[Standing], wrong: &mut Vec<String>) {
    let (wanted, start) = line.split_once('|').expect("a line of ```expected needs a |");
    let start = start.trim();
    let mut matched = false;
    for (passage, standing) in reading.passages.iter().zip(standings) {
        if passage.text.starts_with(start) {
            matched = true;
            let (level, role) = told(standing);
            let fits = wanted.split_whitespace().all(|w| {
                w == level || w == role || (w == "-" && !level.starts_with(|c: char| c.is_ascii_digit()))
            });
            if !fits {
                wrong.push(format!(
                    "{start:?} is {level} {role} ({}), expected {}",
                    standing.role_reason,
                    wanted.trim()
                ));
            }
        }
    }
    if !matched {
        wrong.push(format!("no passage starts with {start:?}"));
    }
}

fn told(standing: &Standing) -> (String, String) {
    let level = match &standing.level {
        LevelOutcome::Attributed(a) => a.ordinals.iter().map(u8::to_string).collect::<Vec<_>>().join("+"),
        LevelOutcome::Abstained { reason } => format!("{reason:?}"),
    };
    (level, format!("{:?}", standing.role).to_lowercase())
}

fn show(reading: &Reading, found: &Scheme, standings: &[Standing]) -> String {
    let levels: Vec<String> = found
        .levels
        .iter()
        .map(|l| format!("  {} {:?} {:?} {:?}", l.ordinal, l.label, l.name, l.aliases))
        .collect();
    let passages: Vec<String> = reading
        .passages
        .iter()
        .zip(standings)
        .map(|(p, s)| {
            let (level, role) = told(s);
            let why = match &s.level {
                LevelOutcome::Attributed(a) => format!("{:?} {:?}", a.evidence.kind, a.evidence.text),
                LevelOutcome::Abstained { .. } => String::new(),
            };
            format!("  {level} {role} | {} <- {why} / {}", p.text, s.role_reason)
        })
        .collect();
    format!("{:?} {:?}\n{}\n{}", found.term, found.family, levels.join("\n"), passages.join("\n"))
}
