//! The report in a real browser: opened from disk, clicked, typed at, and looked through for
//! barriers. Without Chromium these tests pass with a message; in CI (`CI=true`) they fail.

#[path = "../../report/tests/fixture/mod.rs"]
mod fixture;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use thresholds_browser::{Browser, Failure, program};
use thresholds_model::results::Results;
use thresholds_report::{Options, join, render};

type Outcome = Result<(), Failure>;

/// Wide as a desktop, narrow as a telephone.
const WIDE: (u32, u32) = (1440, 1000);
const NARROW: (u32, u32) = (390, 844);

const VIEWS: [&str; 10] = [
    "#overview",
    "#heatmap",
    "#ranking",
    "#need=self_harm",
    "#area=X09000001",
    "#change",
    "#ladders",
    "#quality",
    "#method",
    "#heatmap&cell=X09000001/self_harm",
];

/// Is this CI, where nothing may be left out?
fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|v| v == "true")
}

/// The browser, or `None` with a message where there is none.
fn browser((width, height): (u32, u32)) -> Result<Option<Browser>, Failure> {
    match program() {
        Some(program) => Browser::start(&program, width, height).map(Some),
        None if in_ci() => Err("Chromium is not installed: apt-get install chromium".into()),
        None => {
            eprintln!("skipped: Chromium is not installed (apt-get install chromium)");
            Ok(None)
        }
    }
}

/// A report on disk; it goes with the folder.
fn written(results: &Results, single_file: bool) -> Result<(TempDir, PathBuf), Failure> {
    let folder = tempfile::tempdir()?;
    for (path, bytes) in render(results, &Options { single_file, ..Options::default() })? {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        std::fs::write(path, bytes)?;
    }
    let page = folder.path().join("index.html");
    Ok((folder, page))
}

/// The eight areas in two years: in the older one Wexbridge first names bullying higher.
fn two_years() -> Result<Results, Failure> {
    let mut older = fixture::eight_areas();
    older.edition = 2025;
    older.comparisons.iter_mut().for_each(|c| c.edition = 2025);
    for cell in &mut older.cells {
        cell.edition = 2025;
        if cell.area == "X09000001" && cell.indicator == "bullying" {
            let higher = older.documents.iter().flat_map(|d| &d.scheme.levels).find(|l| l.tiers.low == 4);
            let (level, found) = (higher.ok_or("no such level")?, cell.lowest.as_mut().ok_or("not placed")?);
            (found.ordinal, found.tiers) = (level.ordinal, level.tiers);
            found.label.clone_from(&level.label);
        }
    }
    Ok(join(vec![fixture::eight_areas(), older])?)
}

fn quiet(browser: &Browser, page: &Path) -> Outcome {
    let folder = format!("file://{}", page.parent().unwrap_or(page).display());
    let elsewhere: Vec<&String> = browser.requests.iter().filter(|r| !r.starts_with(&folder)).collect();
    if !browser.complaints.is_empty() || !elsewhere.is_empty() {
        return Err(format!("complaints {:?}, requests {elsewhere:?}", browser.complaints).into());
    }
    Ok(())
}

#[test]
fn every_view_opens_from_disk_without_a_complaint_or_a_request() -> Outcome {
    let Some(mut browser) = browser(WIDE)? else { return Ok(()) };
    for single_file in [false, true] {
        let (_folder, page) = written(&two_years()?, single_file)?;
        for view in VIEWS {
            browser.open(&page, view)?;
            let name = view.trim_start_matches('#').split(['=', '&']).next().unwrap_or_default();
            let shown = browser.text("[...document.querySelectorAll('[data-view]')].filter((s) => !s.hidden).map((s) => s.dataset.view).join()")?;
            assert_eq!(shown, name, "{view}");
            let content =
                browser.evaluate("document.querySelector('[data-view]:not([hidden])').textContent.length")?;
            assert!(content.as_u64() > Some(300), "{view} is empty");
            if view.contains("cell=") {
                browser.until("document.querySelector('#panel mark') !== null")?;
            }
            quiet(&browser, &page)?;
            let asked = if single_file || !view.contains("cell=") { 1 } else { 2 };
            assert_eq!(browser.requests.len(), asked, "{:?}", browser.requests);
        }
    }
    Ok(())
}

