//! The structure tree of a tagged PDF: for each piece of marked content, the elements
//! that hold it.

use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::page::{Tag, TagStep};

/// Elements nested deeper than this are not followed.
const MAX_DEPTH: usize = 64;
/// Nodes that are visited at most.
const MAX_NODES: usize = 500_000;
/// Columns of a table that are told apart.
const MAX_COLUMNS: usize = 1_000;
/// Chains of role names are followed this far.
const MAX_ROLES: usize = 16;
/// Added to the ids of marked content in a page's one tagged form, which counts its own.
pub(crate) const FORM_MCIDS: u32 = 1 << 20;

/// The tags of one page.
#[derive(Debug, Default, Clone)]
pub(crate) struct PageTags {
    /// Sorted by id.
    pub(crate) tags: Vec<Tag>,
    /// Which marked content of forms the tags speak of.
    pub(crate) forms: TaggedForms,
}

/// Marked content in form XObjects has ids of its own.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TaggedForms {
    /// No form is tagged on its own: all ids are the page's.
    #[default]
    None,
    /// One is; its ids are raised by [`FORM_MCIDS`].
    One,
    /// Several are: their ids cannot be told apart.
    Several,
}

/// The tags of all pages, by page number from 1; empty when there is no sane tree.
pub(crate) fn read(document: &Document) -> BTreeMap<u32, PageTags> {
    let Ok(root) = document.catalog().and_then(|c| document.get_dict_in_dict(c, b"StructTreeRoot")) else {
        return BTreeMap::new();
    };
    let pages = document.get_pages().into_iter().map(|(number, id)| (id, number)).collect();
    let mut walk = Walk {
        document,
        roles: document.get_dict_in_dict(root, b"RoleMap").ok(),
        classes: document.get_dict_in_dict(root, b"ClassMap").ok(),
        pages,
        seen: BTreeSet::new(),
        nodes: 0,
        elements: 0,
        open_tables: Vec::new(),
        extents: BTreeMap::new(),
        found: BTreeMap::new(),
    };
    let mut path = Vec::new();
    if let Ok(kids) = root.get(b"K") {
        walk.visit(kids, None, &mut path);
    }
    let extents = walk.extents;
    walk.found.into_iter().map(|(page, found)| (page, found.finish(&extents))).collect()
}

/// Content of one page: (form, id) to the path of its elements.
#[derive(Default)]
struct Found {
    content: BTreeMap<(Option<ObjectId>, u32), Vec<TagStep>>,
}

impl Found {
    /// The tags of the page; tables get their extents (rows, columns), which are known
    /// only at their end.
    fn finish(mut self, extents: &BTreeMap<u32, (u16, u16)>) -> PageTags {
        for step in self.content.values_mut().flatten().filter(|s| &*s.role == "Table") {
            (step.row_span, step.col_span) = extents.get(&step.element).copied().unwrap_or((1, 1));
        }

        let forms: BTreeSet<ObjectId> = self.content.keys().filter_map(|(form, _)| *form).collect();
        let kind = match forms.len() {
            0 => TaggedForms::None,
            1 => TaggedForms::One,
            _ => TaggedForms::Several,
        };
        let tags = self
            .content
            .into_iter()
            .filter_map(|((form, mcid), path)| match (form, kind) {
                (None, _) => Some(Tag { mcid, path }),
                (Some(_), TaggedForms::One) => Some(Tag { mcid: mcid.checked_add(FORM_MCIDS)?, path }),
                (Some(_), _) => None,
            })
            .collect();
        PageTags { tags, forms: kind }
    }
}

struct Walk<'d> {
    document: &'d Document,
    roles: Option<&'d Dictionary>,
    classes: Option<&'d Dictionary>,
    pages: BTreeMap<ObjectId, u32>,
    seen: BTreeSet<ObjectId>,
    nodes: usize,
    elements: u32,
    open_tables: Vec<OpenTable>,
    /// Rows and columns of tables, by element.
    extents: BTreeMap<u32, (u16, u16)>,
    found: BTreeMap<u32, Found>,
}

