//! Broken lexicons: each error is reported at the place marked with `^^`.

use thresholds_lexicon::finding::{Code, Finding};
use thresholds_lexicon::source::Source;
use thresholds_lexicon::{Lexicon, LoadError};

const CLASSES: &str = "[classes]\nparent = [\"parent~\", \"mum\"]\n";
const CUES: &str = "[negation]\nweak = [\"no\", \"not\"]\n";

/// A domain file with one indicator, whose lists are given.
fn domain(lists: &str) -> String {
    let head = "domain = \"d\"\nlabel = \"D\"\n\n[[indicator]]\nid = \"one\"\nlabel = \"One\"\ndefinition = \"One.\"\n";
    format!("{head}{lists}\n")
}

/// A second indicator after the first.
fn second(lists: &str) -> String {
    domain(&format!(
        "patterns = [\"aaa\"]\n[[indicator]]\nid = \"two\"\nlabel = \"Two\"\ndefinition = \"Two.\"\n{lists}"
    ))
}

fn findings(files: &[(&str, &str)]) -> Vec<Finding> {
    let sources =
        files.iter().map(|(name, text)| Source { name: (*name).into(), text: text.replace("^^", "") });
    match Lexicon::from_sources(sources.collect()) {
        Ok(lexicon) => lexicon.check(),
        Err(LoadError::Broken { findings, .. }) => findings,
        Err(error) => panic!("{error}"),
    }
}

/// The finding must be the only one, of this code, at the mark.
fn points(code: Code, marked: &str, files: &[(&str, &str)]) {
    let found = findings(files);
    let at = marked.find("^^").expect("a mark");
    let line = marked[..at].matches('\n').count() + 1;
    let column = marked[..at].rsplit('\n').next().unwrap().chars().count() + 1;
    let places: Vec<_> = found.iter().map(|finding| (finding.code, finding.line, finding.column)).collect();
    assert_eq!(places, [(code, line, column)], "{marked}\n{found:?}");
}

fn in_domain(code: Code, marked: &str) {
    points(code, marked, &[("d.toml", marked), ("classes.toml", CLASSES), ("cues.toml", CUES)]);
}

#[test]
fn a_sound_lexicon_has_no_findings() {
    let text =
        domain("patterns = [\"cut~ &3 (arm|arms)\", \"{parent} ..4 drink~\"]\nprotective = [\"eats well\"]");
    assert_eq!(findings(&[("d.toml", &text), ("classes.toml", CLASSES), ("cues.toml", CUES)]), []);
}

#[test]
fn patterns_that_cannot_be_read() {
    for pattern in [
        "cut ^^(arm|leg",
        "cut ^^[arm",
        "cut arm^^)",
        "cut arm^^]",
        "cut ^^| arm",
        "cut (arm|^^|leg)",
        "cut (^^)",
        "cut ..^^ arm",
        "cut ..^^99 arm",
        "cut ..3^^",
        "cut ^^& arm",
        "cut ^^~ arm",
        "cut~^^s arm",
        "cut ^^! arm",
        "cut ^^? arm",
        "cut ^^+ arm",
        "cut ^^{parent",
        "cut parent^^}",
        "over_^^ crowd",
        "attendance #<^^x",
        "^^[cut] [arm]",
        "^^",
    ] {
        in_domain(Code::Pattern, &domain(&format!("patterns = [\n  \"{pattern}\",\n]")));
    }
}

#[test]
fn every_list_of_patterns_is_read() {
    in_domain(Code::Pattern, &domain("patterns = [\"aaa\"]\nprotective = [\"good ^^(x\"]"));
    in_domain(Code::Pattern, &domain("patterns = [\"aaa\"]\nnot = [\"good ^^(x\"]"));
}

#[test]
fn names_that_do_not_exist() {
    in_domain(Code::UnknownClass, &domain("patterns = [\"^^{parents} drink\"]"));
    in_domain(Code::UnknownId, &domain("patterns = [\"aaa\"]\nrelated = [^^\"nobody\"]"));
    in_domain(Code::UnknownId, &domain("patterns = [\"aaa\"]\nbroader = [^^\"nobody\"]"));
    in_domain(Code::UnknownId, &domain("patterns = [\"aaa\"]\nby_subject = { parent = ^^\"nobody\" }"));
    in_domain(Code::UnknownSubject, &domain("patterns = [\"aaa\"]\nsubject = [\"child\", ^^\"uncle\"]"));
}

#[test]
fn entries_that_are_no_entries() {
    in_domain(Code::Syntax, &domain("patterns = [\"aaa\"]\n^^pattern = [\"bbb\"]"));
    in_domain(Code::Syntax, &domain("patterns = [\"aaa\"]\nsubject = ^^\"child\""));
    in_domain(
        Code::Syntax,
        "domain = \"d\"\n^^[[indicator]]\nid = \"one\"\nlabel = \"One\"\npatterns = []\n",
    );
    let text = domain("patterns = [\"aaa\"]\nnot = [\"bbb\" ^^\"ccc\"]");
    let files = [("d.toml", text.as_str()), ("classes.toml", CLASSES), ("cues.toml", CUES)];
    assert_eq!(findings(&files).iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::Syntax]);
}