#[test]
fn a_click_leads_from_the_heatmap_to_the_quote_on_its_page() -> Outcome {
    let Some(mut browser) = browser(WIDE)? else { return Ok(()) };
    let (_folder, page) = written(&fixture::eight_areas(), false)?;
    browser.open(&page, "")?;
    browser.click("nav a[href='#heatmap']")?;
    browser.click("[role=gridcell][aria-label^='Wexbridge, Self-harm']")?;
    browser.until("document.querySelector('#panel mark') !== null")?;
    assert_eq!(browser.text("document.querySelector('#panel mark').textContent")?, "self-harm");
    assert_eq!(browser.text("location.hash")?, "#heatmap&cell=X09000001/self_harm");
    let link = browser.text("document.querySelector('#panel figcaption a').href")?;
    assert!(link.starts_with("https://wexbridge.example/continuum.pdf#page="), "{link}");
    let panel = browser.text("document.querySelector('#panel').textContent")?;
    for words in [
        "Tier 2 - Early help",
        "the header of its column",
        "Next best, and set aside",
        "Where it stands on page",
    ] {
        assert!(panel.contains(words), "{words} is missing from {panel}");
    }
    let sketch = browser.text("document.querySelector('#panel .sheet-quoted').textContent")?;
    assert!(sketch.contains("superficial self-harm"), "{sketch}");
    browser.press("Escape")?;
    browser.until("!document.querySelector('#panel').open")?;
    let focused = browser.text("document.activeElement.getAttribute('aria-label')")?;
    assert!(focused.starts_with("Wexbridge, Self-harm"), "the focus returns to the cell: {focused}");
    browser.evaluate("history.back()")?;
    browser.until("document.querySelector('#panel').open")?;
    quiet(&browser, &page)
}

#[test]
fn an_empty_cell_says_what_was_searched_and_what_was_withheld() -> Outcome {
    let Some(mut browser) = browser(WIDE)? else { return Ok(()) };
    let (_folder, page) = written(&fixture::eight_areas(), false)?;
    for (cell, words) in [
        ("X09000001/disability_child", "it names a service, not a need"),
        ("X08000001/young_carer", "Searched: 5 passages on"),
        ("X10000001/bullying", "were not read"),
        ("X10000002/bullying", "Nothing was searched"),
    ] {
        browser.open(&page, &format!("#cell={cell}"))?;
        browser.until(&format!("document.querySelector('#panel').textContent.includes({words:?})"))?;
    }
    quiet(&browser, &page)
}

#[test]
fn the_keyboard_alone_leads_to_a_quote_and_back() -> Outcome {
    let Some(mut browser) = browser(WIDE)? else { return Ok(()) };
    let (_folder, page) = written(&fixture::eight_areas(), false)?;
    browser.open(&page, "#heatmap")?;
    for _ in 0..60 {
        browser.press("Tab")?;
        if browser.evaluate("document.activeElement.getAttribute('role') === 'gridcell'")? == json!(true) {
            break;
        }
    }
    let first = browser.text("document.activeElement.getAttribute('aria-label')")?;
    browser.press("ArrowDown")?;
    browser.press("ArrowRight")?;
    let next = browser.text("document.activeElement.getAttribute('aria-label')")?;
    assert_ne!(first, next);
    browser.press("Enter")?;
    browser.until("document.querySelector('#panel').open && document.activeElement.id === 'panel-title'")?;
    let title = browser.text("document.activeElement.textContent")?;
    assert_eq!(next.split(':').next().unwrap_or_default().replacen(", ", ": ", 1), title);
    browser.press("Escape")?;
    browser.until("!document.querySelector('#panel').open")?;
    assert_eq!(browser.text("document.activeElement.getAttribute('aria-label')")?, next);
    quiet(&browser, &page)
}

#[test]
fn filters_colours_and_years_change_the_heatmap_and_its_address() -> Outcome {
    let Some(mut browser) = browser(WIDE)? else { return Ok(()) };
    let (_folder, page) = written(&two_years()?, false)?;
    browser.open(&page, "#heatmap")?;
    let rows = "document.querySelectorAll('[role=rowheader]').length";
    assert_eq!(browser.evaluate(rows)?, json!(7), "the area without a document is left out");
    browser.evaluate("(() => { const f = document.getElementById('controls').elements.areas; f.value = 'wex'; f.dispatchEvent(new Event('input', { bubbles: true })); })()")?;
    browser.until(&format!("{rows} === 1"))?;
    assert!(browser.text("location.hash")?.contains("areas=wex"));
    browser.open(&page, "#heatmap&areas=wex&colour=change")?;
    let label = "document.querySelector('[role=gridcell][aria-label*=Bullying]').getAttribute('aria-label')";
    let change = browser.text(label)?;
    assert!(change.contains("certainly at a lower level") && change.contains("2025"), "{change}");
    browser.open(&page, "#heatmap&areas=wex&year=2025")?;
    assert!(browser.text(label)?.contains("scale 4"), "the older year is shown");
    browser.open(&page, "#change")?;
    let body = browser.text("document.getElementById('change-body').textContent")?;
    assert!(body.contains("1 cell certainly at a lower level"), "{body}");
    quiet(&browser, &page)
}

