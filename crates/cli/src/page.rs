//! `thresholds page`: the page with what was understood drawn over it.

use crate::args::PageArguments;
use crate::failure::Failure;
use crate::overlay::{Understood, marks, png, svg};
use crate::{COMPLETE, terminal};
use std::path::Path;
use thresholds_model::page::PageContent;
use thresholds_model::reading::{ReadSettings, Reading};

/// Draws a page.
pub fn page(arguments: &PageArguments) -> Result<u8, Failure> {
    let path = &arguments.pdf;
    let bytes = std::fs::read(path).map_err(|source| Failure::Read { path: path.clone(), source })?;
    let settings = ReadSettings { limits: arguments.limits.work(), ..ReadSettings::default() };
    let content = page_content(path, &bytes, arguments.page, &settings)?;
    let reading = thresholds_reader::read(&bytes, &settings)
        .map_err(|source| Failure::Reading { path: path.clone(), source })?;
    let (scheme, _) = thresholds_pipeline::scheme(&reading, &[]);
    let standings = thresholds_levels::standings(&reading, &scheme);
    let marks = marks(&content, &Understood { reading: &reading, standings: &standings });
    let picture = match &arguments.output {
        Some(file) if file.extension().is_some_and(|e| e.eq_ignore_ascii_case("png")) => {
            png(&bytes, &content, &marks).ok_or_else(|| not_drawn(path, arguments.page))?
        }
        _ => svg(&content, &marks).into_bytes(),
    };
    match &arguments.output {
        Some(file) => {
            std::fs::write(file, picture).map_err(|source| Failure::Write { path: file.clone(), source })?;
            terminal::note(&summary(&reading, arguments.page));
        }
        None => terminal::print(&String::from_utf8_lossy(&picture))?,
    }
    Ok(COMPLETE)
}

fn page_content(
    path: &Path,
    bytes: &[u8],
    number: u32,
    settings: &ReadSettings,
) -> Result<PageContent, Failure> {
    let pdf = thresholds_pdf::open(bytes, settings)
        .map_err(|source| Failure::Pdf { path: path.to_owned(), source })?;
    let pages = pdf.pages.len();
    pdf.pages.into_iter().find(|p| p.number == number).ok_or_else(|| Failure::NotFound {
        what: format!("{} has no page {number}", path.display()),
        hint: format!("it has {pages} page(s)"),
    })
}

fn not_drawn(path: &Path, number: u32) -> Failure {
    Failure::NotFound {
        what: format!("page {number} of {} cannot be rendered", path.display()),
        hint: "name an output file that ends in .svg to see what was read of it".to_owned(),
    }
}

/// What the colours mean, and how the page was read, in one line.
fn summary(reading: &Reading, number: u32) -> String {
    let quality = reading.pages.iter().find(|p| p.number == number).map(|p| &p.quality);
    let grade = quality.map_or_else(String::new, |q| format!("{:?} {:?}", q.grade, q.reasons).to_lowercase());
    format!(
        "page {number}: {grade}; headings h1.. blue, cells green (header cells blue) with row,column from 0, \
         furniture red, passages with their level L1.. at the right"
    )
}
