//! Wordings that stand in documents of several areas.

use crate::wording::{Wording, Wordings, compared, word_count};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use thresholds_model::copied::{Copied, CopiedDocuments, CopiedWording};
use thresholds_model::id::sha256_hex;

/// Long wordings in two documents or more, and the pairs of documents that share any.
pub fn copied(wordings: &Wordings) -> Copied {
    let several = wordings.all.iter().filter(|w| w.is_long && w.documents().len() > 1);
    let mut rows: Vec<CopiedWording> = several.map(|w| row(w, wordings)).collect();
    rows.sort_by(|a, b| (Reverse(a.documents.len()), &a.id).cmp(&(Reverse(b.documents.len()), &b.id)));
    let sha256 = |d: usize| wordings.documents.get(d).map(|d| d.document.sha256.clone()).unwrap_or_default();
    let long = |d: usize| wordings.long.get(d).copied().unwrap_or(0);
    let pair = |((a, b), shared): (&(usize, usize), &u32)| CopiedDocuments {
        a: sha256(*a),
        b: sha256(*b),
        shared: *shared,
        of_a: long(*a),
        of_b: long(*b),
        copies: wordings.copies(*a, *b),
    };
    Copied { wordings: rows, documents: wordings.shared.iter().map(pair).collect() }
}

fn row(wording: &Wording, wordings: &Wordings) -> CopiedWording {
    // The most frequent text; of equals the first.
    let most = wording.texts.iter().max_by_key(|(text, n)| (**n, Reverse(*text)));
    let text = most.map(|(text, _)| text.as_str()).unwrap_or_default();
    let printed = wording.passages.iter().map(|(d, id)| printed(*d, id, wordings));
    let documents: Vec<_> = wording.documents().iter().filter_map(|d| wordings.documents.get(*d)).collect();
    let areas: BTreeSet<&String> = documents.iter().flat_map(|d| &d.document.identity.areas).collect();
    let mut id = sha256_hex(text.as_bytes());
    id.truncate(16);
    CopiedWording {
        id,
        text: printed.flatten().find(|t| compared(t) == text).unwrap_or(text).into(),
        words: crate::count(word_count(text)),
        exact: wording.texts.len() == 1,
        passages: wording.passages.iter().map(|(_, id)| (*id).into()).collect(),
        documents: documents.iter().map(|d| d.document.sha256.clone()).collect(),
        areas: areas.into_iter().cloned().collect(),
    }
}

/// A passage as it stands in its document.
fn printed<'a>(document: usize, id: &str, wordings: &Wordings<'a>) -> Option<&'a str> {
    let passages = &wordings.documents.get(document)?.passages;
    passages.iter().find(|p| p.passage.id == id).map(|p| p.passage.text.as_str())
}
