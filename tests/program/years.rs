//! Three years of a dozen made-up areas, in which it is known what changed and who changed
//! it: `diff` finds exactly that.

use crate::paper::{Level, locked, pdf};
use crate::support::{Said, files, root, rows, run, thresholds};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// Coldwell and Dunmarsh are one council from April 2025.
const AREAS: &str = "\
gss_code,name,nation,valid_from,valid_to,successor_gss_codes
Y01,Ashmere,Sample,2009-01-01,,
Y02,Brackford,Sample,2009-01-01,,
Y03,Coldwell,Sample,2009-01-01,2025-03-31,Y13
Y04,Dunmarsh,Sample,2009-01-01,2025-03-31,Y13
Y05,Elmstow,Sample,2009-01-01,,
Y06,Farnley Vale,Sample,2009-01-01,,
Y07,Greywick,Sample,2009-01-01,,
Y08,Hartsmoor,Sample,2009-01-01,,
Y09,Inglewater,Sample,2009-01-01,,
Y10,Juniper Hill,Sample,2009-01-01,,
Y11,Kelderby,Sample,2009-01-01,,
Y12,Larkhurst,Sample,2009-01-01,,
Y13,Coldwell and Dunmarsh,Sample,2025-04-01,,
";

/// Indicators of the lexicon.
const ALL: usize = 90;

/// The needs of a document, levels 2 to 4. Nobody's lexicon knows what moon stones are.
fn needs() -> [Vec<&'static str>; 3] {
    [
        vec!["Occasional truancy from school", "Low self-esteem", "Plays with moon stones"],
        vec!["Self-harm by cutting", "Goes missing from home"],
        vec!["Physical abuse by a parent", "Victim of child sexual exploitation"],
    ]
}

