//! Lines of one column to paragraphs and bullets.

use crate::fragment::{Line, Paragraph};
use crate::lines::in_column;
use crate::tags::Role;
use crate::text::{is_marker, is_open_number};
use thresholds_model::geometry::BBox;
use thresholds_model::page::Colour;

/// A gap larger than this many line steps starts a new paragraph.
const PARAGRAPH_GAP: f32 = 1.42;
/// So does a smaller one before a capital: statements without bullets, set a little apart.
const STATEMENT_GAP: f32 = 1.18;
/// Longest label of a list item, words.
const LABEL_WORDS: usize = 2;
/// Fewest lines that can be seen to be running text, and by how much of the measure one
/// of them may fall short.
const PROSE_LINES: usize = 4;
const SHORT_LINE: f32 = 0.15;
/// Width of a blank, in ems.
const BLANK: f32 = 0.28;

/// Deepest nesting of bullets that is told apart.
const MAX_DEPTH: u8 = 5;

/// Where lines stand.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    pub page: u32,
    /// Right edge of the space in which the lines are set.
    pub right: f32,
    pub fill: Option<Colour>,
}

/// Paragraphs and bullets of one column, from the top.
pub fn paragraphs(lines: Vec<Line>, setting: Setting) -> Vec<Paragraph> {
    let (upright, turned): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|l| l.rotation == 0);
    let lines = in_column(upright);
    let pitch = line_pitch(&lines);
    spaced(lines, turned, pitch, setting)
}

/// Labels beside the lines of other columns, which tell how close lines of one text stand.
pub fn labels(lines: Vec<Line>, others: &[Line], setting: Setting) -> Vec<Paragraph> {
    let (upright, turned): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|l| l.rotation == 0);
    let lines = in_column(upright);
    let beside = in_column(others.iter().filter(|l| l.rotation == 0).cloned().collect());
    let pitch = line_pitch(&lines).min(line_pitch(&beside));
    spaced(lines, turned, pitch, setting)
}

fn spaced(lines: Vec<Line>, turned: Vec<Line>, pitch: f32, setting: Setting) -> Vec<Paragraph> {
    let rights = rights(&lines, pitch, setting.right);
    let mut out: Vec<Paragraph> = Vec::new();
    for (line, right) in lines.into_iter().zip(rights) {
        let (marker, line) = take_marker(line);
        let fresh = marker.is_some()
            || out.last().is_none_or(|p: &Paragraph| starts_paragraph(p, &line, pitch, right));
        match out.last_mut() {
            Some(last) if !fresh => {
                last.bbox = last.bbox.union(&line.bbox);
                last.lines.push(line);
            }
            _ => out.push(paragraph(vec![line], marker, setting)),
        }
    }
    set_depths(&mut out);
    out.extend(turned_paragraphs(turned, setting));
    out.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    out
}

fn paragraph(lines: Vec<Line>, marker: Option<(String, BBox)>, setting: Setting) -> Paragraph {
    let mut bbox = BBox::hull(lines.iter().map(|l| &l.bbox)).unwrap_or_default();
    if let Some((_, b)) = &marker {
        bbox = bbox.union(b);
    }
    Paragraph {
        page: setting.page,
        page_end: setting.page,
        lines,
        bbox,
        page_breaks: Vec::new(),
        marker: marker.map(|(m, _)| m),
        depth: 0,
        fill: setting.fill,
        right: setting.right,
        furniture: None,
        band: false,
        boxed: None,
    }
}

/// Text set sideways: all lines of one direction that touch are one paragraph.
fn turned_paragraphs(lines: Vec<Line>, setting: Setting) -> Vec<Paragraph> {
    let mut groups: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let near = |other: &Line| {
            let slack = 0.9 * line.size();
            other.rotation == line.rotation
                && other.bbox.x0 - slack < line.bbox.x1
                && other.bbox.x1 + slack > line.bbox.x0
                && other.bbox.overlap_y(&line.bbox) > 0.3 * other.bbox.height().min(line.bbox.height())
        };
        match groups.iter_mut().find(|g| g.iter().any(near)) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    for group in &mut groups {
        // Lines of text that reads upwards follow each other to the right.
        let downwards = group.first().is_some_and(|l| l.rotation == 90);
        group.sort_by(|a, b| {
            if downwards { b.bbox.x0.total_cmp(&a.bbox.x0) } else { a.bbox.x0.total_cmp(&b.bbox.x0) }
        });
    }
    groups.into_iter().map(|g| paragraph(g, None, setting)).collect()
}

