//! Reader processes. This test program is its own reader, so it has its own `main`.

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use thresholds_model::document::Outcome;
use thresholds_model::reading::ReadSettings;
use thresholds_reader::{Pool, PoolSettings, ReadError, WORKER_ARGUMENT, outcome, worker_main};

fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|a| a == WORKER_ARGUMENT) {
        return worker_main();
    }
    let mut arguments = Arguments::from_args();
    arguments.test_threads = arguments.test_threads.or(Some(2));
    let trials = vec![
        Trial::test("a_document_reads_the_same_in_a_process_and_at_home", same_in_both),
        Trial::test("what_is_no_pdf_is_named", no_pdf),
        Trial::test("threads_share_a_pool", shared),
        #[cfg(unix)]
        Trial::test("a_reader_that_hangs_is_stopped", hangs),
        #[cfg(target_os = "linux")]
        Trial::test("what_a_reader_has_started_ends_with_it", ends_with_reader),
        #[cfg(target_os = "linux")]
        Trial::test("a_reader_ends_when_its_parent_is_gone", ends_with_parent),
        #[cfg(unix)]
        Trial::test("a_reader_that_eats_memory_costs_one_document", eats_memory),
        #[cfg(unix)]
        Trial::test("a_reader_that_dies_is_replaced", dies),
        #[cfg(unix)]
        Trial::test("a_reader_that_talks_nonsense_has_crashed", nonsense),
        Trial::test("a_missing_program_is_said_so", missing),
    ];
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn pool() -> Pool {
    Pool::new(ReadSettings::default(), PoolSettings::default()).unwrap()
}

/// A page with one line of text.
fn pdf(text: &str) -> Vec<u8> {
    use lopdf::{Document, Stream, dictionary};
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let content = format!("BT /F1 12 Tf 72 700 Td ({text}) Tj ET").into_bytes();
    let content = document.add_object(Stream::new(dictionary! {}, content));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, tree.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn same_in_both() -> Result<(), Failed> {
    let bytes = pdf("Neglect of basic needs places a child at level three.");
    let at_home = thresholds_reader::read(&bytes, &ReadSettings::default());
    let in_process = pool().read(&bytes);
    assert_eq!(at_home, in_process);
    assert_eq!(outcome(&in_process), Outcome::Read);
    assert_eq!(in_process?.pages[0].characters, 44);
    Ok(())
}

fn no_pdf() -> Result<(), Failed> {
    let result = pool().read(b"<!DOCTYPE html><html><body>Not found</body></html>");
    assert_eq!(outcome(&result), Outcome::NotPdf);
    assert!(result.unwrap_err().to_string().contains("an HTML page"));
    Ok(())
}

fn shared() -> Result<(), Failed> {
    let pool = pool();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|i| {
                let pool = &pool;
                scope.spawn(move || pool.read(&pdf(&format!("Thread number {i}"))).map(|r| r.pages.len()))
            })
            .collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), Ok(1));
        }
    });
    Ok(())
}

fn shell(command: &str, milliseconds: u64) -> Pool {
    let settings = PoolSettings { timeout: Duration::from_millis(milliseconds), ..PoolSettings::default() };
    let arguments = vec!["-c".to_owned(), command.to_owned()];
    Pool::with_program(PathBuf::from("/bin/sh"), arguments, ReadSettings::default(), settings)
}

fn hangs() -> Result<(), Failed> {
    let large = vec![0; 1 << 20];
    for bytes in [&b"%PDF-"[..], &large] {
        let result = shell("exec sleep 60", 200).read(bytes);
        assert_eq!(result, Err(ReadError::TimedOut { seconds: 0 }));
    }
    Ok(())
}

fn dies() -> Result<(), Failed> {
    let pool = shell("kill -ABRT $$", 10_000);
    for _ in 0..2 {
        let error = pool.read(b"%PDF-").unwrap_err();
        assert_eq!(error, ReadError::Crashed { detail: "it ran out of stack or memory".to_owned() });
        assert_eq!(error.outcome(), Outcome::Damaged);
    }
    Ok(())
}

/// Waits a while for the process whose id the file holds to be gone.
#[cfg(target_os = "linux")]
fn is_gone(file: &std::path::Path) -> bool {
    let id = std::fs::read_to_string(file).unwrap();
    // A zombie is gone too: nothing but its parent's curiosity keeps it.
    let runs = || {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", id.trim())).ok();
        stat.is_some_and(|s| !s.contains(") Z "))
    };
    (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        !runs()
    })
}

#[cfg(target_os = "linux")]
fn ends_with_reader() -> Result<(), Failed> {
    let dir = tempfile::tempdir()?;
    let file = dir.path().join("id");
    for last in ["wait", "kill -ABRT $$"] {
        let pool = shell(&format!("sleep 300 & echo $! > '{}'; {last}", file.display()), 2_000);
        assert!(pool.read(b"%PDF-").is_err());
        assert!(is_gone(&file), "{last}");
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn ends_with_parent() -> Result<(), Failed> {
    let dir = tempfile::tempdir()?;
    let file = dir.path().join("id");
    // The shell is gone a second later, the reader's input stays open.
    let script = r#"sleep 20 2> /dev/null | "$0" "$1" 4294967296 > /dev/null & echo $! > "$2"; sleep 1"#;
    let mut shell = std::process::Command::new("/bin/sh");
    shell.args(["-c", script]).arg(std::env::current_exe()?).arg(WORKER_ARGUMENT).arg(&file);
    assert!(shell.status()?.success());
    assert!(is_gone(&file));
    Ok(())
}

/// A reader with little memory fails on a large document and reads the next small one.
#[cfg(unix)]
fn eats_memory() -> Result<(), Failed> {
    let settings = PoolSettings { memory: 300 << 20, ..PoolSettings::default() };
    let pool = Pool::new(ReadSettings::default(), settings)?;
    let large = pool.read(&pdf(&"many words ".repeat(12_000_000)));
    assert!(matches!(large, Err(ReadError::Crashed { .. })), "{:?}", large.map(|r| r.pages.len()));
    assert_eq!(pool.read(&pdf("Neglect"))?.pages[0].characters, 7);
    Ok(())
}

fn nonsense() -> Result<(), Failed> {
    let result = shell("exec cat", 10_000).read(b"%PDF-");
    assert!(matches!(result, Err(ReadError::Crashed { .. })), "{result:?}");
    Ok(())
}

fn missing() -> Result<(), Failed> {
    let pool = Pool::with_program(
        PathBuf::from("/nonexistent/program"),
        Vec::new(),
        ReadSettings::default(),
        PoolSettings::default(),
    );
    assert!(matches!(pool.read(b"%PDF-"), Err(ReadError::NoWorker { .. })));
    Ok(())
}
