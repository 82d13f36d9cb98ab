//! Glyphs to words.

use crate::dropcaps::may_be_drop_cap;
use crate::fragment::Word;
use crate::tags::{TextTag, tag_of};
use crate::text::is_round_bullet;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Glyph, PageContent};
use unicode_normalization::UnicodeNormalization;

/// Gap that ends a word, in ems. A blank is a quarter of an em in most fonts.
const WORD_GAP: f32 = 0.16;
/// Baselines closer than this (in ems) are one line.
const SAME_LINE: f32 = 0.35;
/// A raised or lowered glyph smaller than this share of its neighbours is a footnote mark.
const SUPERSCRIPT: f32 = 0.76;

/// Most glyphs that are set small behind a word.
const LONGEST_ENDING: usize = 3;

/// Glyphs that share a baseline, in a frame in which they read from left to right.
struct Row<'a> {
    baseline: f32,
    size: f32,
    glyphs: Vec<(BBox, &'a Glyph)>,
}

/// Words of some glyphs, line by line from the top, each line as a row of words from
/// the left. Glyphs of different directions are in rows of their own.
pub fn rows<'a>(glyphs: impl IntoIterator<Item = &'a Glyph>, page: &PageContent) -> Vec<Vec<Word>> {
    let mut by_rotation: Vec<(u16, Vec<&Glyph>)> = Vec::new();
    for glyph in glyphs {
        match by_rotation.iter_mut().find(|(r, _)| *r == glyph.rotation) {
            Some((_, list)) => list.push(glyph),
            None => by_rotation.push((glyph.rotation, vec![glyph])),
        }
    }
    by_rotation.sort_by_key(|(r, _)| *r);
    let mut out = Vec::new();
    for (rotation, glyphs) in by_rotation {
        for row in baseline_rows(&glyphs, rotation) {
            let words = words_of_row(row, rotation, page);
            if !words.is_empty() {
                out.push(words);
            }
        }
    }
    out
}

/// Box in the frame in which text of this rotation reads from left to right.
fn to_local(b: &BBox, rotation: u16) -> BBox {
    match rotation {
        90 => BBox::new(b.y0, -b.x1, b.y1, -b.x0),
        180 => BBox::new(-b.x1, -b.y1, -b.x0, -b.y0),
        270 => BBox::new(-b.y1, b.x0, -b.y0, b.x1),
        _ => *b,
    }
}

fn local_baseline(g: &Glyph) -> f32 {
    match g.rotation {
        90 => -g.origin.0,
        180 => -g.origin.1,
        270 => g.origin.0,
        _ => g.origin.1,
    }
}

fn baseline_rows<'a>(glyphs: &[&'a Glyph], rotation: u16) -> Vec<Row<'a>> {
    let mut sorted: Vec<(f32, BBox, &Glyph)> =
        glyphs.iter().map(|g| (local_baseline(g), to_local(&g.bbox, rotation), *g)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.x0.total_cmp(&b.1.x0)));
    let mut rows: Vec<Row> = Vec::new();
    for (baseline, bbox, glyph) in sorted {
        match rows.last_mut() {
            Some(row) if baseline - row.baseline <= SAME_LINE * row.size.min(glyph.size).max(1.0) => {
                // The baseline of the larger text leads, so that a raised mark does not.
                if glyph.size > row.size * 1.2 {
                    row.baseline = baseline;
                    row.size = glyph.size;
                }
                row.glyphs.push((bbox, glyph));
            }
            _ => rows.push(Row { baseline, size: glyph.size, glyphs: vec![(bbox, glyph)] }),
        }
    }
    absorb_marks(&mut rows);
    rows
}

/// Moves rows that hold only small raised or lowered glyphs into the line that they belong to.
fn absorb_marks(rows: &mut Vec<Row>) {
    let mut i = 0;
    while i < rows.len() {
        let own = &rows[i];
        let target = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().find(|t| {
            rows.get(*t).is_some_and(|other| {
                own.size < SUPERSCRIPT * other.size
                    && (own.baseline - other.baseline).abs() < 0.7 * other.size
                    && are_raised(own, other)
            })
        });
        match target {
            Some(t) => {
                let marks = std::mem::take(&mut rows[i].glyphs);
                rows[t].glyphs.extend(marks);
                rows.remove(i);
            }
            None => i += 1,
        }
    }
}