impl<'d> Walk<'d> {
    fn visit(&mut self, node: &'d Object, page: Option<u32>, path: &mut Vec<TagStep>) {
        self.nodes += 1;
        if self.nodes > MAX_NODES || path.len() > MAX_DEPTH {
            return;
        }
        let Ok((id, node)) = self.document.dereference(node) else { return };
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        match node {
            Object::Integer(mcid) => self.content(page, None, *mcid, path),
            Object::Array(kids) => {
                for kid in kids.iter().filter(|k| !matches!(k, Object::Array(_))) {
                    self.visit(kid, page, path);
                }
            }
            Object::Dictionary(dict) => self.dictionary(dict, page, path),
            _ => {}
        }
    }

    fn dictionary(&mut self, dict: &'d Dictionary, page: Option<u32>, path: &mut Vec<TagStep>) {
        let page = dict
            .get(b"Pg")
            .and_then(Object::as_reference)
            .ok()
            .and_then(|id| self.pages.get(&id).copied())
            .or(page);
        if let Ok(mcid) = dict.get(b"MCID").and_then(Object::as_i64) {
            let form = dict.get(b"Stm").and_then(Object::as_reference).ok();
            self.content(page, form, mcid, path);
            return;
        }
        let Ok(role) = dict.get(b"S").and_then(Object::as_name) else { return };
        let role = self.standard_role(role);
        let element = self.elements;
        self.elements += 1;
        let (mut row, mut col) = (0, 0);
        let (col_span, row_span) = self.spans(dict);
        let is_table = &*role == "Table";
        match (&*role, self.open_tables.last_mut()) {
            ("Table", _) => self.open_tables.push(OpenTable::default()),
            ("TR", Some(table)) => table.begin_row(),
            ("TD" | "TH", Some(table)) => (row, col) = table.place(row_span, col_span),
            _ => {}
        }
        path.push(TagStep { role, element, row, col, row_span, col_span });
        if let Ok(kids) = dict.get(b"K") {
            self.visit(kids, page, path);
        }
        path.pop();
        if is_table && let Some(table) = self.open_tables.pop() {
            self.extents.insert(element, (table.rows, table.cols));
        }
    }

    fn content(&mut self, page: Option<u32>, form: Option<ObjectId>, mcid: i64, path: &[TagStep]) {
        if let (Some(page), Ok(mcid)) = (page, u32::try_from(mcid)) {
            let content = &mut self.found.entry(page).or_default().content;
            content.entry((form, mcid)).or_insert_with(|| path.to_vec());
        }
    }

    /// The standard type that a role stands for, by the document's RoleMap.
    fn standard_role(&self, role: &'d [u8]) -> Box<str> {
        let mut role = role;
        for _ in 0..MAX_ROLES {
            let mapped = self.roles.and_then(|r| self.document.dereference(r.get(role).ok()?).ok());
            match mapped.and_then(|(_, name)| name.as_name().ok()) {
                Some(next) if next != role && !is_standard(role) => role = next,
                _ => break,
            }
        }
        String::from_utf8_lossy(role).into()
    }

    /// Columns and rows that a cell spans, from its attributes or its class.
    fn spans(&self, element: &'d Dictionary) -> (u16, u16) {
        let classes = element.get(b"C").ok().map(|c| self.each(c)).unwrap_or_default();
        let from_classes =
            classes.iter().filter_map(|c| self.classes?.get(c.as_name().ok()?).ok()).collect::<Vec<_>>();
        let attributes: Vec<&Dictionary> = element
            .get(b"A")
            .into_iter()
            .chain(from_classes)
            .flat_map(|a| self.each(a))
            .filter_map(|a| a.as_dict().ok())
            .collect();
        let span = |key: &[u8]| {
            attributes
                .iter()
                .find_map(|a| self.document.dereference(a.get(key).ok()?).ok()?.1.as_i64().ok())
                .and_then(|n| u16::try_from(n).ok())
                .filter(|n| (1..=1000).contains(n))
                .unwrap_or(1)
        };
        (span(b"ColSpan"), span(b"RowSpan"))
    }

