//! The report as a whole: safe, the same every time, loading nothing, and complete.

mod fixture;

use fixture::{HOSTILE, country, eight_areas, poisoned};
use thresholds_model::cell::CellState;
use thresholds_model::results::Results;
use thresholds_report::render;

fn page(results: &Results) -> String {
    let files = render(results).unwrap();
    assert_eq!(files[0].0, "index.html");
    String::from_utf8(files[0].1.clone()).unwrap()
}

/// The JSON of every data block, in order.
fn blocks(page: &str) -> Vec<serde_json::Value> {
    let parts = page.split("<script type=\"application/json\"").skip(1);
    let json = parts.map(|p| p.split_once('>').unwrap().1.split_once("</script>").unwrap().0);
    json.map(|j| serde_json::from_str(j).unwrap()).collect()
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
    assert_eq!(blocks[0]["documents"]["0"]["url"], serde_json::Value::Null);
    assert_eq!(blocks[1]["passages"][0]["text"], HOSTILE);
}

#[test]
fn the_same_results_give_the_same_bytes() {
    assert_eq!(render(&eight_areas()).unwrap(), render(&eight_areas()).unwrap());
}

#[test]
fn the_page_loads_nothing() {
    let page = page(&eight_areas());
    for loader in [" src=", "<link", "@import", "url(", "fetch(", "XMLHttpRequest", "import(", "WebSocket"] {
        assert!(!page.contains(loader), "{loader}");
    }
    assert!(page.contains("default-src 'none'"));
    let named = page.match_indices("http").map(|(at, _)| page[at..].replace("&#x2f;", "/"));
    let mut addresses: Vec<String> = named
        .filter(|rest| rest.starts_with("https:") || rest.starts_with("http:"))
        .filter_map(|rest| rest.split('"').next().map(Into::into))
        .collect();
    addresses.dedup();
    assert_eq!(
        addresses,
        ["https://wexbridge.example/continuum.pdf"],
        "only the source of a document is named"
    );
}

#[test]
fn every_state_of_a_cell_is_drawn_with_its_words() {
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
        let position =
            data["states"].as_array().unwrap().iter().position(|s| s["code"] == state.code()).unwrap();
        let rows = data["cells"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
        assert_eq!(rows.filter(|cell| cell[0] == position).count(), held, "{state:?}");
        assert!(page.contains(state.words()), "{state:?}");
        assert!(page.contains(&format!(".s-{}", state.code())) || state == CellState::Placed, "{state:?}");
    }
}

#[test]
fn the_first_screen_says_where_each_area_places_the_focus_needs() {
    let page = page(&eight_areas());
    let focus = page.split("id=\"focus-table\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(focus.contains("href=\"#cell=X09000001/self_harm\""));
    assert!(focus.contains("Tier 2 - Early help"));
    assert!(focus.contains("pages missing"));
    assert!(!focus.contains("Northfen"), "an area without a document has no row");
    assert!(page.contains("1 area without a document"));
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
fn results_without_areas_or_documents_still_make_a_page() {
    let mut results = eight_areas();
    results.documents.clear();
    results.cells.clear();
    results.comparisons.clear();
    results.indicators.clear();
    results.ledger.clear();
    assert!(page(&results).contains("none of these needs"));
}

#[test]
fn a_country_stays_small_enough_to_send() {
    let bytes = page(&country(40, 90)).len();
    assert!(bytes < 40 * 90 * 1_200, "{bytes} bytes");
}
