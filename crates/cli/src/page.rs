//! `thresholds page`: the page with what was understood drawn over it.

use crate::args::PageArguments;
use crate::failure::Failure;
use crate::{COMPLETE, overlay, terminal};
use thresholds_model::reading::ReadSettings;

/// Draws a page.
pub fn page(arguments: &PageArguments) -> Result<u8, Failure> {
    let path = &arguments.pdf;
    let bytes = std::fs::read(path).map_err(|source| Failure::Read { path: path.clone(), source })?;
    let pdf = thresholds_pdf::open(&bytes, &ReadSettings::default())
        .map_err(|source| Failure::Pdf { path: path.clone(), source })?;
    let Some(content) = pdf.pages.iter().find(|p| p.number == arguments.page) else {
        return Err(Failure::NotFound {
            what: format!("{} has no page {}", path.display(), arguments.page),
            hint: format!("it has {} page(s)", pdf.pages.len()),
        });
    };
    let layout = thresholds_layout::layout(&pdf.pages);
    let svg = overlay::svg(content, &layout.blocks);
    match &arguments.output {
        Some(file) => {
            std::fs::write(file, svg).map_err(|source| Failure::Write { path: file.clone(), source })?
        }
        None => terminal::print(&svg)?,
    }
    Ok(COMPLETE)
}