    /// One object, or those of an array.
    fn each(&self, object: &'d Object) -> Vec<&'d Object> {
        let target = |o| self.document.dereference(o).ok().map(|(_, o)| o);
        match target(object) {
            Some(Object::Array(all)) => all.iter().filter_map(target).collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        }
    }
}

/// A table while its cells are being placed on its grid.
#[derive(Default)]
struct OpenTable {
    rows: u16,
    cols: u16,
    /// For each column, the rows from the current one on that a cell above or on the left covers.
    covered: Vec<u16>,
    next_col: usize,
}

impl OpenTable {
    fn begin_row(&mut self) {
        self.rows = self.rows.saturating_add(1);
        self.next_col = 0;
        for rows in &mut self.covered {
            *rows = rows.saturating_sub(1);
        }
    }

    /// The next free place of the row.
    fn place(&mut self, row_span: u16, col_span: u16) -> (u16, u16) {
        self.rows = self.rows.max(1);
        while self.covered.get(self.next_col).is_some_and(|rows| *rows > 0) {
            self.next_col += 1;
        }
        let col = self.next_col.min(MAX_COLUMNS);
        let end = (col + usize::from(col_span)).min(MAX_COLUMNS);
        if self.covered.len() < end {
            self.covered.resize(end, 0);
        }
        self.covered[col..end].fill(row_span);
        self.next_col = end;
        self.cols = self.cols.max(end as u16);
        (self.rows - 1, col as u16)
    }
}

/// Standard structure types (ISO 32000-1, 14.8.4, and the additions of ISO 32000-2)
/// are not mapped any further.
fn is_standard(role: &[u8]) -> bool {
    const STANDARD: [&[u8]; 52] = [
        b"Annot",
        b"Art",
        b"Artifact",
        b"Aside",
        b"BibEntry",
        b"BlockQuote",
        b"Caption",
        b"Code",
        b"Div",
        b"Document",
        b"DocumentFragment",
        b"Em",
        b"FENote",
        b"Figure",
        b"Form",
        b"Formula",
        b"H",
        b"H1",
        b"H2",
        b"H3",
        b"H4",
        b"H5",
        b"H6",
        b"Index",
        b"L",
        b"LBody",
        b"LI",
        b"Lbl",
        b"Link",
        b"NonStruct",
        b"Note",
        b"P",
        b"Part",
        b"Private",
        b"Quote",
        b"Reference",
        b"Ruby",
        b"Sect",
        b"Span",
        b"Strong",
        b"Sub",
        b"TBody",
        b"TD",
        b"TFoot",
        b"TH",
        b"THead",
        b"TOC",
        b"TOCI",
        b"TR",
        b"Table",
        b"Title",
        b"Warichu",
    ];
    STANDARD.binary_search(&role).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    fn document(build: impl FnOnce(&mut Document, ObjectId) -> Object) -> BTreeMap<u32, PageTags> {
        let mut document = Document::with_version("1.7");
        let pages = document.new_object_id();
        let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => pages });
        document.objects.insert(
            pages,
            dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into(),
        );
        let kids = build(&mut document, page);
        let roles =
            dictionary! { "MyHead" => "Custom", "Custom" => "H2", "Loop" => "Pool", "Pool" => "Loop" };
        let root =
            document.add_object(dictionary! { "Type" => "StructTreeRoot", "K" => kids, "RoleMap" => roles });
        let catalog = document
            .add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "StructTreeRoot" => root });
        document.trailer.set("Root", catalog);
        read(&document)
    }

    fn roles(tag: &Tag) -> Vec<&str> {
        tag.path.iter().map(|s| &*s.role).collect()
    }

    #[test]
    fn cells_have_their_spans_and_roles_are_mapped() {
        let tags = document(|doc, page| {
            let cell = dictionary! {
                "S" => "TD", "Pg" => page, "K" => 4,
                "A" => vec![dictionary! { "O" => "Table", "ColSpan" => 2, "RowSpan" => 3 }.into()],
            };
            let cell = doc.add_object(cell);
            let row = doc.add_object(dictionary! { "S" => "TR", "K" => vec![cell.into()] });
            let head = doc.add_object(dictionary! { "S" => "MyHead", "Pg" => page, "K" => 0 });
            vec![head.into(), dictionary! { "S" => "Table", "K" => row }.into()].into()
        });
        let tags = &tags[&1].tags;
        assert_eq!(roles(&tags[0]), ["H2"]);
        assert_eq!(roles(&tags[1]), ["Table", "TR", "TD"]);
        let cell = &tags[1].path[2];
        assert_eq!((tags[1].mcid, cell.col_span, cell.row_span), (4, 2, 3));
    }

    #[test]
    fn empty_cells_and_spans_keep_their_places() {
        let tags = document(|doc, page| {
            let mut cell = |mcid: Option<i64>, rows: i64, cols: i64| -> Object {
                let mut cell = dictionary! {
                    "S" => "TD", "Pg" => page,
                    "A" => dictionary! { "O" => "Table", "ColSpan" => cols, "RowSpan" => rows },
                };
                if let Some(mcid) = mcid {
                    cell.set("K", mcid);
                }
                doc.add_object(cell).into()
            };
            let first = vec![cell(Some(0), 2, 1), cell(None, 1, 1), cell(Some(1), 1, 2)];
            let second = vec![cell(Some(2), 1, 1), cell(None, 1, 1), cell(Some(3), 1, 1)];
            let rows =
                vec![dictionary! { "S" => "TR", "K" => first }, dictionary! { "S" => "TR", "K" => second }];
            let rows: Vec<Object> = rows.into_iter().map(|r| doc.add_object(r).into()).collect();
            dictionary! { "S" => "Table", "K" => rows }.into()
        });
        let places: Vec<_> = tags[&1].tags.iter().map(|t| (t.path[2].row, t.path[2].col)).collect();
        assert_eq!(places, [(0, 0), (0, 2), (1, 1), (1, 3)]);
        let table = &tags[&1].tags[0].path[0];
        assert_eq!((table.row_span, table.col_span), (2, 4));
    }

    #[test]
    fn cycles_end() {
        let tags = document(|doc, page| {
            let parent = doc.new_object_id();
            let child = doc.add_object(dictionary! { "S" => "Loop", "K" => vec![parent.into(), 1.into()] });
            doc.objects.insert(parent, dictionary! { "S" => "P", "Pg" => page, "K" => child }.into());
            parent.into()
        });
        assert_eq!(tags[&1].tags.len(), 1);
    }

    #[test]
    fn content_of_one_form_gets_ids_of_its_own() {
        let tags = document(|doc, page| {
            let form = doc.new_object_id();
            let inside = dictionary! { "Type" => "MCR", "Pg" => page, "Stm" => form, "MCID" => 0 };
            dictionary! { "S" => "P", "Pg" => page, "K" => vec![0.into(), inside.into()] }.into()
        });
        assert_eq!(tags[&1].forms, TaggedForms::One);
        assert_eq!(tags[&1].tags.iter().map(|t| t.mcid).collect::<Vec<_>>(), [0, FORM_MCIDS]);
    }

    #[test]
    fn standard_types_are_sorted_for_the_search() {
        assert!(["Table", "TD", "H1", "Warichu", "Annot"].iter().all(|r| is_standard(r.as_bytes())));
        assert!(!is_standard(b"Custom"));
    }
}
