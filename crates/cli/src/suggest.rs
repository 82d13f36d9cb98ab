//! `thresholds lexicon suggest`: what the lexicon of a run misses.

use crate::args::SuggestArguments;
use crate::failure::Failure;
use crate::{COMPLETE, lexicon, run, terminal};
use std::fmt::Write;
use thresholds_suggest::near::{NearIndicator, NearPassage};
use thresholds_suggest::phrases::Phrase;
use thresholds_suggest::{Place, Suggestions, suggest as suggestions};

/// Places shown for each suggestion; `--json` has them all.
const SHOWN: usize = 3;

/// Prints what need passages say and no indicator covers.
pub fn suggest(arguments: &SuggestArguments) -> Result<u8, Failure> {
    let results = run::load(&arguments.run)?;
    let used = arguments.run.join("inputs").join("lexicon");
    let folder = arguments.lexicon.as_deref().or_else(|| used.is_dir().then_some(used.as_path()));
    let lexicon = lexicon::load(folder)?;
    let mut found = suggestions(&results, &lexicon, arguments.at_least);
    found.phrases.truncate(arguments.most);
    found.near.truncate(arguments.most);
    let text = if arguments.json {
        format!("{}\n", serde_json::to_string_pretty(&found).unwrap_or_default())
    } else {
        render(&found)
    };
    terminal::print(&text)?;
    Ok(COMPLETE)
}

fn render(found: &Suggestions) -> String {
    let mut out = format!(
        "{} of {} passages that stand as a need at a level name no indicator.\n",
        found.uncovered, found.need_passages
    );
    out.push_str("\nWhat recurs in them, as patterns to paste under an indicator and to widen:\n");
    for phrase in &found.phrases {
        render_phrase(&mut out, phrase);
    }
    out.push_str("\nIndicators that they nearly state, with the wording that all but fits:\n");
    for near in &found.near {
        render_near(&mut out, near);
    }
    out.push_str(
        "\nA person decides: put a wording under its indicator, an example under `match`, then run\n",
    );
    out.push_str("`thresholds lexicon check` and `thresholds lexicon diff`.\n");
    out
}

fn render_phrase(out: &mut String, phrase: &Phrase) {
    let pattern = format!("{:?},", phrase.words);
    let _ = writeln!(out, "  {pattern:<42} # {}", counted(phrase.passages, phrase.documents));
    phrase.places.iter().take(SHOWN).for_each(|place| render_place(out, place));
}

fn render_near(out: &mut String, near: &NearIndicator) {
    let _ = writeln!(out, "  {}: {}", near.indicator, counted(near.passages.len(), near.documents));
    for passage in near.passages.iter().take(SHOWN) {
        render_place(out, &passage.place);
        let _ = writeln!(out, "      {} {:?}: {}", passage.pattern, passage.written, missing(passage));
    }
}

fn missing(passage: &NearPassage) -> String {
    match &passage.lacks {
        Some(part) => format!("lacks {part}"),
        None => "all its parts are there, in another order or too far apart".to_owned(),
    }
}

fn render_place(out: &mut String, place: &Place) {
    let _ = writeln!(out, "    {:?} ({}, page {})", place.quote, place.document, place.page);
}

fn counted(passages: usize, documents: usize) -> String {
    let of = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    format!("{} in {}", of(passages, "passage"), of(documents, "document"))
}
