//! Drop caps: a first letter several lines high belongs to the word at its top.

use crate::fragment::{Line, Word};

/// A drop cap is at least so many times as large as the text beside it.
const LARGER: f32 = 1.8;
/// The text stands at most this far to the right of it, in ems of the text.
const NEAR: f32 = 1.2;

/// Whether a word is a letter that may be a drop cap beside text of this size.
pub fn may_be_drop_cap(word: &Word, size: f32) -> bool {
    let mut chars = word.text.chars();
    word.rotation == 0
        && matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase())
        && word.size > LARGER * size
}

/// Gives drop caps to the words that they begin.
pub fn join(lines: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len());
    let mut caps = Vec::new();
    for mut line in lines {
        let beside = line.words.get(1).map_or(0.0, |w| w.size);
        if line.words.first().is_some_and(|w| may_be_drop_cap(w, beside)) {
            caps.push(line.words.remove(0));
        }
        if !line.words.is_empty() {
            out.push(Line::new(line.words));
        }
    }
    for cap in caps {
        match first_line(&out, &cap) {
            Some(i) => begin_with(&mut out[i], &cap),
            None => out.push(Line::new(vec![cap])),
        }
    }
    out
}

/// The uppermost of at least two lines that stand beside the letter.
fn first_line(lines: &[Line], cap: &Word) -> Option<usize> {
    let beside: Vec<usize> = (0..lines.len())
        .filter(|i| {
            let line = &lines[*i];
            let from = line.bbox.x0 - cap.bbox.x1;
            may_be_drop_cap(cap, line.size())
                && line.rotation == 0
                && from > -0.3 * line.size()
                && from < NEAR * line.size()
                && line.bbox.mid_y() > cap.bbox.y0
                && line.bbox.mid_y() < cap.bbox.y1
        })
        .collect();
    let top = beside.iter().copied().min_by(|a, b| lines[*a].bbox.y0.total_cmp(&lines[*b].bbox.y0));
    top.filter(|_| beside.len() >= 2)
}

fn begin_with(line: &mut Line, cap: &Word) {
    let Some(first) = line.words.first_mut() else { return };
    first.text.insert_str(0, &cap.text);
    first.bbox.x0 = first.bbox.x0.min(cap.bbox.x0);
}