/// Whether small glyphs belong to another row: marks of which one stands behind a glyph of
/// it, or short endings ("1st") that each do.
fn are_raised(own: &Row, other: &Row) -> bool {
    let behind = |b: &BBox| other.glyphs.iter().any(|(o, _)| (b.x0 - o.x1).abs() < 0.3 * other.size);
    if own.glyphs.iter().all(|(_, g)| is_mark(g)) {
        return own.glyphs.iter().any(|(b, _)| behind(b));
    }
    let mut boxes: Vec<&BBox> = own.glyphs.iter().map(|(b, _)| b).collect();
    boxes.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    boxes
        .chunk_by(|a, b| b.x0 - a.x1 < 0.3 * own.size)
        .all(|ending| ending.len() <= LONGEST_ENDING && behind(ending[0]))
}

/// A sign of a footnote mark: a digit, a bracket around it, an asterisk.
fn is_mark(glyph: &Glyph) -> bool {
    glyph.text.chars().all(|c| c.is_ascii_digit() || "*†‡[]".contains(c))
}

fn words_of_row(mut row: Row, rotation: u16, page: &PageContent) -> Vec<Word> {
    row.glyphs.sort_by(|a, b| a.0.x0.total_cmp(&b.0.x0));
    let line_size = median_size(&row.glyphs);
    let threshold = letter_spacing_threshold(&row.glyphs, line_size);
    let mut words: Vec<Word> = Vec::new();
    let mut last_x1 = f32::NEG_INFINITY;
    let mut broken = true;
    let mut tags = Tags { page, last: None };
    for (local, glyph) in row.glyphs {
        if glyph.text.chars().all(char::is_whitespace) {
            // A blank ends a word unless the letters are spaced out on purpose.
            broken = broken || threshold.is_none();
            continue;
        }
        let raised = glyph.size < SUPERSCRIPT * line_size
            && (local_baseline(glyph) - row.baseline).abs() > 0.15 * line_size;
        if raised && is_mark(glyph) {
            continue;
        }
        let gap = local.x0 - last_x1;
        let limit = threshold.unwrap_or(WORD_GAP * glyph.size.max(1.0));
        let text: String = glyph.text.nfkc().filter(|c| !c.is_control()).collect();
        let font = page.fonts.get(usize::from(glyph.font));
        let (bold, italic) = (font.is_some_and(|f| f.bold), font.is_some_and(|f| f.italic));
        match words.last_mut() {
            Some(word)
                if !broken
                    && gap <= limit
                    && !is_glued_bullet(&word.text, &text)
                    && !may_be_drop_cap(word, glyph.size) =>
            {
                word.text.push_str(&text);
                word.bbox = word.bbox.union(&glyph.bbox);
                word.bold = word.bold && bold;
                word.italic = word.italic && italic;
                word.artifact &= glyph.artifact;
            }
            _ => words.push(Word {
                text,
                bbox: glyph.bbox,
                baseline: row.baseline,
                size: glyph.size,
                bold,
                italic,
                colour: glyph.colour,
                rotation,
                tag: tags.of(glyph),
                artifact: glyph.artifact,
            }),
        }
        broken = false;
        last_x1 = last_x1.max(local.x1);
        if gap > 3.0 * glyph.size {
            last_x1 = local.x1;
        }
    }
    words.retain(|w| !w.text.trim().is_empty());
    words
}

/// Tags of glyphs, looked up once for each run of one marked content.
struct Tags<'p> {
    page: &'p PageContent,
    last: Option<(u32, Option<TextTag>)>,
}

impl Tags<'_> {
    fn of(&mut self, glyph: &Glyph) -> Option<TextTag> {
        let mcid = glyph.mcid.filter(|_| !self.page.tags.is_empty())?;
        match self.last {
            Some((id, tag)) if id == mcid => tag,
            _ => {
                let tag = tag_of(self.page, mcid);
                self.last = Some((mcid, tag));
                tag
            }
        }
    }
}

/// A bullet that is painted without a gap before its text. A dash or an unknown
/// character belongs to the word.
fn is_glued_bullet(word: &str, next: &str) -> bool {
    word.len() <= 4 && is_round_bullet(word) && next.chars().next().is_some_and(char::is_alphanumeric)
}