#[test]
fn the_map_has_a_tile_for_each_area_that_opens_its_cell() -> Outcome {
    let Some(mut browser) = browser(WIDE)? else { return Ok(()) };
    let (_folder, page) = written(&fixture::country(153, 8, 2), false)?;
    browser.open(&page, "#need=self_harm")?;
    assert_eq!(browser.evaluate("document.querySelectorAll('#need-body .tile-map a').length")?, json!(153));
    let apart = "new Set([...document.querySelectorAll('#need-body .tile')].map((t) => t.getAttribute('points'))).size";
    assert_eq!(browser.evaluate(apart)?, json!(153), "no two tiles lie on each other");
    browser.evaluate("document.querySelector('#need-body .tile-map a').focus()")?;
    browser.press("ArrowDown")?;
    browser.press("Enter")?;
    browser.until("document.querySelector('#panel').open && document.querySelector('#panel-body').textContent.length > 50")?;
    quiet(&browser, &page)
}

#[test]
fn charts_and_tables_can_be_saved() -> Outcome {
    let Some(mut browser) = browser(WIDE)? else { return Ok(()) };
    let (_folder, page) = written(&two_years()?, false)?;
    let saved = "window.saved = []; URL.createObjectURL = (blob) => { blob.text().then((t) => window.saved.push([blob.type, t.length, t.slice(0, 2000)])); return '#'; }; HTMLAnchorElement.prototype.click = () => {}; true";
    for (view, buttons) in [
        ("#heatmap", 3),
        ("#ranking", 3),
        ("#need=self_harm", 6),
        ("#ladders", 3),
        ("#change", 1),
        ("#quality", 1),
        ("#area=X09000001", 1),
    ] {
        browser.open(&page, view)?;
        browser.evaluate(saved)?;
        let clicked = browser.evaluate("(() => { const all = document.querySelectorAll('[data-view]:not([hidden]) .download'); all.forEach((b) => b.dispatchEvent(new MouseEvent('click', { bubbles: true }))); return all.length; })()")?;
        assert_eq!(clicked, json!(buttons), "{view}");
        browser.until(&format!("window.saved.length === {buttons}"))?;
        for file in browser.evaluate("window.saved")?.as_array().unwrap_or(&Vec::new()) {
            let (kind, length, text) =
                (file[0].as_str(), file[1].as_u64(), file[2].as_str().unwrap_or_default());
            assert!(length > Some(60), "{view}: {file}");
            if kind == Some("image/svg+xml") {
                assert!(text.starts_with("<svg") && text.contains("fill=\"rgb("), "{view}: {text}");
            }
        }
    }
    quiet(&browser, &page)
}

#[test]
fn hostile_text_runs_nothing_in_any_view() -> Outcome {
    let Some(mut browser) = browser(WIDE)? else { return Ok(()) };
    for single_file in [false, true] {
        let (_folder, page) = written(&fixture::poisoned(), single_file)?;
        for view in VIEWS {
            browser.open(&page, view)?;
            if view.contains("cell=") {
                browser.until("document.querySelector('#panel blockquote') !== null")?;
            }
            assert_eq!(browser.evaluate("document.images.length")?, json!(0), "{view}");
            let links = "[...document.querySelectorAll('a')].filter((a) => !['file:', 'https:', 'http:'].includes(new URL(a.getAttribute('href'), location).protocol)).length";
            assert_eq!(browser.evaluate(links)?, json!(0), "{view}");
            quiet(&browser, &page)?;
        }
    }
    Ok(())
}

