//! What is read from pages with known content.

use crate::made::{Made, numbers, one_page};
use lopdf::{Dictionary, dictionary};
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Colour, Glyph, PageContent};
use thresholds_model::reading::ReadSettings;

fn read(bytes: &[u8]) -> PageContent {
    let mut content = thresholds_pdf::open(bytes, &ReadSettings::default()).unwrap();
    assert_eq!(content.pages.len(), 1);
    content.pages.remove(0)
}

fn page(content: &str) -> PageContent {
    read(&one_page(content, Dictionary::new()))
}

fn text(page: &PageContent) -> String {
    page.glyphs.iter().map(|g| &*g.text).collect()
}

fn near(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.2
}

fn is_at(glyph: &Glyph, x: f32, y: f32) -> bool {
    near(glyph.origin.0, x) && near(glyph.origin.1, y)
}

const NEED: &str = "BT /F1 10 Tf 100 700 Td (Neglect) Tj ET";

#[test]
fn glyphs_have_place_size_colour_and_font() {
    let page = page("1 0 0 rg BT /F1 10 Tf 100 700 Td (Need) Tj /F2 20 Tf 0 -40 Td (Level) Tj ET");
    assert_eq!(text(&page), "NeedLevel");
    let (first, last) = (&page.glyphs[0], &page.glyphs[8]);
    assert!(is_at(first, 100.0, 100.0) && near(first.size, 10.0), "{first:?}");
    assert!(near(first.bbox.width(), 7.22), "the N of Helvetica is 722 thousandths wide: {first:?}");
    assert!(first.bbox.y0 < 95.0 && first.bbox.y1 > 100.0 && first.bbox.y1 < 104.0);
    assert_eq!((first.rotation, first.colour), (0, Colour { r: 255, g: 0, b: 0 }));
    let font = |g: &Glyph| &page.fonts[usize::from(g.font)];
    assert_eq!((font(first).name.as_str(), font(first).bold), ("Helvetica", false));
    assert_eq!((font(last).name.as_str(), font(last).bold), ("Helvetica-Bold", true));
}

#[test]
fn pages_are_seen_as_displayed() {
    for (rotate, width, height, x, y, rotation) in [
        (0, 600.0, 800.0, 100.0, 100.0, 0),
        (90, 800.0, 600.0, 700.0, 100.0, 90),
        (180, 600.0, 800.0, 500.0, 700.0, 180),
        (270, 800.0, 600.0, 100.0, 500.0, 270),
    ] {
        let page = read(&one_page(NEED, dictionary! { "Rotate" => rotate }));
        assert_eq!((page.width, page.height, i64::from(page.rotate)), (width, height, rotate));
        let first = &page.glyphs[0];
        assert!(is_at(first, x, y), "rotate {rotate}: {first:?}");
        assert_eq!(first.rotation, rotation, "rotate {rotate}");
    }
}

#[test]
fn a_landscape_page_stored_sideways_reads_upright() {
    let sideways = "BT /F1 10 Tf 0 1 -1 0 100 50 Tm (Neglect) Tj ET";
    let page = read(&one_page(sideways, dictionary! { "Rotate" => 90 }));
    let first = &page.glyphs[0];
    assert_eq!(first.rotation, 0);
    assert!(is_at(first, 50.0, 100.0), "{first:?}");
    assert!(page.glyphs[6].origin.0 > first.origin.0);
}

#[test]
fn text_that_runs_upwards_has_its_direction_and_hull() {
    let page = page("BT /F1 10 Tf 0 1 -1 0 100 300 Tm (LEVEL) Tj ET");
    let (first, last) = (&page.glyphs[0], &page.glyphs[4]);
    assert_eq!(first.rotation, 270);
    assert!(is_at(first, 100.0, 500.0) && last.origin.1 < first.origin.1, "{first:?} {last:?}");
    assert!(first.bbox.height() < 7.0 && first.bbox.x0 < 93.0 && first.bbox.x1 > 100.0, "{first:?}");
}

#[test]
fn the_crop_box_is_the_page() {
    let page = read(&one_page(NEED, dictionary! { "CropBox" => numbers(&[50, 600, 350, 750]) }));
    assert_eq!((page.width, page.height), (300.0, 150.0));
    assert!(is_at(&page.glyphs[0], 50.0, 50.0), "{:?}", page.glyphs[0]);
}

#[test]
fn filled_and_stroked_text_is_one_bold_text() {
    let page = page("BT /F1 10 Tf 2 Tr 0.4 w 100 700 Td (Neglect) Tj ET BT 0 Tr 100 600 Td (Plain) Tj ET");
    assert_eq!(text(&page), "NeglectPlain");
    assert!(page.fonts[usize::from(page.glyphs[0].font)].bold);
    assert!(!page.fonts[usize::from(page.glyphs[8].font)].bold);
}

#[test]
fn a_shadow_is_not_read_as_text() {
    let page =
        page("0.7 g BT /F1 20 Tf 101 699 Td (Levels) Tj ET 0 g BT /F1 20 Tf 100 700 Td (Levels) Tj ET");
    assert_eq!(text(&page), "Levels");
    assert!(page.glyphs.iter().all(|g| g.colour == Colour::BLACK));
}

#[test]
fn hidden_text_is_marked() {
    let page = page("BT /F1 10 Tf 3 Tr 100 700 Td (Scan) Tj 0 Tr 0 -20 Td (Ink) Tj ET");
    assert_eq!(
        page.glyphs.iter().map(|g| g.invisible).collect::<Vec<_>>(),
        [true, true, true, true, false, false, false]
    );
}

