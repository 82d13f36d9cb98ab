//! The report as a whole: safe, the same every time, loading nothing, and complete. What it
//! does in a browser is tested in `crates/browser`.

mod fixture;

use fixture::{HOSTILE, country, eight_areas, poisoned};
use serde_json::Value;
use thresholds_model::cell::CellState;
use thresholds_model::results::Results;
use thresholds_report::{Options, Theme, join, render};

fn files(results: &Results, options: &Options) -> Vec<(String, String)> {
    let files = render(results, options).unwrap();
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// `index.html` that holds everything.
fn page(results: &Results) -> String {
    let options = Options { single_file: true, ..Options::default() };
    let mut files = files(results, &options);
    assert_eq!((files.len(), files[0].0.as_str()), (1, "index.html"));
    files.remove(0).1
}

/// The JSON of every data block, in order.
fn blocks(page: &str) -> Vec<Value> {
    let parts = page.split("<script type=\"application/json\"").skip(1);
    let json = parts.map(|p| p.split_once('>').unwrap().1.split_once("</script>").unwrap().0);
    json.map(|j| serde_json::from_str(j).unwrap()).collect()
}

/// The state of a cell in the data.
fn state_of(cell: &Value) -> u64 {
    cell.as_u64().unwrap_or_else(|| cell[0].as_u64().unwrap())
}

#[test]
fn hostile_text_adds_no_element_anywhere() {
    let (clean, hostile) = (page(&eight_areas()), page(&poisoned()));
    assert!(!hostile.contains("<img"));
    assert!(!hostile.contains("<!--"));
    for element in ["<script", "</script", "<style", "<iframe"] {
        assert_eq!(hostile.matches(element).count(), clean.matches(element).count(), "{element}");
    }
    assert!(!hostile.contains("href=\"javascript"));
}

#[test]
fn hostile_text_arrives_whole_in_the_data() {
    let blocks = blocks(&page(&poisoned()));
    assert_eq!(blocks[0]["areas"][0]["name"], HOSTILE);
    assert_eq!(blocks[0]["documents"]["0"].get("url"), None);
    assert_eq!(blocks[1]["passages"][0]["text"], HOSTILE);
}

#[test]
fn hostile_text_in_a_side_file_stays_inside_one_call_with_json() {
    for (path, text) in files(&poisoned(), &Options::default()).into_iter().skip(1) {
        let call = text.strip_prefix("thresholdsEvidence(").and_then(|t| t.strip_suffix(");\n")).unwrap();
        let (document, json) = call.split_once(", ").unwrap();
        assert_eq!(path, format!("evidence/{document}.js"));
        assert!(serde_json::from_str::<Value>(json).unwrap()["passages"].is_array());
        assert!(!text.contains('<'));
    }
}

#[test]
fn the_same_results_give_the_same_bytes() {
    let options = Options::default();
    assert_eq!(render(&eight_areas(), &options).unwrap(), render(&eight_areas(), &options).unwrap());
}

#[test]
fn the_page_loads_nothing_from_the_network() {
    let page = page(&eight_areas());
    for loader in
        [" src=", "<link", "@import", "url(http", "fetch(", "XMLHttpRequest", "import(", "WebSocket"]
    {
        assert!(!page.contains(loader), "{loader}");
    }
    assert!(page.contains("default-src 'none'; script-src 'self' 'sha256-"));
    let named = page.match_indices("http").map(|(at, _)| page[at..].replace("&#x2f;", "/"));
    let mut addresses: Vec<String> = named
        .filter(|rest| rest.starts_with("https:") || rest.starts_with("http:"))
        .filter_map(|rest| rest.split('"').next().map(Into::into))
        .collect();
    addresses.dedup();
    assert_eq!(
        addresses,
        ["https://wexbridge.example/continuum.pdf", "http://www.w3.org/2000/svg"],
        "only the source of a document and the name of a language are named"
    );
}

#[test]
fn every_state_of_a_cell_is_in_the_data_with_its_words_and_its_look() {
    let results = eight_areas();
    let page = page(&results);
    let data = &blocks(&page)[0];
    for state in [
        CellState::NoDocument,
        CellState::NoScheme,
        CellState::Placed,
        CellState::PlacedWithoutLevel,
        CellState::Unreadable,
        CellState::ProtectiveOnly,
        CellState::MentionedNotPlaced,
        CellState::NotMentioned,
    ] {
        let held = results.cells.iter().filter(|c| c.state == state).count();
        assert!(held > 0, "the fixture lacks {state:?}");
        let states = data["states"].as_array().unwrap();
        let position = states.iter().position(|s| s["code"] == state.code()).unwrap() as u64;
        let rows = data["years"][0]["cells"].as_array().unwrap().iter();
        let cells = rows.flat_map(|row| row.as_array().unwrap());
        assert_eq!(cells.filter(|cell| state_of(cell) == position).count(), held, "{state:?}");
        assert!(page.contains(state.words()), "{state:?}");
        assert!(page.contains(&format!(".s-{}", state.code())) || state == CellState::Placed, "{state:?}");
    }
}

#[test]
fn every_mention_of_a_document_in_use_has_its_evidence() {
    let results = eight_areas();
    let blocks = blocks(&page(&results));
    let mentions: usize = blocks[1..].iter().map(|b| b["mentions"].as_array().unwrap().len()).sum();
    let expected: usize = results
        .documents
        .iter()
        .filter(|d| !d.document.identity.areas.is_empty())
        .map(|d| d.mentions.len())
        .sum();
    assert_eq!(mentions, expected);
    let first = &blocks[1]["mentions"][0];
    assert_eq!(first["words"], "self-harm");
    let level = &blocks[1]["passages"][first["passage"].as_u64().unwrap() as usize]["level"];
    assert_eq!(level["from"]["words"], "Tier 2 Early help");
    assert_eq!(level["runner_up"]["says"], serde_json::json!([1, 2]));
}

#[test]
fn a_folder_holds_the_same_evidence_as_a_single_file() {
    let results = eight_areas();
    let single = blocks(&page(&results));
    let folder = files(&results, &Options::default());
    assert_eq!(folder.len(), single.len());
    for ((path, text), block) in folder.iter().skip(1).zip(&single[1..]) {
        let json = text.split_once(", ").unwrap().1.strip_suffix(");\n").unwrap();
        assert_eq!(serde_json::from_str::<Value>(json).unwrap(), *block, "{path}");
    }
}

#[test]
fn runs_of_two_years_stand_in_one_report() {
    let mut older = eight_areas();
    older.edition = 2025;
    older.cells.iter_mut().for_each(|c| c.edition = 2025);
    older.comparisons.iter_mut().for_each(|c| c.edition = 2025);
    let joined = join(vec![eight_areas(), older.clone()]).unwrap();
    let data = &blocks(&page(&joined))[0];
    let years: Vec<&Value> = data["years"].as_array().unwrap().iter().map(|y| &y["year"]).collect();
    assert_eq!(years, [&serde_json::json!(2025), &serde_json::json!(2026)]);
    assert_eq!(data["years"][0]["cells"], data["years"][1]["cells"]);
    assert_eq!(joined.documents.len(), older.documents.len(), "a document of both runs stands once");
    let error = join(vec![older.clone(), older]).unwrap_err().to_string();
    assert!(error.contains("2025"), "{error}");
}

#[test]
fn a_theme_changes_words_and_looks_and_its_mistakes_are_told() {
    let own = |name: &str, text: &str| Theme::new([(name.to_string(), text.to_string())].into());
    let options =
        Options { theme: own("method.html", "<p>{{ edition }} our way</p>").unwrap(), ..Options::default() };
    assert!(files(&eight_areas(), &options)[0].1.contains("<p>2026 our way</p>"));
    let broken =
        Options { theme: own("method.html", "{{ nothing_of_the_kind }}").unwrap(), ..Options::default() };
    let error = render(&eight_areas(), &broken).unwrap_err().to_string();
    assert!(error.contains("method.html"), "{error}");
}

#[test]
fn results_without_areas_or_documents_still_make_a_page() {
    let mut results = eight_areas();
    results.documents.clear();
    results.cells.clear();
    results.comparisons.clear();
    results.indicators.clear();
    results.ledger.clear();
    assert!(page(&results).contains("<dd>0 <small>of 0</small></dd>"));
}

#[test]
fn a_country_of_several_years_stays_small() {
    let files = files(&country(40, 30, 3), &Options::default());
    let (page, evidence) = (files[0].1.len(), files[1..].iter().map(|(_, text)| text.len()).sum::<usize>());
    assert!(page < 160_000 + 40 * 30 * 3 * 60, "{page} bytes");
    assert!(evidence < 40 * 30 * 3 * 1_500, "{evidence} bytes");
}
