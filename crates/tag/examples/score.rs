#![allow(missing_docs, clippy::print_stdout)]
use thresholds_lexicon::Lexicon;
use thresholds_model::passage::Context;
use thresholds_tag::Tagger;
use thresholds_tag::check::{passage, states};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let lexicon = Lexicon::load(std::path::Path::new(&a[1])).unwrap_or_else(|e| panic!("{e}"));
    let t = Tagger::new(lexicon);
    for line in std::fs::read_to_string(&a[2]).unwrap().lines() {
        let mentions = t.tag(&passage(line, Context::default()));
        let s: Vec<String> = mentions
            .iter()
            .map(|m| {
                format!(
                    "{}{}",
                    if states(m) { "" } else { "!" },
                    m.indicator.clone()
                        + "~"
                        + &m.pattern
                        + "~"
                        + &m.matched_text
                        + "~"
                        + &format!("{:?}/{:?}", m.polarity, m.names_only)
                        + "~"
                        + &m.cues
                            .iter()
                            .map(|c| format!("{:?}:{}", c.kind, c.text))
                            .collect::<Vec<_>>()
                            .join(",")
                )
            })
            .collect();
        println!("{}", s.join("\t"));
    }
}
