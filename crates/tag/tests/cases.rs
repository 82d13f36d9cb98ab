//! Runs the Markdown cases of `crates/tag/cases`: see `cases/README.md` for how to write one.

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;
use std::sync::Arc;
use thresholds_lexicon::Lexicon;
use thresholds_model::mention::{Mention, Subject};
use thresholds_model::passage::Context;
use thresholds_tag::Tagger;
use thresholds_tag::check::{passage, states};

/// One case.
#[derive(Default)]
struct Case {
    text: String,
    context: Context,
    expected: Vec<String>,
    known_limit: bool,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lexicon = Lexicon::load(&root.join("../../lexicons")).unwrap_or_else(|error| panic!("{error}"));
    let tagger = Arc::new(Tagger::new(lexicon));
    let mut files: Vec<_> =
        std::fs::read_dir(root.join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut trials = Vec::new();
    for file in files.iter().filter(|file| file.file_name().is_some_and(|name| name != "README.md")) {
        let topic = file.file_stem().unwrap().to_string_lossy().into_owned();
        for (name, case) in cases(&std::fs::read_to_string(file).unwrap()) {
            let tagger = Arc::clone(&tagger);
            trials.push(Trial::test(format!("{topic}: {name}"), move || run(&tagger, &case)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// Reads the cases of a file.
fn cases(markdown: &str) -> Vec<(String, Case)> {
    let mut cases: Vec<(String, Case)> = Vec::new();
    for line in markdown.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push((name.to_owned(), Case::default()));
            continue;
        }
        let Some((_, case)) = cases.last_mut() else { continue };
        if let Some(text) = line.strip_prefix("> ") {
            case.text = text.to_owned();
        } else if let Some(expected) = line.strip_prefix("- ") {
            case.expected.push(expected.to_owned());
        } else if let Some((key, value)) = line.split_once(": ") {
            let list = || value.split(" > ").map(str::to_owned).collect();
            match key {
                "headings" => case.context.headings = list(),
                "row header" => case.context.row_header = list(),
                "column header" => case.context.column_header = list(),
                "stem" => case.context.stem = Some(value.to_owned()),
                "lead" => case.context.lead = Some(value.to_owned()),
                "before" => case.context.before = Some(value.to_owned()),
                "known limit" => case.known_limit = true,
                _ => {}
            }
        }
    }
    cases
}

fn run(tagger: &Tagger, case: &Case) -> Result<(), Failed> {
    let mentions = tagger.tag(&passage(&case.text, case.context.clone()));
    let wrong: Vec<String> = case.expected.iter().filter_map(|line| unmet(line, case, &mentions)).collect();
    match (wrong.is_empty(), case.known_limit) {
        (true, false) | (false, true) => Ok(()),
        (true, true) => Err("a known limit that holds no longer: remove its line".into()),
        (false, false) => {
            let found: Vec<String> = mentions.iter().map(describe).collect();
            Err(format!("\n  {}\nfound\n  {}", wrong.join("\n  "), found.join("\n  ")).into())
        }
    }
}

/// Why an expected line does not hold, if it does not.
fn unmet(line: &str, case: &Case, mentions: &[Mention]) -> Option<String> {
    if line == "nothing else" {
        let extra: Vec<&str> = mentions
            .iter()
            .filter(|mention| states(mention))
            .map(|mention| mention.indicator.as_str())
            .filter(|id| !case.expected.iter().any(|line| line.split(':').next() == Some(id)))
            .collect();
        return (!extra.is_empty()).then(|| format!("states also {}", extra.join(", ")));
    }
    if let Some(id) = line.strip_prefix("not ") {
        let stated = mentions.iter().any(|mention| mention.indicator == id && states(mention));
        return stated.then(|| format!("states {id}"));
    }
    let (id, words) = line.split_once(':').unwrap_or((line, "stated"));
    let fits = |mention: &&Mention| {
        mention.indicator == id && words.split_whitespace().all(|word| has(mention, word.trim_matches(',')))
    };
    mentions.iter().find(fits).is_none().then(|| format!("no mention is `{line}`"))
}

/// Whether a mention has a property that a case names.
fn has(mention: &Mention, word: &str) -> bool {
    if let Some(severity) = word.strip_prefix("severity=") {
        return mention.severity.iter().any(|said| said.replace(' ', "-").contains(severity));
    }
    properties(mention).iter().any(|property| property == word)
}

fn properties(mention: &Mention) -> Vec<String> {
    let mut words = vec![
        snake(&mention.polarity),
        snake(&mention.certainty),
        snake(&mention.found_in),
        mention.names_only.map_or("names_need".to_owned(), |names| snake(&names)),
        match mention.subject {
            Subject::Unstated => "unstated".to_owned(),
            subject => snake(&subject),
        },
    ];
    words.extend(mention.qualifiers.iter().map(snake));
    if mention.fuzzy {
        words.push("fuzzy".to_owned());
    }
    if states(mention) {
        words.push("stated".to_owned());
    }
    words
}

/// `CrossReference` as `cross_reference`.
fn snake(value: &impl std::fmt::Debug) -> String {
    let mut snake = String::new();
    for letter in format!("{value:?}").chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

fn describe(mention: &Mention) -> String {
    let cues: Vec<String> =
        mention.cues.iter().map(|cue| format!("{:?} \"{}\"", cue.kind, cue.text)).collect();
    let Mention { indicator, matched_text, pattern, .. } = mention;
    format!(
        "{indicator}: {} \"{matched_text}\" by {pattern}; {}",
        properties(mention).join(" "),
        cues.join(", ")
    )
}
