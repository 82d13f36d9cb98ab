//! The texts of a reading by where they stand: title, title page, running headers,
//! watermark, body.

use crate::kind::{is_other_title, is_threshold_title};
use std::collections::BTreeMap;
use thresholds_areas::without_aggregator_noise;
use thresholds_model::block::{Block, BlockKind, Furniture};
use thresholds_model::reading::Reading;

/// A paragraph of this many words is running text, at which a title page ends.
const RUNNING_TEXT: usize = 30;
/// Most lines of a title page.
const MOST_LINES: usize = 25;
/// A first page with fewer words than this (a logo, a picture) goes on on the next.
const FEW_WORDS: usize = 6;
/// Longest title, in words.
const LONG_TITLE: usize = 30;

/// The texts of one reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Texts {
    /// The title, from the title page or else the metadata.
    pub title: Option<String>,
    /// The outermost heading of the title page.
    pub headline: Option<String>,
    /// Lines of the title page, the title left out when it is one of them.
    pub cover: Vec<String>,
    /// Distinct running headers and footers in their order.
    pub running: Vec<String>,
    /// Distinct watermarks.
    pub watermarks: Vec<String>,
    /// Everything else but contents pages and furniture.
    pub body: Vec<String>,
}

struct Line {
    text: String,
    /// Depth of a heading.
    heading: Option<u8>,
}

impl Texts {
    pub fn of(reading: &Reading) -> Self {
        let (cover, rest) = split_cover(&reading.blocks);
        let title = printed_title(&cover).or_else(|| metadata_title(reading)).or_else(|| first_line(&cover));
        let headline = cover.iter().filter(|l| l.heading.is_some()).min_by_key(|l| l.heading);
        let headline = headline.map(|l| l.text.clone());
        let lines = cover.into_iter().map(|l| l.text).filter(|t| Some(t) != title.as_ref());
        Self {
            cover: lines.collect(),
            running: furniture(reading, &[Furniture::Header, Furniture::Footer, Furniture::Repeated]),
            watermarks: furniture(reading, &[Furniture::Watermark]),
            body: body(&rest),
            title,
            headline,
        }
    }
}

/// Blocks of the title page as lines, and all others.
fn split_cover(blocks: &[Block]) -> (Vec<Line>, Vec<&Block>) {
    let mut own = blocks.iter().filter(|b| b.furniture.is_none()).peekable();
    let mut cover: Vec<Line> = Vec::new();
    let first_page = own.peek().map_or(1, |b| b.page);
    let mut words = 0;
    while let Some(block) = own.peek() {
        let lines = lines_of(block);
        let length: usize = lines.iter().map(|l| count(&l.text)).sum();
        let turns = block.page > first_page + 1 || block.page > first_page && words >= FEW_WORDS;
        if turns || length >= RUNNING_TEXT || ends_cover(block) || cover.len() >= MOST_LINES {
            break;
        }
        words += length;
        cover.extend(lines);
        own.next();
    }
    (cover, own.collect())
}

/// Headings of the first chapter.
fn ends_cover(block: &Block) -> bool {
    let BlockKind::Heading { text, .. } = &block.kind else { return false };
    let folded = text.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let chapters = [
        "contents",
        "table of contents",
        "introduction",
        "foreword",
        "purpose",
        "about this",
        "welcome",
        "background",
        "aims",
        "why ",
        "who ",
        "document control",
        "version control",
        "acknowledg",
    ];
    chapters.iter().any(|c| folded.starts_with(c))
}

/// A block as lines; nothing but text is lost.
fn lines_of(block: &Block) -> Vec<Line> {
    let line =
        |text: &str, heading| Line { text: text.split_whitespace().collect::<Vec<_>>().join(" "), heading };
    let lines = match &block.kind {
        BlockKind::Heading { level, text } => vec![line(text, Some(*level))],
        BlockKind::Paragraph { text, lead } => {
            lead.iter().map(|l| line(l, None)).chain([line(text, None)]).collect()
        }
        BlockKind::ListItem { text, .. } => vec![line(text, None)],
        BlockKind::Table(table) => {
            let caption = table.caption.iter().map(|c| line(c, None));
            let cells = table.cells.iter().flat_map(|c| &c.items).map(|i| line(&i.text, None));
            caption.chain(cells).collect()
        }
    };
    lines.into_iter().filter(|l| !l.text.is_empty()).collect()
}

/// The heading that names a threshold document or one of another kind, else the
/// outermost heading, else the short line that names a threshold document.
fn printed_title(cover: &[Line]) -> Option<String> {
    let short = |l: &&Line| count(&l.text) <= LONG_TITLE;
    let headings = || cover.iter().filter(|l| l.heading.is_some()).filter(short);
    let named = headings().find(|l| is_threshold_title(&l.text));
    let other = || headings().find(|l| is_other_title(&l.text));
    let outermost = || headings().min_by_key(|l| l.heading);
    let lines =
        || cover.iter().filter(|l| count(&l.text) <= LONG_TITLE / 2).find(|l| is_threshold_title(&l.text));
    named.or_else(other).or_else(outermost).or_else(lines).map(|l| l.text.clone())
}

fn first_line(cover: &[Line]) -> Option<String> {
    cover.iter().find(|l| count(&l.text) <= LONG_TITLE / 2).map(|l| l.text.clone())
}

/// The title in the metadata, unless a program put it there.
pub(crate) fn metadata_title(reading: &Reading) -> Option<String> {
    let title = reading.metadata.title.as_deref()?.trim();
    let title = title
        .strip_prefix("Microsoft Word - ")
        .or(title.strip_prefix("Microsoft PowerPoint - "))
        .unwrap_or(title);
    let folded = title.to_lowercase();
    let empty =
        ["untitled", "(anonymous)", "(unspecified)", "document", "powerpoint presentation", "slide", "title"];
    let by_program =
        empty.iter().any(|e| folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ') == *e);
    let known = [".docx", ".doc", ".pdf", ".pptx", ".ppt", ".xlsx", ".indd", ".pub", ".rtf"];
    let bare = known.iter().find(|e| folded.ends_with(*e)).and_then(|e| title.get(..title.len() - e.len()));
    let title = bare.unwrap_or(title).trim();
    (!title.is_empty() && !by_program).then(|| title.to_owned())
}

fn furniture(reading: &Reading, kinds: &[Furniture]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for block in reading.blocks.iter().filter(|b| b.furniture.is_some_and(|f| kinds.contains(&f))) {
        for line in lines_of(block) {
            if line.text.chars().any(char::is_alphabetic) && !out.contains(&line.text) {
                out.push(line.text);
            }
        }
    }
    out
}

/// Running text by pages, without what a copying site adds to a page.
fn body(blocks: &[&Block]) -> Vec<String> {
    let mut pages: BTreeMap<u32, String> = BTreeMap::new();
    for block in blocks {
        for line in lines_of(block) {
            let page = pages.entry(block.page).or_default();
            page.push_str(&line.text);
            page.push('\n');
        }
    }
    pages.into_values().map(|page| without_aggregator_noise(&page)).collect()
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}