#[test]
fn wordings_that_clash() {
    in_domain(
        Code::DuplicateId,
        &domain("patterns = [\"aaa\"]\n[[indicator]]\nid = ^^\"one\"\nlabel = \"\"\ndefinition = \"\""),
    );
    in_domain(Code::DuplicateWording, &domain("patterns = [\"aaa bbb\", ^^\"Aaa-bbb\"]"));
    in_domain(Code::DuplicateWording, &second("patterns = [^^\"aaa\"]"));
    in_domain(Code::DuplicateWording, &domain("abbreviations = [\"DA\", ^^\"DA\"]"));
    in_domain(Code::Contradiction, &domain("patterns = [\"aaa bbb\"]\nprotective = [^^\"aaa bbb\"]"));
}

#[test]
fn patterns_that_never_count() {
    in_domain(
        Code::DeadPattern,
        &domain("patterns = [^^\"social exclusion\"]\nnot = [\"[any] social exclusion\"]"),
    );
}

#[test]
fn look_alikes_that_overrule_nothing() {
    let lists =
        |not: &str| domain(&format!("patterns = [\"sleep~ ..3 (car|cars)\", \"hostel~\"]\nnot = [{not}]"));
    in_domain(Code::IdleNot, &lists("^^\"pet~\""));
    in_domain(Code::IdleNot, &lists("\"youth_hostel\", ^^\"(dog|cat) kennel~\""));
    in_domain(Code::IdleNot, &second("patterns = [\"bbb\"]\nnot = [^^\"aaa ccc\"]"));
    for sound in
        ["youth hostel", "the (car|bus) hostel~ [trip]", "youth hostel*", "dogs that sleep", "car ..2 dog"]
    {
        let text = lists(&format!("\"{sound}\""));
        let files = [("d.toml", text.as_str()), ("classes.toml", CLASSES), ("cues.toml", CUES)];
        assert_eq!(findings(&files), [], "{sound}");
    }
}

#[test]
fn look_alikes_of_what_another_indicator_hands_on_are_sound() {
    let text = second("by_subject = { parent = \"one\" }\npatterns = [\"bbb\"]").replacen(
        "patterns = [\"aaa\"]",
        "patterns = [\"aaa\"]\nabbreviations = [\"FM\"]\nnot = [\"bbb ccc\", \"FM radio\"]",
        1,
    );
    assert_eq!(findings(&[("d.toml", &text), ("classes.toml", CLASSES), ("cues.toml", CUES)]), []);
}

#[test]
fn patterns_that_a_common_word_satisfies() {
    in_domain(Code::WeakPattern, &domain("patterns = [^^\"know~ ..2 [where|whereabouts]\"]"));
    in_domain(Code::WeakPattern, &domain("patterns = [\"aaa\", ^^\"(many|several|crowds) [people]\"]"));
    in_domain(Code::WeakPattern, &domain("patterns = [^^\"+ [often] about [very] [soon]\"]"));
    in_domain(Code::WeakPattern, &domain("protective = [^^\"work~ [well] [with services]\"]"));
    for sound in ["evicted [soon]", "need~ (rehousing)", "+ rehousing [soon]", "know ..2 where [now]"] {
        let text = domain(&format!("patterns = [\"{sound}\"]"));
        let files = [("d.toml", text.as_str()), ("classes.toml", CLASSES), ("cues.toml", CUES)];
        assert_eq!(findings(&files), [], "{sound}");
    }
}

#[test]
fn classes_and_cues() {
    let text = domain("patterns = [\"aaa\"]");
    let classes =
        "[classes]\nparent = [\"mum\"]\nfamily = [\"kin\", \"^^{parent} kin\"]\n".replace("\"^^{", "^^\"{");
    let marked = classes.replace("^^", "");
    let found = findings(&[("d.toml", &text), ("classes.toml", &marked), ("cues.toml", CUES)]);
    assert_eq!(
        found.iter().map(|finding| (finding.code, finding.line, finding.column)).collect::<Vec<_>>(),
        [(Code::NestedClass, 3, 18)]
    );
    let cues = "[negation]\nweak = [\"no\"]\nstrongest = [^^\"never\"]\n";
    points(Code::UnknownCue, cues, &[("d.toml", &text), ("classes.toml", CLASSES), ("cues.toml", cues)]);
    let cues = "[negation]\nweak = [\"no ^^(x\"]\n";
    points(Code::Pattern, cues, &[("d.toml", &text), ("classes.toml", CLASSES), ("cues.toml", cues)]);
}

#[test]
fn files_that_are_missing() {
    let text = domain("patterns = [\"aaa\"]");
    let found = findings(&[("d.toml", &text)]);
    assert_eq!(
        found.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        [Code::MissingFile, Code::MissingFile]
    );
}

#[test]
fn several_errors_are_reported_at_once() {
    let text = domain("patterns = [\n  \"cut (\",\n  \"{nobody} hits\",\n]\nrelated = [\"nobody\"]");
    let found = findings(&[("d.toml", &text), ("classes.toml", CLASSES), ("cues.toml", CUES)]);
    let codes: Vec<Code> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::Pattern, Code::UnknownClass, Code::UnknownId]);
}