fn document(area: &str, date: &str, [two, three, four]: [Vec<&'static str>; 3]) -> Vec<u8> {
    let partnership = format!("{area} Safeguarding Children Partnership");
    pdf(
        &[&partnership, "Threshold Document", date],
        &[
            Level { heading: "Level 1: Universal", needs: vec!["Children who are well and happy"] },
            Level { heading: "Level 2: Early Help", needs: two },
            Level { heading: "Level 3: Targeted Early Help", needs: three },
            Level { heading: "Level 4: Statutory", needs: four },
        ],
    )
}

type Folder = BTreeMap<String, Vec<u8>>;

fn put(folder: &mut Folder, area: &str, date: &str, needs: [Vec<&'static str>; 3]) {
    let name = format!("{}.pdf", area.to_lowercase().replace(' ', "-"));
    folder.insert(name, document(area, date, needs));
}

/// The corpora of 2023, 2024 and 2025.
fn corpora() -> [Folder; 3] {
    let mut first = Folder::new();
    first.insert("areas.csv".into(), AREAS.into());
    for area in AREAS.lines().skip(1).take(12).filter_map(|l| l.split(',').nth(1)) {
        put(&mut first, area, "March 2023", needs());
    }

    let mut second = first.clone();
    let [two, three, four] = needs();
    // A level moved, down and up.
    put(
        &mut second,
        "Ashmere",
        "May 2024",
        [[two.clone(), vec![three[0]]].concat(), vec![three[1]], four.clone()],
    );
    put(
        &mut second,
        "Hartsmoor",
        "May 2024",
        [two[1..].to_vec(), [vec![two[0]], three.clone()].concat(), four.clone()],
    );
    // A need dropped, a need added, a need in other words.
    put(&mut second, "Brackford", "June 2024", [vec![two[0], two[2]], three.clone(), four.clone()]);
    put(
        &mut second,
        "Coldwell",
        "June 2024",
        [two.clone(), [three.clone(), vec!["Cruelty to animals"]].concat(), four.clone()],
    );
    put(
        &mut second,
        "Dunmarsh",
        "June 2024",
        [two.clone(), vec!["Repeated self-harm by cutting or burning", three[1]], four.clone()],
    );
    // The same words printed again; a year without a document; a document that nobody can open.
    put(&mut second, "Inglewater", "July 2024", needs());
    second.remove("farnley-vale.pdf");
    second.insert("greywick.pdf".into(), locked(&document("Greywick", "May 2024", needs())));

    let mut third = second.clone();
    third.remove("coldwell.pdf");
    third.remove("dunmarsh.pdf");
    put(
        &mut third,
        "Coldwell and Dunmarsh",
        "June 2025",
        [two, [three, vec!["Cruelty to animals"]].concat(), four],
    );
    put(&mut third, "Farnley Vale", "March 2025", needs());
    put(&mut third, "Greywick", "March 2025", needs());
    [first, second, third]
}

/// The corpora and their runs, made once.
struct Years {
    dir: TempDir,
}

impl Years {
    fn get() -> &'static Self {
        static YEARS: OnceLock<Years> = OnceLock::new();
        YEARS.get_or_init(|| {
            let dir = tempfile::tempdir().unwrap();
            let years = Self { dir };
            for (year, folder) in (2023..).zip(corpora()) {
                let corpus = years.corpus(year);
                fs::create_dir(&corpus).unwrap();
                for (name, bytes) in folder {
                    fs::write(corpus.join(name), bytes).unwrap();
                }
                years.run(year, "run", &[]);
            }
            years
        })
    }

    fn corpus(&self, year: i32) -> PathBuf {
        self.dir.path().join(year.to_string())
    }

    fn folder(&self, year: i32, name: &str) -> PathBuf {
        self.dir.path().join(format!("{name}-{year}"))
    }

    fn run(&self, year: i32, name: &str, more: &[&str]) -> PathBuf {
        let output = self.folder(year, name);
        let edition = year.to_string();
        let said = run(&self.corpus(year), &output, &[&["--quiet", "--edition", &edition], more].concat());
        assert!([0, 3].contains(&said.code), "{}", said.err);
        output
    }

    /// A run of 2024 with a lexicon that knows moon stones as a drug.
    fn with_edited_lexicon(&self) -> &Path {
        static RUN: OnceLock<PathBuf> = OnceLock::new();
        RUN.get_or_init(|| {
            let lexicon = self.dir.path().join("lexicon");
            assert_eq!(thresholds(&["lexicon", "export", lexicon.to_str().unwrap()]).code, 0);
            let file = lexicon.join("child_behaviour_risk.toml");
            let text = fs::read_to_string(&file).unwrap();
            fs::write(&file, text.replacen("patterns = [", "patterns = [\n  \"moon stones\",", 1)).unwrap();
            self.run(2024, "edited", &["--lexicon", lexicon.to_str().unwrap()])
        })
    }
}

fn diff(old: &Path, new: &Path, more: &[&str]) -> (Said, Vec<BTreeMap<String, String>>, TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("diff");
    let paths = ["diff", old.to_str().unwrap(), new.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let said = thresholds(&[&paths[..], more].concat());
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let rows = rows(&output.join("diff.csv"));
    (said, rows, dir)
}

type Found = BTreeSet<(String, String, String, String)>;

/// Old area, new area, need and change of the rows of single needs.
fn found(rows: &[BTreeMap<String, String>]) -> Found {
    let of_the_area = ["newly_unreadable", "newly_readable", "newly_documented", "no_longer_documented"];
    rows.iter()
        .filter(|r| !of_the_area.contains(&r["change"].as_str()))
        .map(|r| {
            let text = |c: &str| r[c].clone();
            (text("area_code_old"), text("area_code_new"), text("indicator"), text("change"))
        })
        .collect()
}

fn expected(rows: &[[&str; 4]]) -> Found {
    let own = |[a, b, c, d]: &[&str; 4]| ((*a).into(), (*b).into(), (*c).into(), (*d).into());
    rows.iter().map(own).collect()
}

/// Areas of which all cells have this change, with their number.
fn areas(rows: &[BTreeMap<String, String>], change: &str) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for row in rows.iter().filter(|r| r["change"] == change) {
        *out.entry(format!("{} {}", row["area_code_old"], row["area_code_new"])).or_default() += 1;
    }
    out
}

fn one(code: &str) -> BTreeMap<String, usize> {
    BTreeMap::from([(format!("{code} {code}"), ALL)])
}

#[test]
fn from_2023_to_2024_it_finds_exactly_what_changed() {
    let years = Years::get();
    let (_, rows, _dir) = diff(&years.folder(2023, "run"), &years.folder(2024, "run"), &[]);
    assert_eq!(
        found(&rows),
        expected(&[
            ["Y01", "Y01", "self_harm", "moved_down"],
            ["Y02", "Y02", "low_self_esteem", "removed"],
            ["Y03", "Y03", "animal_cruelty", "added"],
            ["Y04", "Y04", "self_harm", "reworded"],
            ["Y08", "Y08", "school_attendance", "moved_up"],
        ])
    );
    assert_eq!(areas(&rows, "no_longer_documented"), one("Y06"));
    assert_eq!(areas(&rows, "newly_unreadable"), one("Y07"));
    assert_eq!(rows.len(), 5 + 2 * ALL);
    // One program and one lexicon made both runs: without any old PDF it is certain who did it.
    assert!(rows.iter().all(|r| r["cause"] == "document"), "{rows:?}");
    let reworded = rows.iter().find(|r| r["change"] == "reworded").unwrap();
    assert_eq!(reworded["quote_old"], "Self-harm by cutting");
    assert_eq!(reworded["quote_new"], "Repeated self-harm by cutting or burning");
    assert_eq!(reworded["words"], "[-Self-harm-]{+Repeated self-harm+} by cutting{+ or burning+}");
    let moved = rows.iter().find(|r| r["change"] == "moved_down").unwrap();
    assert_eq!((moved["ordinals_old"].as_str(), moved["ordinals_new"].as_str()), ("3", "2"));
    assert_eq!((moved["measure"].as_str(), moved["scale"].as_str()), ("entry", "ladder"));
}

#[test]
fn from_2024_to_2025_a_merged_council_is_compared_with_both_of_its_parts() {
    let years = Years::get();
    let (said, rows, _dir) = diff(&years.folder(2024, "run"), &years.folder(2025, "run"), &[]);
    assert_eq!(
        found(&rows),
        expected(&[["Y04", "Y13", "animal_cruelty", "added"], ["Y04", "Y13", "self_harm", "reworded"],])
    );
    assert_eq!(areas(&rows, "newly_documented"), one("Y06"));
    assert_eq!(areas(&rows, "newly_readable"), one("Y07"));
    assert_eq!(rows.len(), 2 + 2 * ALL);
    assert!(rows.iter().filter(|r| r["area_code_new"] == "Y13").all(|r| r["relation"] == "successor"));
    assert!(said.out.contains("Dunmarsh (Y04), now Coldwell and Dunmarsh (Y13)"), "{}", said.out);
}

#[test]
fn a_document_still_in_force_and_one_printed_again_give_no_change() {
    let years = Years::get();
    for (old, new) in [(2023, 2024), (2024, 2025)] {
        let (_, rows, _dir) = diff(&years.folder(old, "run"), &years.folder(new, "run"), &[]);
        assert!(
            !rows.iter().any(|r| ["Y05", "Y09", "Y10", "Y11", "Y12"].contains(&r["area_code_old"].as_str()))
        );
    }
}

#[test]
fn an_edit_of_the_lexicon_is_put_down_to_the_lexicon() {
    let years = Years::get();
    let edited = years.with_edited_lexicon();
    let (_, same_corpus, _dir) = diff(&years.folder(2024, "run"), edited, &[]);
    assert_eq!(same_corpus.len(), 10, "one in each document that can be read");
    assert!(same_corpus.iter().all(|r| r["indicator"] == "child_substance_misuse" && r["change"] == "added"));
    assert!(same_corpus.iter().all(|r| r["cause"] == "lexicon"));
}

#[test]
fn with_the_old_documents_the_lexicon_and_the_council_are_told_apart() {
    let years = Years::get();
    let (old, new) = (years.folder(2023, "run"), years.with_edited_lexicon());
    let corpus = years.corpus(2023);
    let (_, rows, _dir) = diff(&old, new, &["--corpus-old", corpus.to_str().unwrap()]);
    for row in
        rows.iter().filter(|r| r["change"] != "newly_unreadable" && r["change"] != "no_longer_documented")
    {
        let by_lexicon = row["indicator"] == "child_substance_misuse";
        assert_eq!(row["cause"], if by_lexicon { "lexicon" } else { "document" }, "{row:?}");
    }
    assert_eq!(rows.iter().filter(|r| r["cause"] == "lexicon").count(), 10);
    // Without them it is unknown, but where the document is the same one.
    let (_, rows, _dir) = diff(&old, new, &[]);
    let same = ["Y05", "Y10", "Y11", "Y12"];
    for row in &rows {
        let certain = same.contains(&row["area_code_old"].as_str());
        assert_eq!(row["cause"], if certain { "lexicon" } else { "unknown" }, "{row:?}");
    }
}

#[test]
fn an_old_document_that_is_lost_leaves_the_cause_unknown() {
    let years = Years::get();
    let corpus = tempfile::tempdir().unwrap();
    for (name, bytes) in files(&years.corpus(2023)) {
        // Under other names, and without one of them.
        if name.ends_with(".pdf") && name != "ashmere.pdf" {
            fs::write(corpus.path().join(format!("renamed {name}")), bytes).unwrap();
        }
    }
    let more = ["--corpus-old", corpus.path().to_str().unwrap()];
    let (_, rows, _dir) = diff(&years.folder(2023, "run"), years.with_edited_lexicon(), &more);
    let of = |area: &str| {
        rows.iter().find(|r| r["area_code_old"] == area && r["indicator"] == "self_harm").unwrap()
    };
    assert_eq!(of("Y01")["cause"], "unknown");
    assert!(of("Y01")["cause_reason"].contains("ashmere.pdf was not found again"), "{:?}", of("Y01"));
    assert_eq!(of("Y04")["cause"], "document");
}

#[test]
fn the_same_runs_give_the_same_bytes_that_fit_the_published_schema() {
    let years = Years::get();
    let (old, new) = (years.folder(2023, "run"), years.folder(2024, "run"));
    let (_, _, one) = diff(&old, &new, &[]);
    let (_, _, two) = diff(&old, &new, &[]);
    assert_eq!(files(one.path()), files(two.path()));
    let schema: serde_json::Value =
        serde_json::from_slice(&fs::read(root().join("schema/diff.schema.json")).unwrap()).unwrap();
    assert_eq!(thresholds(&["schema", "diff"]).out.trim(), format!("{schema:#}"), "schema/ is not current");
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(one.path().join("diff/diff.json")).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&json).take(5).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_run_compared_with_itself_has_no_changes() {
    let years = Years::get();
    let run = years.folder(2024, "run");
    let (said, rows, _dir) = diff(&run, &run, &[]);
    assert!(rows.is_empty());
    assert!(said.out.contains("0 cells changed"), "{}", said.out);
}

#[test]
fn a_folder_with_other_things_in_it_is_not_replaced_by_a_diff() {
    let years = Years::get();
    let run = years.folder(2024, "run");
    let run = run.to_str().unwrap();
    let output = crate::support::folder(&[("thesis.docx", b"years of work")]);
    let said = thresholds(&["diff", run, run, "--output", output.path().to_str().unwrap()]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("thesis.docx"), "{}", said.err);
    let said = thresholds(&["diff", run, output.path().to_str().unwrap()]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("not a run"), "{}", said.err);
}
