//! Whole PDFs from an independent writer, tagged and untagged: what comes out is what was
//! written.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    ArtifactType, ContentTag, ListNumbering, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, TextDirection};
use krilla::{Document, SerializeSettings};
use std::num::{NonZeroU16, NonZeroU32};
use thresholds_model::block::{Block, BlockKind, Furniture, Table, TableSource};
use thresholds_model::quality::Grade;
use thresholds_model::reading::{OcrMode, ReadSettings, Reading};

const SIZE: f32 = 10.0;
const STEP: f32 = 13.0;

/// A page that is being painted; what is painted gives its place in the structure tree.
struct Pen<'p, 'd> {
    surface: &'p mut Surface<'d>,
    plain: Font,
    bold: Font,
}

impl Pen<'_, '_> {
    fn set(&mut self, x: f32, y: f32, text: &str, size: f32, bold: bool) {
        let font = if bold { self.bold.clone() } else { self.plain.clone() };
        self.surface.draw_text(Point::from_xy(x, y), font, size, text, false, TextDirection::Auto);
    }

    fn marked(&mut self, tag: ContentTag<'_>, draw: impl FnOnce(&mut Self)) -> Node {
        let id = self.surface.start_tagged(tag);
        draw(self);
        self.surface.end_tagged();
        Node::Leaf(id)
    }

    /// Lines one under the other, each as marked content of its own.
    fn lines(&mut self, x: f32, y: f32, lines: &[&str], bold: bool) -> Vec<Node> {
        let line = |(i, text): (usize, &&str)| {
            self.marked(ContentTag::Other, |pen| pen.set(x, y + STEP * i as f32, text, SIZE, bold))
        };
        lines.iter().enumerate().map(line).collect()
    }

    fn heading(&mut self, level: u16, y: f32, text: &str, size: f32) -> Node {
        let leaf = self.marked(ContentTag::Other, |pen| pen.set(50.0, y, text, size, true));
        group(Tag::Hn(NonZeroU16::new(level).unwrap(), None), vec![leaf])
    }

    /// A bullet at (x, y) with its text.
    fn item(&mut self, x: f32, y: f32, lines: &[&str], inner: Option<Node>) -> Node {
        let bullet = self.lines(x, y, &["•"], false);
        let mut body = self.lines(x + 12.0, y, lines, false);
        body.extend(inner);
        group(Tag::LI, vec![group(Tag::Lbl, bullet), group(Tag::LBody, body)])
    }

    fn rule(&mut self, x0: f32, y0: f32, x1: f32, y1: f32) {
        let mut path = PathBuilder::new();
        path.push_rect(Rect::from_ltrb(x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25).unwrap());
        self.surface.set_fill(Some(Fill { paint: rgb::Color::new(90, 90, 90).into(), ..Fill::default() }));
        self.surface.draw_path(&path.finish().unwrap());
        self.surface.set_fill(None);
    }

    fn artifact(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        let tag = ContentTag::Artifact(krilla::tagging::Artifact::with_kind(kind));
        self.marked(tag, draw);
    }
}

fn group(tag: impl Into<TagKind>, children: Vec<Node>) -> Node {
    Node::Group(TagGroup::with_children(tag, children))
}

fn list(items: Vec<Node>) -> Node {
    group(Tag::L(ListNumbering::Disc), items)
}

/// Writes pages and their tree, and reads the file.
fn read(tagged: bool, pages: &[fn(&mut Pen<'_, '_>) -> Vec<Node>]) -> Reading {
    read_tree(tagged, pages, |parts| parts.into_iter().flatten().collect())
}

