//! `passages.jsonl`: every passage with its standing, one JSON object a line.

use serde::Serialize;
use std::io::{self, Write};
use thresholds_model::geometry::{BBox, PageBox};
use thresholds_model::level::{LevelOutcome, Role};
use thresholds_model::passage::{Context, Unit};
use thresholds_model::results::{DocumentResult, Results, StandingPassage};

/// One line.
#[derive(Serialize)]
struct Line<'a> {
    passage_id: &'a str,
    document_path: &'a str,
    document_sha256: &'a str,
    page: u32,
    page_end: u32,
    #[serde(rename = "box")]
    bbox: BBox,
    #[serde(skip_serializing_if = "<[PageBox]>::is_empty")]
    further_boxes: &'a [PageBox],
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<u8>,
    unit: Unit,
    text: &'a str,
    context: &'a Context,
    role: Role,
    role_reason: &'a str,
    level: &'a LevelOutcome,
}

/// Writes all passages, by document, in reading order.
///
/// # Errors
/// When the writer fails.
pub fn write_passages(results: &Results, out: &mut impl Write) -> io::Result<()> {
    for document in &results.documents {
        for passage in &document.passages {
            serde_json::to_writer(&mut *out, &line(document, passage))?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

fn line<'a>(document: &'a DocumentResult, passage: &'a StandingPassage) -> Line<'a> {
    let StandingPassage { passage, standing } = passage;
    Line {
        passage_id: &passage.id,
        document_path: document.document.path(),
        document_sha256: &document.document.sha256,
        page: passage.page,
        page_end: passage.page_end,
        bbox: passage.bbox.rounded(),
        further_boxes: &passage.further,
        confidence: passage.confidence,
        unit: passage.unit,
        text: &passage.text,
        context: &passage.context,
        role: standing.role,
        role_reason: &standing.role_reason,
        level: &standing.level,
    }
}