fn median_size(glyphs: &[(BBox, &Glyph)]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().map(|(_, g)| g.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

/// For a line whose letters are spaced out ("L e v e l  3"): the gap that separates
/// words. `None` for ordinary lines.
fn letter_spacing_threshold(glyphs: &[(BBox, &Glyph)], size: f32) -> Option<f32> {
    let letters: Vec<&(BBox, &Glyph)> =
        glyphs.iter().filter(|(_, g)| !g.text.chars().all(char::is_whitespace)).collect();
    if letters.len() < 5 {
        return None;
    }
    let mut gaps: Vec<f32> = letters.windows(2).map(|p| p[1].0.x0 - p[0].0.x1).collect();
    gaps.sort_by(f32::total_cmp);
    let low = gaps[gaps.len() / 5];
    let median = gaps[gaps.len() / 2];
    // Ordinary text has no gap between most letters.
    (low > WORD_GAP * size && median < 1.2 * size).then_some(median * 1.7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use thresholds_model::page::Colour;

    fn glyph(text: &str, x: f32, y: f32, size: f32) -> Glyph {
        Glyph {
            text: text.into(),
            bbox: BBox::new(x, y - size * 0.8, x + size * 0.5, y + size * 0.2),
            origin: (x, y),
            size,
            font: 0,
            colour: Colour::BLACK,
            rotation: 0,
            mcid: None,
            invisible: false,
            artifact: false,
        }
    }

    fn set(text: &str, x: f32, y: f32, size: f32, step: f32) -> Vec<Glyph> {
        text.chars()
            .enumerate()
            .filter(|(_, c)| *c != ' ')
            .map(|(i, c)| glyph(&c.to_string(), x + i as f32 * step, y, size))
            .collect()
    }

    fn texts(rows: &[Vec<Word>]) -> Vec<String> {
        rows.iter().map(|r| r.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn a_gap_ends_a_word_even_without_a_blank_glyph() {
        let glyphs = set("at home", 0.0, 10.0, 10.0, 5.0);
        assert_eq!(texts(&rows(&glyphs, &PageContent::default())), ["at home"]);
    }

    #[test]
    fn spaced_out_letters_are_one_word() {
        let glyphs = set("Level  Three", 0.0, 10.0, 10.0, 8.0);
        assert_eq!(texts(&rows(&glyphs, &PageContent::default())), ["Level Three"]);
    }

    #[test]
    fn a_raised_footnote_mark_is_dropped() {
        let mut glyphs = set("neglect", 0.0, 10.0, 10.0, 5.0);
        glyphs.push(glyph("3", 35.0, 6.5, 5.0));
        assert_eq!(texts(&rows(&glyphs, &PageContent::default())), ["neglect"]);
    }

    #[test]
    fn raised_marks_in_brackets_are_dropped_too() {
        let mut glyphs = set("neglect and harm", 0.0, 10.0, 10.0, 5.0);
        for (i, c) in ["[", "4", "]", "[", "5", "]"].into_iter().enumerate() {
            glyphs.push(glyph(c, 80.0 + 2.5 * i as f32, 6.5, 5.0));
        }
        assert_eq!(texts(&rows(&glyphs, &PageContent::default())), ["neglect and harm"]);
    }

    #[test]
    fn any_number_of_raised_endings_stay_in_their_line() {
        let mut glyphs = set("the line above it", 0.0, 0.0, 10.0, 5.0);
        glyphs.extend(set("1   2   3   times", 0.0, 13.0, 10.0, 5.0));
        for (i, ending) in ["st", "nd", "rd"].iter().enumerate() {
            glyphs.extend(set(ending, 5.0 + 20.0 * i as f32, 8.0, 6.0, 3.0));
        }
        assert_eq!(
            texts(&rows(&glyphs, &PageContent::default())),
            ["the line above it", "1st 2nd 3rd times"]
        );
    }

    #[test]
    fn a_bullet_without_a_gap_is_a_word_of_its_own() {
        assert_eq!(
            texts(&rows(&set("•Neglect", 0.0, 10.0, 10.0, 5.0), &PageContent::default())),
            ["• Neglect"]
        );
        assert_eq!(texts(&rows(&set("–5", 0.0, 10.0, 10.0, 5.0), &PageContent::default())), ["–5"]);
    }

    #[test]
    fn ligatures_become_letters() {
        let glyphs = vec![glyph("ﬁ", 0.0, 10.0, 10.0), glyph("re", 5.0, 10.0, 10.0)];
        assert_eq!(texts(&rows(&glyphs, &PageContent::default())), ["fire"]);
    }

    #[test]
    fn text_from_bottom_to_top_reads_on() {
        let glyphs: Vec<Glyph> = "Tier"
            .chars()
            .enumerate()
            .map(|(i, c)| Glyph {
                bbox: BBox::new(10.0, 100.0 - (i as f32 + 1.0) * 5.0, 20.0, 100.0 - i as f32 * 5.0),
                origin: (18.0, 100.0 - i as f32 * 5.0),
                rotation: 270,
                ..glyph(&c.to_string(), 0.0, 0.0, 10.0)
            })
            .collect();
        assert_eq!(texts(&rows(&glyphs, &PageContent::default())), ["Tier"]);
    }
}