#[test]
fn borders_and_shading_are_rules_and_fills() {
    let page = page(
        "0 g 50 600 500 0.5 re f 0.9 g 50 500 500 60 re f* 1 g 50 400 500 60 re f 0.5 w 50 300 m 550 300 l S",
    );
    assert_eq!(page.rules.len(), 2);
    assert!(page.rules.iter().all(|r| r.horizontal && near(r.bbox.x0, 50.0) && near(r.bbox.x1, 550.0)));
    assert_eq!(page.fills.len(), 2, "white is painted too");
    assert_eq!(page.fills[0].bbox, BBox::new(50.0, 240.0, 550.0, 300.0));
    assert_eq!(page.fills[1].colour, Colour::WHITE);
}

#[test]
fn dashed_lines_are_one_rule() {
    let page = page("1 w [3 2] 0 d 50 300 m 550 300 l S");
    assert_eq!(page.rules.len(), 1);
    assert!(near(page.rules[0].bbox.width(), 500.0));
}

#[test]
fn nothing_outside_the_clip_or_the_page_is_kept() {
    let page = page(
        "q 50 650 200 100 re W n BT /F1 10 Tf 100 700 Td (in) Tj 300 0 Td (out) Tj ET 300 300 50 50 re f Q \
         BT /F1 10 Tf -300 700 Td (off) Tj ET BT /F1 10 Tf 100 600 Td (later) Tj ET",
    );
    assert_eq!(text(&page), "inlater");
    assert!(page.fills.is_empty());
}

#[test]
fn forms_are_read_in_place() {
    let mut made = Made::new();
    let form = made.form(
        "BT /F2 10 Tf 0 0 Td (Inside) Tj ET",
        dictionary! { "Matrix" => numbers(&[1, 0, 0, 1, 10, 20]) },
    );
    let resources = made.with_form(form);
    made.page("q 1 0 0 1 100 600 cm /X Do Q", resources);
    let page = read(&made.bytes());
    assert_eq!(text(&page), "Inside");
    assert!(is_at(&page.glyphs[0], 110.0, 180.0), "{:?}", page.glyphs[0]);
    assert!(page.fonts[usize::from(page.glyphs[0].font)].bold, "fonts of forms are joined too");
}

#[test]
fn images_leave_their_boxes() {
    let page = page("q 200 0 0 100 50 600 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{1} EI Q");
    assert_eq!(page.images, [BBox::new(50.0, 100.0, 250.0, 200.0)]);
}

#[test]
fn marked_content_is_joined_to_the_structure_tree() {
    let mut made = Made::new();
    let page = made.page(
        "/H1 <</MCID 0>> BDC BT /F1 10 Tf 100 700 Td (Head) Tj ET EMC \
         /Artifact <</Type /Pagination>> BDC BT /F1 10 Tf 100 50 Td (7) Tj ET EMC \
         /P <</MCID 1>> BDC /Span <</ActualText (fi)>> BDC BT /F1 10 Tf 100 600 Td (?) Tj ET EMC EMC",
        Dictionary::new(),
    );
    let head = made.document.add_object(dictionary! { "S" => "Title1", "Pg" => page, "K" => 0 });
    let paragraph = made.document.add_object(dictionary! { "S" => "P", "Pg" => page, "K" => 1 });
    let root = made.document.add_object(dictionary! {
        "Type" => "StructTreeRoot", "K" => vec![head.into(), paragraph.into()],
        "RoleMap" => dictionary! { "Title1" => "H1" },
    });
    made.catalog("StructTreeRoot", root);
    let page = read(&made.bytes());
    assert_eq!(text(&page), "Head7fi");
    let seen: Vec<_> = page.glyphs.iter().map(|g| (g.mcid, g.artifact)).collect();
    assert_eq!(seen[0], (Some(0), false));
    assert_eq!(seen[4], (None, true));
    assert_eq!(seen[5], (Some(1), false));
    let roles: Vec<_> = page.tags.iter().map(|t| (t.mcid, &*t.path[0].role)).collect();
    assert_eq!(roles, [(0, "H1"), (1, "P")]);
}

#[test]
fn marked_content_of_a_form_is_told_from_that_of_the_page() {
    let mut made = Made::new();
    let inside = "/P <</MCID 0>> BDC BT /F1 10 Tf 100 500 Td (form) Tj ET EMC";
    let form = made.form(inside, dictionary! { "StructParents" => 1 });
    let resources = made.with_form(form);
    let content = "/H1 <</MCID 0>> BDC BT /F1 10 Tf 100 700 Td (page) Tj ET EMC /X Do \
                   q 50 300 300 300 re W n /P <</MCID 1>> BDC BT /F1 10 Tf 100 400 Td (clip) Tj ET EMC Q";
    let page = made.page(content, resources);
    let reference = dictionary! { "Type" => "MCR", "Pg" => page, "Stm" => form, "MCID" => 0 };
    let paragraph = made.document.add_object(dictionary! { "S" => "P", "K" => reference });
    let head = made.document.add_object(dictionary! { "S" => "H1", "Pg" => page, "K" => 0 });
    let clipped = made.document.add_object(dictionary! { "S" => "LI", "Pg" => page, "K" => 1 });
    let kids = vec![head.into(), paragraph.into(), clipped.into()];
    let root = made.document.add_object(dictionary! { "Type" => "StructTreeRoot", "K" => kids });
    made.catalog("StructTreeRoot", root);
    let page = read(&made.bytes());
    let role = |glyph: &Glyph| {
        let tag = page.tags.iter().find(|t| Some(t.mcid) == glyph.mcid).unwrap();
        tag.path[0].role.to_string()
    };
    assert_eq!(text(&page), "pageformclip");
    assert_eq!([role(&page.glyphs[0]), role(&page.glyphs[4]), role(&page.glyphs[8])], ["H1", "P", "LI"]);
}