/// Takes a bullet or number off the line, when text follows it.
fn take_marker(mut line: Line) -> (Option<(String, BBox)>, Line) {
    // The structure tree says what the label is.
    let labels = line.words.iter().take_while(|w| w.tag.is_some_and(|t| t.label)).count();
    if labels > 0 && labels < line.words.len() && labels <= LABEL_WORDS {
        let text = line.words.split_off(labels);
        let label = Line::new(std::mem::replace(&mut line.words, text));
        return (Some((label.text(), label.bbox)), Line::new(line.words));
    }
    let is = match line.words.as_slice() {
        [first, second, ..] => {
            is_marker(&first.text, second.bbox.x0 - first.bbox.x1, first.size.max(second.size))
                && (!is_open_number(&first.text) || second.text.starts_with(char::is_uppercase))
        }
        _ => false,
    };
    if is {
        let first = line.words.remove(0);
        return (Some((first.text, first.bbox)), Line::new(line.words));
    }
    (None, line)
}

/// The usual distance of two baselines.
fn line_pitch(lines: &[Line]) -> f32 {
    let mut steps: Vec<f32> =
        lines.windows(2).map(|p| p[1].baseline() - p[0].baseline()).filter(|d| *d > 2.0).collect();
    steps.sort_by(f32::total_cmp);
    let size = lines.first().map_or(10.0, Line::size);
    // The tighter steps are those inside paragraphs.
    steps.get(steps.len() / 4).copied().unwrap_or(size * 1.2).clamp(size * 0.9, size * 1.7)
}

/// How far to the right the text of each line is set: that of the space, but in running
/// text that is set narrower (inside a box, beside a picture) as far as its lines reach.
fn rights(lines: &[Line], pitch: f32, right: f32) -> Vec<f32> {
    let mut out = Vec::with_capacity(lines.len());
    let apart = |a: &Line, b: &Line| {
        (a.bbox.x0 - b.bbox.x0).abs() > 0.6 * b.size()
            || (a.size() - b.size()).abs() > 0.12 * a.size()
            || b.baseline() - a.baseline() > PARAGRAPH_GAP * pitch.max(b.size() * 1.05)
    };
    for run in lines.chunk_by(|a, b| !apart(a, b)) {
        let reach = run.iter().map(|l| l.bbox.x1).fold(f32::MIN, f32::max);
        let narrower = is_prose(run, reach) && reach < right;
        out.extend(std::iter::repeat_n(if narrower { reach } else { right }, run.len()));
    }
    out
}

/// Lines that nearly fill their measure and go on with small letters.
fn is_prose(lines: &[Line], reach: f32) -> bool {
    let [first, .., _] = lines else { return false };
    let inner = lines.len() - 1;
    let full = |l: &&Line| reach - l.bbox.x1 < SHORT_LINE * (reach - first.bbox.x0);
    let low = |l: &&Line| l.words.first().is_some_and(|w| w.text.starts_with(char::is_lowercase));
    lines.len() >= PROSE_LINES
        && lines[..inner].iter().filter(full).count() * 4 >= inner * 3
        && lines[1..].iter().filter(low).count() * 2 >= inner
}

