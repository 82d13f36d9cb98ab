"""Prints made-up threshold documents in thirteen forms, and scores what a run makes of them.

    python forms.py make DIR [--each 4] [--seed 1]
    thresholds run DIR/pdf --output DIR/run
    python forms.py score DIR DIR/run [--list]
"""

import argparse
import csv
import json
import random
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from html import unescape
from pathlib import Path

from documents import FORMS, write

BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
KINDS = ["right", "wrong", "no level", "no passage"]
LISTED_BELOW = 0.95


def letters(text):
    """What counts of a text: its letters and digits, as each printer breaks lines and hyphenates in its own way."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def texts():
    """Needs as bullets, each wording once, from the open paraphrases (the sealed ones are never opened)."""
    found = {}
    for file in sorted(Path(__file__).resolve().parent.parent.glob("paraphrase/**/development.csv")):
        with open(file, newline="", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if row["kind"] == "need" and 12 < len(row["text"]) < 130:
                    found.setdefault(letters(row["text"]), row["text"])
    return list(found.values())


def chromium(*flags):
    """A function that prints a page with Chromium; None where there is none. It sees our own pages only, so
    it may go without its sandbox, which root cannot have."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", *flags]

    def print_page(page, pdf):
        done = subprocess.run([*command, f"--print-to-pdf={pdf}", page.as_uri()], capture_output=True, text=True,
                              timeout=120, check=False)
        if not pdf.exists():
            sys.exit(f"{browser} did not print {page}:\n{done.stderr}")
    return print_page if browser else None


def weasyprint():
    """The same with WeasyPrint; None where it, or a library that it loads, is missing."""
    try:
        import weasyprint as library
    except (ImportError, OSError):
        return None
    return lambda page, pdf: library.HTML(page).write_pdf(pdf)


def printers():
    """The printers that are installed, by name; says which are missing."""
    found = {"chromium": chromium(), "untagged": chromium("--disable-pdf-tagging"), "weasyprint": weasyprint()}
    if not found["chromium"]:
        print(f"Chromium is missing, its PDFs are left out: put {' or '.join(BROWSERS)} on the path", file=sys.stderr)
    if not found["weasyprint"]:
        print("WeasyPrint is missing, its PDFs are left out: pip install weasyprint (it needs Pango)", file=sys.stderr)
    if not any(found.values()):
        sys.exit("Neither is there to print with, so nothing was made")
    return {name: printer for name, printer in found.items() if printer}


def make_room(folder):
    """Removes what an earlier `make` left in the folder, and stops where the folder holds anything else."""
    if folder.exists() and any(folder.iterdir()) and not (folder / "truth.json").exists():
        sys.exit(f"{folder} holds files that `make` did not write: name a new or an empty folder")
    for name in ("html", "pdf"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True)


def make(arguments):
    wordings, installed, folder, truth = texts(), printers(), arguments.folder.resolve(), {}
    make_room(folder)
    for name, form in ((f"{form}-{number}", form) for form in FORMS for number in range(arguments.each)):
        html, labels, bullets = write(form, random.Random(f"{name} {arguments.seed}"), wordings)
        page = folder / "html" / f"{name}.html"
        page.write_text(html, encoding="utf-8")
        for printer, print_page in installed.items():
            if form == "strips" and printer == "weasyprint":
                continue  # it has no vertical writing
            pdf = folder / "pdf" / f"{name}.{printer}.pdf"
            print_page(page, pdf)
            truth[pdf.name] = {"form": form, "printer": printer, "labels": labels, "bullets": bullets}
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(truth)} PDFs in {folder / 'pdf'}")


def levels_found(run):
    """For each PDF and text the levels of its passages: an empty tuple for one without a level."""
    found = {}
    for line in (run / "passages.jsonl").read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        of_text = found.setdefault(passage["document_path"], {}).setdefault(letters(passage["text"]), set())
        of_text.add(tuple(passage["level"].get("ordinals", [])))
    return found


def judged(level, found):
    """A bullet is right where its whole text is a passage at its level, and at no other."""
    if not found:
        return "no passage"
    named = found - {()}
    return "no level" if not named else "right" if named == {(level,)} else "wrong"


def shown(pdf, labels, kinds):
    """A document of the list: its figures, its ladder, and a bullet of each kind of fault."""
    counts = Counter(kinds.values())
    figures = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    first = {kind: text for text, kind in reversed(kinds.items()) if kind != "right"}
    examples = "".join(f"\n    {kind}: {first[kind]}" for kind in KINDS if kind in first)
    return f"{pdf}: {figures}\n    {unescape(' | '.join(labels))}{examples}"


def score(arguments):
    truth = json.loads((arguments.folder / "truth.json").read_text(encoding="utf-8"))
    found, groups, below = levels_found(arguments.run), {}, []
    if not found.keys() & truth.keys():
        sys.exit(f"{arguments.run} has no passage of {arguments.folder / 'pdf'}: run `thresholds run` on that folder")
    for pdf, document in truth.items():  # a PDF that the run could not read counts, too
        passages = found.get(pdf, {})
        kinds = {text: judged(level, passages.get(letters(text))) for text, level in document["bullets"].items()}
        counts = Counter(kinds.values())
        groups.setdefault((document["form"], document["printer"]), Counter()).update(counts)
        if counts["right"] < LISTED_BELOW * counts.total():
            below.append(shown(pdf, document["labels"], kinds))
    for name in dict.fromkeys(printer for _, printer in groups):
        groups["all", name] = sum((groups[pair] for pair in groups if pair[1] == name), Counter())
    print(f"{'form':13}{'printer':11}" + "".join(f"{kind:>12}" for kind in KINDS) + f"{'share':>9}")
    for (form, printer), counts in groups.items():
        figures = "".join(f"{counts[kind]:12}" for kind in KINDS)
        print(f"{form:13}{printer:11}{figures}{counts['right'] / counts.total():9.1%}")
    if arguments.list:
        print(f"\n{len(below)} of {len(truth)} documents below {LISTED_BELOW:.0%}", *below, sep="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("make", help="write the documents and print them to DIR/pdf")
    making.add_argument("folder", type=Path, metavar="DIR")
    making.add_argument("--each", type=int, default=4, help="documents of each form (default 4)")
    making.add_argument("--seed", default="1", help="another seed gives other documents (default 1)")
    making.set_defaults(do=make)
    scoring = commands.add_parser("score", help="compare a run over DIR/pdf with the true levels")
    scoring.add_argument("folder", type=Path, metavar="DIR")
    scoring.add_argument("run", type=Path, metavar="RUN")
    scoring.add_argument("--list", action="store_true", help=f"list the documents below {LISTED_BELOW:.0%}")
    scoring.set_defaults(do=score)
    arguments = parser.parse_args()
    arguments.do(arguments)


if __name__ == "__main__":
    main()