fn read_tree(
    tagged: bool,
    pages: &[fn(&mut Pen<'_, '_>) -> Vec<Node>],
    tree: impl FnOnce(Vec<Vec<Node>>) -> Vec<Node>,
) -> Reading {
    let settings = SerializeSettings { enable_tagging: tagged, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let font = |data: &'static [u8]| Font::new(data.into(), 0).unwrap();
    let (plain, bold) = (font(dejavu::sans::regular()), font(dejavu::sans::bold()));
    let mut parts = Vec::new();
    for draw in pages {
        let mut page = document.start_page_with(PageSettings::from_wh(595.0, 842.0).unwrap());
        let mut surface = page.surface();
        parts.push(draw(&mut Pen { surface: &mut surface, plain: plain.clone(), bold: bold.clone() }));
        surface.finish();
        page.finish();
    }
    if tagged {
        document.set_tag_tree(TagTree::from(tree(parts)));
    }
    let bytes = document.finish().unwrap();
    let settings = ReadSettings { ocr: OcrMode::Never, ..ReadSettings::default() };
    let reading = thresholds_reader::read(&bytes, &settings).unwrap();
    assert!(reading.pages.iter().all(|p| p.quality.grade == Grade::Good), "{:?}", reading.pages);
    reading
}

/// Blocks that are not furniture, one line each; the cells of a table with their spans.
fn outline(reading: &Reading) -> Vec<String> {
    reading.blocks.iter().filter(|b| b.furniture.is_none()).flat_map(lines_of).collect()
}

fn lines_of(block: &Block) -> Vec<String> {
    match &block.kind {
        BlockKind::Heading { level, text } => vec![format!("{} {text}", "#".repeat(usize::from(*level)))],
        BlockKind::Paragraph { text, .. } => vec![text.clone()],
        BlockKind::ListItem { depth, text, .. } => {
            vec![format!("{}* {text}", "  ".repeat(usize::from(*depth)))]
        }
        BlockKind::Table(table) => table.cells.iter().map(cell_line).collect(),
    }
}

fn cell_line(cell: &thresholds_model::block::TableCell) -> String {
    let span = match (cell.row_span, cell.col_span) {
        (1, 1) => String::new(),
        (rows, cols) => format!(" spans {rows}x{cols}"),
    };
    format!("{},{}{span}: {}", cell.row, cell.col, cell.text())
}

fn tables(reading: &Reading) -> Vec<&Table> {
    let table = |b: &'_ Block| matches!(b.kind, BlockKind::Table(_));
    reading
        .blocks
        .iter()
        .filter(|b| table(b))
        .filter_map(|b| match &b.kind {
            BlockKind::Table(t) => Some(t),
            _ => None,
        })
        .collect()
}

fn headings_and_lists(pen: &mut Pen<'_, '_>) -> Vec<Node> {
    let mut tree = vec![pen.heading(1, 70.0, "Levels of need", 20.0)];
    let text =
        ["Families ask for help in many ways, and most of them are", "met by those who know them best."];
    tree.push(group(Tag::P, pen.lines(50.0, 100.0, &text, false)));
    tree.push(pen.heading(2, 145.0, "Level 2", 14.0));
    let inner = pen.item(74.0, 191.0, &["tired", "in class"], None);
    let deep = list(vec![inner]);
    let first = pen.item(50.0, 165.0, &["Often late for school, and has been for", "a term"], Some(deep));
    let second = pen.item(50.0, 217.0, &["Little to eat at home"], None);
    tree.push(list(vec![first, second]));
    tree
}

#[test]
fn headings_paragraphs_and_nested_lists_come_out_as_written() {
    for tagged in [true, false] {
        assert_eq!(
            outline(&read(tagged, &[headings_and_lists])),
            [
                "# Levels of need",
                "Families ask for help in many ways, and most of them are met by those who know them best.",
                "## Level 2",
                "* Often late for school, and has been for a term",
                "  * tired in class",
                "* Little to eat at home",
            ],
            "tagged: {tagged}"
        );
    }
}

const XS: [f32; 4] = [50.0, 150.0, 320.0, 490.0];

fn th(span: u32, nodes: Vec<Node>) -> Node {
    group(
        Tag::TH(TableHeaderScope::Column).with_col_span(NonZeroU32::new(span).filter(|n| n.get() > 1)),
        nodes,
    )
}

fn td(rows: u32, cols: u32, nodes: Vec<Node>) -> Node {
    let span = |n: u32| NonZeroU32::new(n).filter(|n| n.get() > 1);
    group(Tag::TD.with_row_span(span(rows)).with_col_span(span(cols)), vec![group(Tag::P, nodes)])
}

/// Text of a table with a merged head, a merged label and a merged cell.
fn table_text(pen: &mut Pen<'_, '_>) -> Vec<Node> {
    let area = pen.lines(54.0, 114.0, &["Area"], true);
    let early = pen.lines(154.0, 114.0, &["Early help"], true);
    let heads = group(Tag::TR, vec![th(1, area), th(2, early)]);
    let home = pen.lines(54.0, 134.0, &["Home"], true);
    let damp = pen.lines(154.0, 134.0, &["Damp walls and", "no heating"], false);
    let debt = pen.lines(324.0, 134.0, &["Debts that grow"], false);
    let first = group(Tag::TR, vec![td(2, 1, home), td(1, 1, damp), td(1, 1, debt)]);
    let evicted = pen.lines(154.0, 174.0, &["Has been told to leave, and has nowhere to go to"], false);
    let second = group(Tag::TR, vec![td(1, 2, evicted)]);
    vec![group(Tag::Table, vec![heads, first, second])]
}

fn table_rules(pen: &mut Pen<'_, '_>) {
    for (y, from) in [(100.0, 0), (120.0, 0), (160.0, 1), (186.0, 0)] {
        pen.rule(XS[from], y, XS[3], y);
    }
    for (x, from, to) in
        [(XS[0], 100.0, 186.0), (XS[1], 100.0, 186.0), (XS[2], 120.0, 160.0), (XS[3], 100.0, 186.0)]
    {
        pen.rule(x, from, x, to);
    }
}

fn ruled_table(pen: &mut Pen<'_, '_>) -> Vec<Node> {
    table_rules(pen);
    table_text(pen)
}

const TABLE: [&str; 6] = [
    "0,0: Area",
    "0,1 spans 1x2: Early help",
    "1,0 spans 2x1: Home",
    "1,1: Damp walls and no heating",
    "1,2: Debts that grow",
    "2,1 spans 1x2: Has been told to leave, and has nowhere to go to",
];

#[test]
fn a_table_with_merged_cells_has_their_spans() {
    for (tagged, source) in [(true, TableSource::Tagged), (false, TableSource::Ruled)] {
        let reading = read(tagged, &[ruled_table]);
        assert_eq!(outline(&reading), TABLE, "tagged: {tagged}");
        let table = tables(&reading)[0];
        assert_eq!((table.source, table.header_rows, table.header_cols), (source, 1, 1));
    }
}

#[test]
fn a_table_that_is_not_painted_has_the_spans_of_the_tree() {
    assert_eq!(outline(&read(true, &[table_text])), TABLE);
}

fn row(pen: &mut Pen<'_, '_>, y: f32, texts: [&str; 2]) -> Node {
    pen.rule(50.0, y + 8.0, 490.0, y + 8.0);
    let cells =
        [54.0, 204.0].iter().zip(texts).map(|(x, t)| td(1, 1, pen.lines(*x, y, &[t], false))).collect();
    group(Tag::TR, cells)
}

fn heads(pen: &mut Pen<'_, '_>, y: f32) -> Node {
    pen.rule(50.0, y - 14.0, 490.0, y - 14.0);
    pen.rule(50.0, y + 8.0, 490.0, y + 8.0);
    for x in [50.0, 200.0, 490.0] {
        pen.rule(x, y - 14.0, x, y + 52.0);
    }
    let cells = [54.0, 204.0]
        .iter()
        .zip(["Area", "What you see"])
        .map(|(x, t)| th(1, pen.lines(*x, y, &[t], true)))
        .collect();
    group(Tag::TR, cells)
}

fn table_begins(pen: &mut Pen<'_, '_>) -> Vec<Node> {
    vec![
        heads(pen, 714.0),
        row(pen, 736.0, ["Home", "Damp walls"]),
        row(pen, 758.0, ["School", "Often late"]),
    ]
}

fn table_goes_on(pen: &mut Pen<'_, '_>) -> Vec<Node> {
    pen.artifact(ArtifactType::Other, |pen| {
        pen.rule(50.0, 60.0, 490.0, 60.0);
        for x in [50.0, 200.0, 490.0] {
            pen.rule(x, 60.0, x, 126.0);
        }
        pen.rule(50.0, 82.0, 490.0, 82.0);
        pen.set(54.0, 74.0, "Area", SIZE, true);
        pen.set(204.0, 74.0, "What you see", SIZE, true);
    });
    vec![row(pen, 96.0, ["Street", "A feud"]), row(pen, 118.0, ["Money", "In debt"])]
}

#[test]
fn a_table_over_two_pages_is_one_and_its_repeated_heads_are_not_read_again() {
    for tagged in [true, false] {
        let one_table =
            |parts: Vec<Vec<Node>>| vec![group(Tag::Table, parts.into_iter().flatten().collect())];
        let reading = read_tree(tagged, &[table_begins, table_goes_on], one_table);
        let table = tables(&reading)[0];
        assert_eq!(
            (tables(&reading).len(), table.rows, table.cols, table.header_rows),
            (1, 5, 2, 1),
            "{tagged}"
        );
        let debt = reading.passages.iter().find(|p| p.text == "In debt").unwrap();
        assert_eq!((debt.page, &debt.context.column_header[..]), (2, &["What you see".to_string()][..]));
    }
}

fn marked_words(pen: &mut Pen<'_, '_>) -> Vec<Node> {
    let strong = group(Tag::Strong, pen.lines(50.0, 113.0, &["Neglect"], true));
    let mut text = pen.lines(100.0, 113.0, &["that lasts is seen by those who visit, and by the"], false);
    let hyphen = SpanTag { actual_text: Some("chil\u{ad}"), ..SpanTag::empty() };
    text.push(pen.marked(ContentTag::Span(hyphen), |pen| pen.set(50.0, 126.0, "chil-", SIZE, false)));
    text.extend(pen.lines(50.0, 139.0, &["dren themselves."], false));
    text.insert(0, strong);
    let figure =
        pen.marked(ContentTag::Span(SpanTag { actual_text: Some("Level 3"), ..SpanTag::empty() }), |pen| {
            pen.set(50.0, 180.0, "IIIXXXX", SIZE, false);
        });
    vec![group(Tag::P, text), group(Tag::Figure(Some("A step".into())), vec![figure])]
}

#[test]
fn roles_are_mapped_and_text_that_stands_for_other_text_is_replaced() {
    // `Strong` is no type of PDF 1.7: the writer maps it to `Span`.
    assert_eq!(
        outline(&read(true, &[marked_words])),
        ["Neglect that lasts is seen by those who visit, and by the children themselves.", "Level 3"]
    );
}

fn with_furniture(pen: &mut Pen<'_, '_>) -> Vec<Node> {
    pen.artifact(ArtifactType::Header, |pen| pen.set(50.0, 30.0, "Fernvale thresholds", SIZE, false));
    pen.artifact(ArtifactType::Footer, |pen| pen.set(290.0, 820.0, "7", SIZE, false));
    vec![group(Tag::P, pen.lines(50.0, 100.0, &["The child is often late."], false))]
}

#[test]
fn artifacts_are_furniture() {
    let reading = read(true, &[with_furniture]);
    let furniture: Vec<Option<Furniture>> = reading.blocks.iter().map(|b| b.furniture).collect();
    assert_eq!(furniture, [Some(Furniture::Header), None, Some(Furniture::PageNumber)]);
}