fn starts_paragraph(last: &Paragraph, line: &Line, pitch: f32, right: f32) -> bool {
    let Some(above) = last.lines.last() else { return true };
    let step = line.baseline() - above.baseline();
    let (size, above_size) = (line.size(), above.size());
    if (size - above_size).abs() > 0.12 * above_size
        || above.bold() != line.bold() && changes_weight(above, line)
    {
        return true;
    }
    // A title in italics that returns to the edge of the bullet above it.
    if last.marker.is_some() && line.italic() && !above.words.iter().any(|w| w.italic) {
        return true;
    }
    if step > PARAGRAPH_GAP * pitch.max(size * 1.05) {
        return true;
    }
    let text = above.text();
    let opens = line.words.first().and_then(|w| w.text.chars().next()).is_some_and(|c| !c.is_lowercase());
    if opens && step > STATEMENT_GAP * pitch && step - pitch > 0.15 * size && !text.ends_with(['-', ',', '/'])
    {
        return true;
    }
    match (above.tag(), line.tag()) {
        (Some(a), Some(b)) if a.element != b.element => return true,
        // A paragraph of the tree may hold lines that were broken on purpose.
        (Some(_), Some(_)) if runs_into(&text, line) => return false,
        _ => {}
    }
    if text.ends_with('-') || text.ends_with('\u{ad}') || text.ends_with('/') {
        return false;
    }
    if last.marker.is_some() {
        let text_x = last.lines[0].bbox.x0;
        // A hanging indent holds a bullet together; an outdent ends it.
        if line.bbox.x0 > text_x - 0.35 * size {
            return line.bbox.x0 > text_x + 2.5 * size && ended_early(above, line, right, 0.0);
        }
        if last.bbox.x0 > line.bbox.x0 + 0.5 * size {
            return true;
        }
    }
    let first = line.words.first().map_or("", |w| w.text.as_str());
    let lower = first.chars().next().is_some_and(char::is_lowercase);
    let closed = text.ends_with(['.', ';', ':', '!', '?']);
    let binding = text.ends_with(',')
        || ["and", "or", "of", "the", "to", "a", "an", "in", "with", "for", "by", "from", "on", "is", "are"]
            .iter()
            .any(|w| text.rsplit(' ').next() == Some(w));
    let slack = match (lower, closed, binding) {
        (_, false, true) => 8.0,
        (true, false, _) => 3.0,
        _ => 0.4,
    };
    ended_early(above, line, right, slack * size)
}

/// The line goes on in the middle of the sentence above it.
fn runs_into(above: &str, line: &Line) -> bool {
    let first = line.words.first().map_or("", |w| w.text.as_str());
    first.chars().next().is_some_and(char::is_lowercase) && !above.ends_with(['.', ';', ':', '!', '?'])
}

/// A change of weight starts a paragraph unless a bold lead runs into plain text.
fn changes_weight(above: &Line, line: &Line) -> bool {
    line.bold() || above.bold()
}

/// The first word of the next line would have fitted on the line above.
fn ended_early(above: &Line, line: &Line, right: f32, slack: f32) -> bool {
    let word = line.words.first().map_or(0.0, |w| w.bbox.width());
    above.bbox.x1 + BLANK * line.size() + word + slack < right
}

/// Nesting by the left edges of the bullets.
fn set_depths(paragraphs: &mut [Paragraph]) {
    let tagged = |p: &Paragraph| p.tag().filter(|t| t.role == Role::Item).map(|t| t.depth);
    if paragraphs.iter().filter(|p| p.marker.is_some()).all(|p| tagged(p).is_some()) {
        for p in paragraphs.iter_mut().filter(|p| p.marker.is_some()) {
            p.depth = tagged(p).unwrap_or(0).min(MAX_DEPTH);
        }
        return;
    }
    let mut lefts: Vec<f32> = paragraphs.iter().filter(|p| p.marker.is_some()).map(|p| p.bbox.x0).collect();
    lefts.sort_by(f32::total_cmp);
    lefts.dedup_by(|a, b| *a - *b < 5.0);
    for p in paragraphs.iter_mut().filter(|p| p.marker.is_some()) {
        let depth = lefts.iter().filter(|l| **l < p.bbox.x0 - 5.0).count();
        p.depth = u8::try_from(depth).unwrap_or(MAX_DEPTH).min(MAX_DEPTH);
    }
}