#[test]
fn the_page_cannot_reach_the_network_even_if_told_to() -> Outcome {
    let Some(mut browser) = browser(WIDE)? else { return Ok(()) };
    let (_folder, page) = written(&fixture::eight_areas(), false)?;
    browser.open(&page, "")?;
    let blocked = browser.evaluate("new Promise((done) => { document.addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective), { once: true }); fetch('http://127.0.0.1:9/').catch(() => {}); })")?;
    assert_eq!(blocked, json!("connect-src"));
    Ok(())
}

/// axe-core from npm: `AXE_CORE`, else where `.ci/run` puts it.
fn axe() -> Result<Option<String>, Failure> {
    let usual = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/npm/node_modules/axe-core/axe.min.js");
    let path = std::env::var_os("AXE_CORE").map_or_else(|| PathBuf::from(usual), PathBuf::from);
    match std::fs::read_to_string(&path) {
        Ok(script) => Ok(Some(script)),
        Err(_) if in_ci() => {
            Err(format!("axe-core is not at {}: npm install --prefix target/npm axe-core", path.display())
                .into())
        }
        Err(_) => {
            eprintln!(
                "skipped: axe-core is not at {} (npm install --prefix target/npm axe-core)",
                path.display()
            );
            Ok(None)
        }
    }
}

#[test]
fn no_view_has_a_serious_barrier_wide_or_narrow() -> Outcome {
    let Some(axe) = axe()? else { return Ok(()) };
    let (_folder, page) = written(&two_years()?, false)?;
    for size in [WIDE, NARROW] {
        let Some(mut browser) = browser(size)? else { return Ok(()) };
        for view in VIEWS {
            browser.open(&page, view)?;
            if view.contains("cell=") {
                browser.until("document.querySelector('#panel mark') !== null")?;
            }
            browser.evaluate(&format!("{axe}; true"))?;
            let found = browser.evaluate("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((r) => r.violations.map((v) => v.impact + ' ' + v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target + ' ' + n.failureSummary).join('; ')))")?;
            assert_eq!(found, json!([]), "{view} at {} px", size.0);
            let wide = browser.evaluate(&format!("document.documentElement.scrollWidth <= {}", size.0))?;
            assert_eq!(wide, json!(true), "{view} at {} px scrolls sideways", size.0);
        }
    }
    Ok(())
}

/// Draws the heatmap; the time in milliseconds until it is painted.
const DRAW: &str = "(() => { const t = performance.now(); location.hash = '#heatmap'; \
    return new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(performance.now() - t)), 0)); })()";

/// Scrolls the heatmap over ninety frames; their times in milliseconds, shortest first.
const SCROLL: &str = "new Promise((done) => { \
    const box = document.getElementById('grid-scroll'); const times = []; let last = performance.now(); \
    const step = (now) => { times.push(now - last); last = now; box.scrollTop += 60; box.scrollLeft += 25; \
      if (times.length < 90) requestAnimationFrame(step); else done(times.slice(2).sort((a, b) => a - b)); }; \
    requestAnimationFrame(step); })";

/// Five years of a country: opens in two seconds, and the whole heatmap scrolls without
/// stumbling. A busy machine has its say in each figure, so the best of three is judged.
#[test]
fn a_country_of_five_years_opens_and_scrolls() -> Outcome {
    let Some(mut browser) = browser(WIDE)? else { return Ok(()) };
    let (_folder, page) = written(&fixture::country(153, 90, 5), false)?;
    let bytes = std::fs::metadata(&page)?.len();
    let (mut fastest, mut smoothest) = (Duration::MAX, f64::MAX);
    for _ in 0..3 {
        let opened = browser.open(&page, "")?;
        let drawn = browser.evaluate(DRAW)?;
        let cells = browser.evaluate("document.querySelectorAll('[role=gridcell]').length")?;
        assert_eq!(cells, json!(153 * 90));
        let frames = browser.evaluate(SCROLL)?;
        let frames: Vec<f64> = frames.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        let (median, late) = (frames[frames.len() / 2], frames[frames.len() * 95 / 100]);
        println!(
            "153 x 90 x 5: index.html {bytes} bytes, opened in {opened:.0?}, heatmap drawn in {:.0} ms, \
             frames {median:.1} ms (median), {late:.1} ms (95 in 100)",
            drawn.as_f64().unwrap_or_default()
        );
        (fastest, smoothest) = (fastest.min(opened), smoothest.min(median));
    }
    assert!(fastest < Duration::from_secs(2), "{fastest:?}");
    assert!(smoothest < 50.0, "median frame {smoothest} ms");
    quiet(&browser, &page)
}
