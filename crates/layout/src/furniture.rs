//! Running headers and footers, page numbers, menus: text that comes back at the same
//! place of many pages.

use crate::fragment::Line;
use crate::page::RawPage;
use std::collections::BTreeMap;
use thresholds_model::block::Furniture;

/// Zones at the top and the bottom in which furniture is looked for, share of the height.
const TOP: f32 = 0.11;
const BOTTOM: f32 = 0.90;
/// Positions of one running line differ by no more, points.
const SAME_PLACE: f32 = 8.0;

/// Lines this much larger than most are headings.
const HEADING_SIZE: f32 = 1.15;

/// Moves the furniture of all pages out of their lines.
pub fn mark(pages: &mut [RawPage]) {
    let seen = count_places(pages);
    for page in pages.iter_mut() {
        let height = page.height;
        let grids = page.atoms.iter().map(|a| a.bbox.y0);
        // A line that few pages repeat is no running header below text of the page's own.
        let own = page.lines.iter().filter(|l| l.rotation == 0 && shown_on(l, &seen) < 2);
        let first = own.filter(|l| !is_page_number(&l.text())).map(|l| l.bbox.y1).fold(f32::MAX, f32::min);
        let below_text = |l: &Line| l.bbox.y0 > first - 2.0 && shown_on(l, &seen) * 10 < seen.total * 6;
        let top_of_body = grids.fold(f32::MAX, f32::min);
        let mut kept = Vec::new();
        let lines = std::mem::take(&mut page.lines);
        let heads = columns_of_heads(&lines);
        for (i, line) in lines.into_iter().enumerate() {
            let zone = zone(&line, height)
                .filter(|z| *z == Furniture::Footer || line.bbox.y0 < top_of_body && !below_text(&line));
            match zone {
                _ if heads.contains(&i) => kept.push(line),
                Some(_) if is_page_number(&line.text()) => page.furniture.push((line, Furniture::PageNumber)),
                Some(zone) if line.artifact() || repeated(&line, &seen) => page.furniture.push((line, zone)),
                None if line.artifact() && anywhere_else(&line, page.number, &seen) => {
                    page.furniture.push((line, Furniture::Repeated));
                }
                None if everywhere(&line, &seen) => {
                    page.furniture.push((line, Furniture::Repeated));
                }
                _ => kept.push(line),
            }
        }
        page.lines = kept;
    }
}

/// A height at which a text stands, with the pages that show it there.
struct Place {
    y: f32,
    pages: Vec<u32>,
    /// The texts met, which differ in their numbers.
    texts: Vec<String>,
}

/// Places by text (digits folded), and the number of pages.
struct Places {
    by_text: BTreeMap<String, Vec<Place>>,
    total: usize,
    /// Size of most lines.
    size: f32,
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_ascii_digit() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            c => out.push(c),
        }
    }
    out
}

fn count_places(pages: &[RawPage]) -> Places {
    let mut by_text: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    let mut sizes = Vec::new();
    for page in pages {
        for line in page.lines.iter().filter(|l| l.rotation == 0) {
            sizes.push(line.size());
            let text = line.text();
            let places = by_text.entry(folded(&text)).or_default();
            match places.iter_mut().find(|p| (p.y - line.bbox.y0).abs() < SAME_PLACE) {
                Some(place) => {
                    if !place.texts.contains(&text) {
                        place.texts.push(text);
                    }
                    if place.pages.last() != Some(&page.number) {
                        place.pages.push(page.number);
                    }
                }
                None => {
                    places.push(Place { y: line.bbox.y0, pages: vec![page.number], texts: vec![text] });
                }
            }
        }
    }
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(10.0);
    Places { by_text, total: pages.len(), size }
}

fn zone(line: &Line, height: f32) -> Option<Furniture> {
    if line.rotation != 0 {
        None
    } else if line.bbox.mid_y() < TOP * height {
        Some(Furniture::Header)
    } else if line.bbox.mid_y() > BOTTOM * height {
        Some(Furniture::Footer)
    } else {
        None
    }
}

/// Number of pages that show the line at its place. Large lines that differ in a number
/// ("Level 1", "Level 2") are headings, each of its own page. So are bold ones where the
/// number counts no pages: some pages share it.
fn shown_on(line: &Line, places: &Places) -> usize {
    let found = places.by_text.get(&folded(&line.text()));
    let place = found.and_then(|list| list.iter().find(|p| (p.y - line.bbox.y0).abs() < SAME_PLACE));
    let large = line.size() > HEADING_SIZE * places.size;
    let heading = |p: &Place| {
        let shared = line.bold() && p.texts.len() < p.pages.len();
        p.texts.len() > 1 && (large || shared)
    };
    place.map_or(0, |p| if heading(p) { 1 } else { p.pages.len() })
}

fn repeated(line: &Line, places: &Places) -> bool {
    let pages = shown_on(line, places);
    pages >= 2 && pages * 10 >= places.total * 3
}

/// On most pages of a longer document, wherever it stands.
fn everywhere(line: &Line, places: &Places) -> bool {
    places.total >= 4 && shown_on(line, places) * 10 >= places.total * 8
}

/// The same text stands on another page, at whatever place.
fn anywhere_else(line: &Line, page: u32, places: &Places) -> bool {
    let found = places.by_text.get(&folded(&line.text()));
    found.is_some_and(|list| list.iter().flat_map(|p| &p.pages).any(|p| *p != page))
}

fn is_page_number(text: &str) -> bool {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect();
    let number = |w: &str| w.len() <= 3 && w.chars().all(|c| c.is_ascii_digit());
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [n] => number(n),
        ["page", n] | [n, "page"] => number(n),
        [a, "of", b] | ["page", a, "of", b] => number(a) && number(b),
        _ => false,
    }
}

/// Lines that stand three or more on one height: the heads of columns, not a running line.
fn columns_of_heads(lines: &[Line]) -> Vec<usize> {
    (0..lines.len())
        .filter(|i| {
            let same = lines
                .iter()
                .filter(|l| l.rotation == 0 && (l.baseline() - lines[*i].baseline()).abs() < 2.0)
                .count();
            same >= 4
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for t in ["7", "Page 7", "- 7 -", "7 of 20", "Page 7 of 20", "7 | Page"] {
            assert!(is_page_number(t), "{t}");
        }
        for t in ["Level 3", "2020", "Page seven is blank", "7 children"] {
            assert!(!is_page_number(t), "{t}");
        }
    }
}
