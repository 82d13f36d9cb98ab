//! The way back from a text to the page: where each of its words stands.

use crate::fragment::Paragraph;
use thresholds_model::geometry::{BBox, PageBox};

/// Where the words of one text stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextMap {
    /// In the order of the text.
    words: Vec<Placed>,
}

/// One word as painted.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Placed {
    /// First byte in the text.
    start: usize,
    /// One past the last byte.
    end: usize,
    page: u32,
    /// Number of breaks of column or page before it.
    breaks: u32,
    bbox: BBox,
}

impl TextMap {
    /// Adds the word that takes these bytes of the text.
    pub fn push(&mut self, start: usize, end: usize, bbox: BBox, stretch: Stretch) {
        self.words.push(Placed { start, end, page: stretch.page, breaks: stretch.breaks, bbox });
    }

    /// Boxes of a range of the text: one for each stretch without a break of column or
    /// page. Empty when no word lies in the range.
    pub fn boxes(&self, start: usize, end: usize) -> Vec<PageBox> {
        let from = self.words.partition_point(|w| w.end <= start);
        let inside: Vec<&Placed> = self.words[from..].iter().take_while(|w| w.start < end).collect();
        inside
            .chunk_by(|a, b| a.breaks == b.breaks)
            .filter_map(|words| {
                let bbox = BBox::hull(words.iter().map(|w| &w.bbox))?.rounded();
                Some(PageBox { page: words[0].page, bbox })
            })
            .collect()
    }
}

/// An unbroken part of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    page: u32,
    breaks: u32,
}

/// The stretch in which each line of a paragraph stands: a line on a later page, or
/// higher up than the one before it (the head of the next column), begins a new one.
pub fn stretches(paragraph: &Paragraph) -> Vec<Stretch> {
    let mut breaks = 0;
    let mut out: Vec<Stretch> = Vec::with_capacity(paragraph.lines.len());
    for (i, line) in paragraph.lines.iter().enumerate() {
        let page = paragraph.page_of(i);
        if let (Some(last), Some(above)) = (out.last(), i.checked_sub(1).map(|i| &paragraph.lines[i])) {
            let upright = line.rotation == 0 && above.rotation == 0;
            let new_column = upright && line.bbox.y1 < above.bbox.y0;
            breaks += u32::from(page != last.page || new_column);
        }
        out.push(Stretch { page, breaks });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_a_box_for_each_stretch() {
        let mut map = TextMap::default();
        let (here, there) = (Stretch { page: 1, breaks: 0 }, Stretch { page: 2, breaks: 1 });
        map.push(0, 5, BBox::new(0.0, 0.0, 25.0, 10.0), here);
        map.push(6, 10, BBox::new(30.0, 0.0, 50.0, 10.0), here);
        map.push(11, 15, BBox::new(0.0, 700.0, 20.0, 710.0), there);
        let boxes = map.boxes(6, 15);
        assert_eq!(boxes[0], PageBox { page: 1, bbox: BBox::new(30.0, 0.0, 50.0, 10.0) });
        assert_eq!(boxes[1], PageBox { page: 2, bbox: BBox::new(0.0, 700.0, 20.0, 710.0) });
        assert_eq!(map.boxes(0, 5).len(), 1);
        assert!(map.boxes(20, 30).is_empty());
    }
}
