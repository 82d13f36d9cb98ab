//! Files that are made to do harm, and folders that are not what they seem: each has its
//! reason in the ledger, and what stands beside them comes out as it does alone.

use crate::support::{Said, folder, root, rows, run, sample_corpus};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Objects of a PDF whose one page has the number 3, its content 4 and a font 5.
type Objects = BTreeMap<u32, Vec<u8>>;

const TEXT: &str = "BT /F1 12 Tf 72 700 Td (A page of plain words) Tj ET ";

fn one_page(resources: &str, content: &str) -> Objects {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>{resources}>>>>"
    );
    let texts = [
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()),
        (3, page),
        (5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned()),
    ];
    let mut objects: Objects = texts.into_iter().map(|(n, t)| (n, t.into_bytes())).collect();
    objects.insert(4, stream("", content.as_bytes()));
    objects
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Length {}>>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// A form that shows itself twice.
fn recursive_form() -> Vec<u8> {
    let dictionary = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>";
    stream(dictionary, b"/X Do /X Do")
}

fn pdf(objects: &Objects) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = BTreeMap::new();
    for (number, content) in objects {
        places.insert(*number, out.len());
        out.extend(format!("{number} 0 obj\n").bytes().chain(content.iter().copied()));
        out.extend(b"\nendobj\n");
    }
    let (table, size) = (out.len(), objects.keys().max().map_or(1, |n| n + 1));
    out.extend(format!("xref\n0 {size}\n").bytes());
    for number in 0..size {
        let entry =
            places.get(&number).map_or("0000000000 65535 f \n".to_owned(), |p| format!("{p:010} 00000 n \n"));
        out.extend(entry.bytes());
    }
    out.extend(format!("trailer <</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    out
}

/// A page whose content unpacks to 300 MB.
fn bomb() -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..300 {
        packed.write_all(&[b' '; 1 << 20]).unwrap();
    }
    let mut objects = one_page("", "");
    objects.insert(4, stream("/Filter/FlateDecode", &packed.finish().unwrap()));
    pdf(&objects)
}

fn many_pages(count: u32) -> Vec<u8> {
    let mut objects = one_page("", TEXT);
    let kids: String = (6..6 + count).map(|n| format!("{n} 0 R ")).collect();
    objects.insert(2, format!("<</Type/Pages/Kids[{kids}]/Count {count}>>").into_bytes());
    objects.extend((6..6 + count).map(|n| (n, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec())));
    pdf(&objects)
}

fn nested(depth: usize) -> Vec<u8> {
    let resources = format!("/X {}{}", "[".repeat(depth), "]".repeat(depth));
    let content = format!("{TEXT} {}{} {}", "[".repeat(depth), "]".repeat(depth), "q ".repeat(depth));
    pdf(&one_page(&resources, &content))
}

fn recursive() -> Vec<u8> {
    let mut objects = one_page("/XObject<</X 6 0 R>>", &format!("{TEXT} /X Do"));
    objects.insert(6, recursive_form());
    pdf(&objects)
}

/// All text stands off the page, so that the second reader is asked; that one follows
/// the form until its stack ends.
fn overflows_the_second_reader() -> Vec<u8> {
    let mut objects = one_page("/XObject<</X 6 0 R>>", "BT /F1 12 Tf 9000 9000 Td (far away) Tj ET /X Do");
    objects.insert(6, recursive_form());
    pdf(&objects)
}

/// The same with a form that has no resources of its own and finds itself in the page's.
fn overflows_by_what_it_inherits() -> Vec<u8> {
    let mut objects = one_page("/XObject<</X 6 0 R>>", "BT /F1 12 Tf 9000 9000 Td (far away) Tj ET /X Do");
    let dictionary = "/Subtype/Form/BBox[0 0 595 842]/Resources null";
    objects.insert(6, stream(dictionary, b"/X Do"));
    pdf(&objects)
}

/// A form that paints nothing and is shown ten times by a form, which is shown ten times by
/// a form, and so on, nine times over.
fn multiplied() -> Vec<u8> {
    let shown = "/X Do ".repeat(10);
    let mut objects = one_page("/XObject<</X 6 0 R>>", &format!("{TEXT} {shown}"));
    for n in 6..15 {
        let dictionary = format!("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>", n + 1);
        objects.insert(n, stream(&dictionary, format!("{}{shown}", "q Q ".repeat(200)).as_bytes()));
    }
    objects.insert(15, stream("/Subtype/Form/BBox[0 0 9 9]", b"q Q"));
    pdf(&objects)
}

