# One recipe for each thing that people do. `just` alone lists them.

default:
    @just --list

# What CI runs: format, lints, tests
check:
    .ci/run

# The main job on the sample corpus
run:
    cargo run --release -- run corpus --output output/sample

# How well the sample run agrees with its hand coding
score: run
    cargo run --release -- score output/sample --gold corpus/gold.csv

# Check the lexicon: ids, wordings, and every example in it
lexicon:
    cargo run --release -- lexicon check

# How long the lexicon takes to compile, and 10,000 passages to tag
speed:
    cargo run --release -p thresholds-tag --example speed

# Accept changed snapshots and the JSON Schema after looking at them
accept:
    INSTA_UPDATE=always UPDATE_SCHEMA=1 cargo test --workspace

# Draw what was understood of a page: just page FILE 3
page file number:
    cargo run --release -- page "{{file}}" {{number}} -o output/page.svg

# Kill runs at random moments, then let one run through: the same files (not part of CI)
kill corpus="corpus" times="50":
    cargo build --release
    nice tests/soak/kill.sh "{{corpus}}" {{times}}

# Read every PDF of a folder and list the outcomes (a soak: not part of CI)
soak folder:
    cargo run --release -- run "{{folder}}" --output output/soak --no-cache || test $? -eq 3

# Run the program on 10,000 damaged copies of the PDFs of a folder (hours: not part of CI)
mutations folder runs="20" files="500":
    cargo build --release --bin thresholds --example mutations
    nice -n 19 target/release/examples/mutations "{{folder}}" target/release/thresholds {{runs}} {{files}}

# Run the recipes of docs/data.md on a run folder, and validate its data package: needs Python
# with pandas, polars, pyarrow, openpyxl, duckdb and frictionless; R where it is installed
recipes folder:
    python3 tests/recipes.py "{{folder}}"

# Words of the PDFs of a folder against pdfium (tests/reading/README.md says what Python needs)
words folder:
    cargo build --release -p thresholds-reader --example blocks
    cargo build --release -p thresholds-pdf --example words
    python3 tests/reading/wordbag.py target/release/examples/blocks target/release/examples/words "{{folder}}"

# Tables against hand-made keys: ours, pdfplumber, Camelot, PyMuPDF
tables folder:
    cargo build --release -p thresholds-reader --example blocks
    python3 tests/reading/tables.py target/release/examples/blocks "{{folder}}" corpus

# Made-up documents in thirteen forms: how many bullets get their level (tests/forms/README.md says what it needs)
forms folder="output/forms" each="4" seed="1":
    cargo build --release
    python3 tests/forms/forms.py make "{{folder}}" --each {{each}} --seed {{seed}}
    target/release/thresholds run "{{folder}}/pdf" --output "{{folder}}/run" --no-cache --quiet --ocr never || test $? -eq 3
    python3 tests/forms/forms.py score "{{folder}}" "{{folder}}/run" --list

# CPU beside other programs on a folder of PDFs, then at 1, 4 and 16 times the files
bench folder="corpus":
    cargo build --release -p thresholds-reader --example blocks
    cargo build --release
    python3 tests/reading/bench.py target/release/examples/blocks target/release/thresholds "{{folder}}"
    python3 tests/reading/bench.py target/release/examples/blocks target/release/thresholds "{{folder}}" --growth

# Licences, sources and bans of all dependencies, then known advisories (needs cargo-deny and a network)
deny:
    cargo deny check licenses bans sources
    cargo deny check advisories

# Look for inputs that break a parser: just fuzz reader 600 (needs the nightly compiler and cargo-fuzz)
fuzz target seconds="600":
    cargo +nightly fuzz run --fuzz-dir fuzz {{target}} -- -max_total_time={{seconds}} -rss_limit_mb=4096 -timeout=60
