//! A score as text for a terminal of 80 columns.

use crate::figures::{Figures, Measure, Share};
use crate::findings::Finding;
use crate::outcome::{Group, Score};

/// Width of the column of names; the figures take the other 45.
const NAME: usize = 35;

impl Score {
    /// The figures: overall, then by layout, document and indicator.
    pub fn table(&self) -> String {
        let mut out = format!("Scored documents: {}\n\n{}", self.documents, header(""));
        out.push_str(&measure_line("placements", &self.overall.placements));
        out.push_str(&measure_line("needs, whatever the level", &self.overall.any_level));
        out.push('\n');
        out.push_str(&share_line("placements of stated needs at a right level", &self.overall.right_level));
        out.push_str(&share_line("coverage: stated needs given any level", &self.overall.coverage));
        out.push_str("\nHow far the stated needs come\n");
        for (name, share) in [
            ("met by the lexicon", &self.steps.met),
            ("judged a need", &self.steps.judged_a_need),
            ("given a level", &self.steps.given_a_level),
            ("given a right level", &self.steps.given_a_right_level),
        ] {
            out.push_str(&share_line(name, share));
        }
        for (title, groups) in [
            ("By layout", &self.by_layout),
            ("By document", &self.by_document),
            ("By indicator", &self.by_indicator),
        ] {
            out.push_str(&group_table(title, groups));
        }
        if !self.left_out.is_empty() {
            out.push_str("\nLeft out, because the gold does not name them\n");
            self.left_out.iter().for_each(|path| out.push_str(&format!("  {path}\n")));
        }
        if !self.warnings.is_empty() {
            out.push_str("\nWarnings\n");
            self.warnings.iter().for_each(|warning| out.push_str(&format!("  {warning}\n")));
        }
        out
    }

    /// Misses and false positives with their quotes.
    pub fn list(&self) -> String {
        let mut out = String::new();
        for (title, findings, other) in
            [("Missed", &self.misses, "placed at"), ("Not in the gold", &self.false_positives, "stated at")]
        {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&format!("{title}: {}\n", findings.len()));
            findings.iter().for_each(|f| out.push_str(&finding_lines(f, other)));
        }
        out
    }
}

fn header(title: &str) -> String {
    format!(
        "{title:<NAME$}{:>10}{:>8}{:>7}{:>6}{:>6}{:>8}\n",
        "precision", "recall", "F1", "right", "wrong", "missed"
    )
}

fn measure_line(name: &str, m: &Measure) -> String {
    format!(
        "{:<NAME$}{:>10}{:>8}{:>7}{:>6}{:>6}{:>8}\n",
        shortened(name, NAME),
        figure(m.precision),
        figure(m.recall),
        figure(m.f1),
        m.right,
        m.wrong,
        m.missed
    )
}

fn share_line(name: &str, share: &Share) -> String {
    format!("{name:<45}{:>8}  ({} of {})\n", figure(share.share), share.part, share.of)
}

fn group_table(title: &str, groups: &[Group]) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{}", header(title));
    for Group { name, figures: Figures { placements, .. } } in groups {
        out.push_str(&measure_line(name, placements));
    }
    out
}

fn finding_lines(finding: &Finding, other: &str) -> String {
    let Finding { document, indicator, level, elsewhere, evidence } = finding;
    let mut out = format!("\n{document}: {indicator} at {level}");
    if !elsewhere.is_empty() {
        out.push_str(&format!(" ({other} {})", ordinals(elsewhere)));
    }
    out.push('\n');
    if evidence.is_empty() {
        out.push_str("  no mention\n");
    }
    for e in evidence {
        let level = if e.ordinals.is_empty() {
            "no level".into()
        } else {
            format!("level {}", ordinals(&e.ordinals))
        };
        out.push_str(&format!("  page {}, {}, {level}", e.page, e.verdict));
        if !e.level_evidence.is_empty() {
            out.push_str(&format!(" by {:?}", e.level_evidence));
        }
        out.push_str(&format!(": {}\n", e.quote));
    }
    out
}

fn ordinals(list: &[u8]) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "-".into(), |v| format!("{v:.3}"))
}

/// A long name loses its middle: both ends of a file name tell documents apart.
fn shortened(name: &str, width: usize) -> String {
    let chars: Vec<char> = name.chars().collect();
    if chars.len() < width {
        return name.into();
    }
    let kept = width - 2;
    let (head, tail) = (kept / 2, kept - kept / 2);
    let start: String = chars.iter().take(head).collect();
    let end: String = chars.iter().skip(chars.len() - tail).collect();
    format!("{start}…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_keeps_both_ends_and_leaves_a_blank() {
        let name = "guides/Harrowmere-continuum-of-need-final-2020.pdf";
        let short = shortened(name, 21);
        assert_eq!(short, "guides/Ha…l-2020.pdf");
        assert_eq!(short.chars().count(), 20);
        assert_eq!(shortened("short.pdf", 21), "short.pdf");
    }
}