/// Twenty documents of the sample corpus and of the layout tests.
fn good_files() -> Vec<PathBuf> {
    let folders = [sample_corpus(), root().join("tests/layouts/first"), root().join("tests/layouts/second")];
    let files = folders.iter().flat_map(|f| fs::read_dir(f).unwrap()).map(|e| e.unwrap().path());
    let mut pdfs: Vec<PathBuf> = files.filter(|p| p.extension().is_some_and(|e| e == "pdf")).collect();
    pdfs.sort();
    pdfs.truncate(20);
    assert_eq!(pdfs.len(), 20);
    pdfs
}

fn run_in(corpus: &Path) -> (Said, PathBuf, TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("out");
    (run(corpus, &output, &["--quiet", "--no-cache", "--ocr", "never"]), output, dir)
}

fn outcome(ledger: &[BTreeMap<String, String>], path: &str) -> (String, String) {
    let row = ledger.iter().find(|r| r["path"] == path).unwrap_or_else(|| panic!("{path} is missing"));
    (row["outcome"].clone(), row["reason"].clone())
}

#[test]
fn twenty_good_files_come_out_among_hostile_ones_as_they_do_alone() {
    let (alone, among) = (folder(&[]), folder(&[]));
    for file in good_files() {
        for corpus in [&alone, &among] {
            fs::copy(&file, corpus.path().join(file.file_name().unwrap())).unwrap();
        }
    }
    for (name, bytes) in [
        ("0 bomb.pdf", bomb()),
        ("0 pages.pdf", many_pages(100_000)),
        ("K nested.pdf", nested(5_000)),
        ("a recursive.pdf", recursive()),
        ("z inherits.pdf", overflows_by_what_it_inherits()),
        ("z multiplied.pdf", multiplied()),
        ("z overflow.pdf", overflows_the_second_reader()),
    ] {
        fs::write(among.path().join(name), bytes).unwrap();
    }
    let ((_, one, _kept), (said, two, _also)) = (run_in(alone.path()), run_in(among.path()));
    assert_eq!(said.code, 3, "{}{}", said.out, said.err);
    assert!(!said.err.contains("panicked"), "{}", said.err);
    for table in ["placements.csv", "mentions.csv", "cells.csv", "comparison.csv"] {
        assert!(fs::read(one.join(table)).unwrap() == fs::read(two.join(table)).unwrap(), "{table}");
    }
    assert!(rows(&one.join("placements.csv")).len() > 500);
    let ledger = rows(&two.join("ledger.csv"));
    assert_eq!(ledger.len(), 27);
    for (path, outcomes, words) in [
        ("0 bomb.pdf", &["over_limit"][..], "bytes or more in one stream when unpacked"),
        ("0 pages.pdf", &["over_limit"], "100000 pages"),
        ("K nested.pdf", &["read", "damaged"], ""),
        ("a recursive.pdf", &["read"], ""),
        ("z inherits.pdf", &["no_text"], "the second reader failed on this file"),
        ("z multiplied.pdf", &["no_text"], "more operators than the limit"),
        ("z overflow.pdf", &["no_text"], "the second reader failed on this file"),
    ] {
        let (found, reason) = outcome(&ledger, path);
        assert!(outcomes.contains(&&*found) && reason.contains(words), "{path}: {found}, {reason}");
    }
}

/// A folder that holds one good document under a name.
fn good(name: &str) -> TempDir {
    let corpus = folder(&[]);
    fs::copy(&good_files()[0], corpus.path().join(name)).unwrap();
    corpus
}

#[cfg(unix)]
#[test]
fn links_devices_and_pipes_are_passed_over_and_named() {
    use std::os::unix::fs::symlink;
    let (corpus, outside) = (good("good.pdf"), good("elsewhere.pdf"));
    let at = |name: &str| corpus.path().join(name);
    symlink(outside.path().join("elsewhere.pdf"), at("out.pdf")).unwrap();
    symlink(corpus.path(), at("loop")).unwrap();
    symlink(at("self.pdf"), at("self.pdf")).unwrap();
    symlink("/dev/zero", at("zero.pdf")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(at("pipe.pdf")).status().unwrap();
    assert!(made.success());
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.pdf")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let said = run(corpus.path(), &dir.path().join("out"), &["--no-cache"]);
    assert_eq!(rows(&dir.path().join("out/ledger.csv")).iter().filter(|r| r["outcome"] == "read").count(), 1);
    for name in ["out.pdf", "loop", "self.pdf", "zero.pdf", "pipe.pdf", "socket.pdf"] {
        assert!(said.out.contains(name), "{name} in {}", said.out);
    }
    assert_eq!(said.code, 3);
}

#[test]
fn deep_trees_and_odd_names_are_read() {
    let corpus = good("good.pdf");
    let mut deep = corpus.path().to_path_buf();
    for _ in 0..200 {
        deep.push("d");
    }
    fs::create_dir_all(&deep).unwrap();
    let bytes = fs::read(corpus.path().join("good.pdf")).unwrap();
    let copy = |n: u8| [&bytes[..], &[n]].concat();
    fs::write(deep.join("deep.pdf"), copy(b'1')).unwrap();
    let odd = ["-rf.pdf", "a,b \"c\".pdf", "=1+1.pdf", "ünïcode 🙂.PDF", " space .pdf"];
    for (name, n) in odd.iter().zip(b'a'..) {
        fs::write(corpus.path().join(name), copy(n)).unwrap();
    }
    let (said, output, _kept) = run_in(corpus.path());
    let ledger = rows(&output.join("ledger.csv"));
    assert_eq!(ledger.len(), 7, "{}", said.err);
    assert!(ledger.iter().all(|r| r["outcome"] == "read"), "{ledger:?}");
    for name in odd {
        assert!(ledger.iter().any(|r| r["path"].ends_with(name)), "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_read_and_shown_as_well_as_can_be() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let corpus = good("good.pdf");
    let name = OsStr::from_bytes(b"caf\xe9.pdf");
    fs::write(corpus.path().join(name), [&bomb()[..1000], b"2"].concat()).unwrap();
    let (said, output, _kept) = run_in(corpus.path());
    assert_eq!(said.code, 3);
    assert_eq!(outcome(&rows(&output.join("ledger.csv")), "caf\u{fffd}.pdf").0, "no_text");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_said_before_the_work_or_after_it_and_nothing_is_left() {
    let corpus = good("good.pdf");
    let said = run(corpus.path(), Path::new("/proc/out"), &["--no-cache"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("/proc") && said.out.is_empty(), "{}{}", said.out, said.err);
}

/// Only root can make the small disk that this needs; elsewhere nothing is tested.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_former_run_as_it_was() {
    use std::process::Command;
    let (corpus, disk) = (good("good.pdf"), tempfile::tempdir().unwrap());
    let mounted =
        Command::new("mount").args(["-t", "tmpfs", "-o", "size=300k", "none"]).arg(disk.path()).output();
    if !mounted.is_ok_and(|o| o.status.success()) {
        eprintln!("skipped: no small disk can be made here");
        return;
    }
    let output = disk.path().join("out");
    fs::create_dir(&output).unwrap();
    fs::write(output.join("run.json"), "{}").unwrap();
    let said = run(corpus.path(), &output, &["--no-cache"]);
    let left: Vec<PathBuf> = fs::read_dir(disk.path()).unwrap().map(|e| e.unwrap().path()).collect();
    let former = fs::read_to_string(output.join("run.json"));
    Command::new("umount").arg(disk.path()).status().unwrap();
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("No space left"), "{}", said.err);
    assert_eq!((left, former.unwrap()), (vec![output], "{}".to_owned()));
}

/// A document whose content, pictures, actions and attachments lie elsewhere: in a file of
/// that path and at that address.
fn names_what_lies_elsewhere(path: &str, address: &str) -> Vec<u8> {
    let external = format!("/F({path})/FFilter/FlateDecode");
    let mut objects = one_page("/XObject<</X 6 0 R/Y 7 0 R>>", &format!("{TEXT} /X Do /Y Do"));
    objects.insert(
        1,
        format!(
            "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F({path})>>/Names<</EmbeddedFiles<<\
             /Names[(a) <</Type/Filespec/F({path})/EF<</F 6 0 R>>>>]>>>>/AA<</WC<</S/URI/URI({address})>>>>>>"
        )
        .into_bytes(),
    );
    objects.insert(6, stream(&format!("/Subtype/Form/BBox[0 0 9 9]{external}"), b"q Q"));
    let picture = "/Subtype/Image/Width 9/Height 9/ColorSpace/DeviceGray/BitsPerComponent 8";
    let elsewhere = format!("{picture}/F<</FS/URL/F({address})>>");
    objects.insert(7, stream(&elsewhere, b"x"));
    let page = String::from_utf8(objects[&3].clone()).unwrap();
    let links = format!(
        "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F({path})/D[0/Fit]>>>> \
         <</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI({address})>>>>]>>"
    );
    objects.insert(3, format!("{}{links}", page.strip_suffix(">>").unwrap()).into_bytes());
    pdf(&objects)
}

/// A pipe tells whether anybody opens it: its writer waits for a reader.
#[cfg(unix)]
#[test]
fn no_path_and_no_address_that_a_document_names_is_opened() {
    let (corpus, outside) = (folder(&[]), tempfile::tempdir().unwrap());
    let pipe = outside.path().join("secret.pdf");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    server.set_nonblocking(true).unwrap();
    let address = format!("http://{}/page", server.local_addr().unwrap());
    fs::write(corpus.path().join("names.pdf"), names_what_lies_elsewhere(pipe.to_str().unwrap(), &address))
        .unwrap();
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::OpenOptions::new().write(true).open(pipe).map(|_| ())
    });
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("out");
    run(corpus.path(), &output, &["--quiet", "--no-cache", "--cross-check"]);
    assert_eq!(outcome(&rows(&output.join("ledger.csv")), "names.pdf").0, "read");
    assert!(!writer.is_finished(), "the pipe was opened");
    assert!(server.accept().is_err(), "somebody called");
    // The writer waits no longer.
    drop(fs::File::open(&pipe).unwrap());
    writer.join().unwrap().unwrap();
}

/// Paths of tables and of files never lead out of the corpus or of the output folder.
#[test]
fn a_manifest_that_leads_out_of_the_corpus_is_refused() {
    for path in ["../secret.pdf", "/etc/passwd", "a/../../secret.pdf"] {
        let corpus = good("good.pdf");
        fs::write(corpus.path().join("manifest.csv"), format!("path\n{path}\n")).unwrap();
        let (said, output, _kept) = run_in(corpus.path());
        assert_eq!(said.code, 2, "{path}: {}", said.err);
        assert!(said.err.contains("leads out of the corpus") && !output.exists(), "{}", said.err);
    }
}

#[test]
fn three_thousand_folders_are_walked() {
    let corpus = good("good.pdf");
    for n in 0..3_000 {
        fs::create_dir(corpus.path().join(n.to_string())).unwrap();
    }
    let bytes = fs::read(corpus.path().join("good.pdf")).unwrap();
    fs::write(corpus.path().join("2999/last.pdf"), [&bytes[..], b"1"].concat()).unwrap();
    let (said, output, _kept) = run_in(corpus.path());
    assert_eq!(rows(&output.join("ledger.csv")).len(), 2, "{}", said.err);
}

#[test]
fn a_limit_can_be_changed_by_name_and_what_was_kept_under_another_is_not_used() {
    let (corpus, dir) = (good("good.pdf"), tempfile::tempdir().unwrap());
    let (output, cache) = (dir.path().join("out"), dir.path().join("cache"));
    let more = |limit| ["--cache", cache.to_str().unwrap(), "--ocr", "never", "--limit", limit];
    let outcome_under = |limit| {
        let said = run(corpus.path(), &output, &more(limit));
        assert_ne!(said.code, 1, "{}", said.err);
        outcome(&rows(&output.join("ledger.csv")), "good.pdf")
    };
    assert_eq!(outcome_under("pages=1000").0, "read");
    let (refused, reason) = outcome_under("pages=1");
    assert_eq!(refused, "over_limit");
    assert!(reason.contains("more than the limit of 1; raise it (--limit pages=N)"), "{reason}");
    assert_eq!(outcome_under("pages=1000").0, "read");
    let facts: serde_json::Value =
        serde_json::from_slice(&fs::read(output.join("run.json")).unwrap()).unwrap();
    assert_eq!((&facts["limits"]["pages"], &facts["pdfs_opened"]), (&1000.into(), &0.into()));
    let said = run(corpus.path(), &output, &["--limit", "sheets=1"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("there is no limit \"sheets\""), "{}", said.err);
}
