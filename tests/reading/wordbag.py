"""Scores the words that were read from each PDF of a folder against those of pdfium.

    python wordbag.py BLOCKS WORDS FOLDER [--below 0.9]

BLOCKS and WORDS are the built examples `blocks` (our text) and `words` (the first reader's glyphs in
painting order, without any layout). The third column is `pdftotext` of poppler. The score is the F1 of
two bags of words; order and place do not count.
"""

import argparse
import re
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path
from statistics import median

import pypdfium2


def bag(text):
    """Words of letters and digits, in lower case. Hyphens go, those at the end of a line too, and so do
    the footnote marks of one or two digits that a program without layout leaves on a word ("period1").
    """
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "-").replace("\ufffe", "-").replace("\x02", "-")
    text = re.sub(r"[-‐‑]\s*\n\s*", "", text)
    words = re.findall(r"\w+", re.sub(r"(?<=\w)[-‐‑](?=\w)", "", text).lower())
    return Counter(re.sub(r"(?<=[^\W\d_]{3})\d{1,2}$", "", word) for word in words)


def f1(truth, found):
    total = sum(truth.values()) + sum(found.values())
    return 2 * sum((truth & found).values()) / total if total else 1.0


def pdfium(file):
    """Text of all pages; None where pdfium cannot open the file."""
    try:
        document = pypdfium2.PdfDocument(file)
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    except pypdfium2.PdfiumError:
        return None


def output(command):
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        return done.stdout.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        return ""


def painted(words, file):
    """Output of the example `words` without the line that names the file."""
    text = output([words, str(file)])
    return "" if "\n!! " in text else text.partition("\n")[2]


def percentile(values, share):
    """The value below which this share of the sorted values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("blocks")
    parser.add_argument("words")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--below", type=float, default=0.9, help="list files under this score of ours")
    parser.add_argument("--least", type=int, default=10, help="words that pdfium must find")
    arguments = parser.parse_args()
    readers = {
        "ours": lambda file: output([arguments.blocks, str(file)]),
        "glyphs": lambda file: painted(arguments.words, file),
        "pdftotext": lambda file: output(["pdftotext", str(file), "-"]),
    }
    scores, files = {name: [] for name in readers}, sorted(arguments.folder.rglob("*.pdf"))
    for file in files:
        text = pdfium(file)
        truth = bag(text or "")
        if sum(truth.values()) < arguments.least:
            continue
        found = {name: bag(read(file)) for name, read in readers.items()}
        for name in readers:
            scores[name].append(f1(truth, found[name]))
        if scores["ours"][-1] < arguments.below:
            line = " ".join(f"{name} {values[-1]:.3f}" for name, values in scores.items())
            missed = " ".join(list((truth - found["ours"]))[:6])
            extra = " ".join(list((found["ours"] - truth))[:6])
            print(f"{file.name}: {line}; missed: {missed}; more: {extra}")
    print(f"{len(scores['ours'])} of {len(files)} files with {arguments.least} words or more for pdfium")
    print(f"{'':10}{'median':>8}{'mean':>8}{'5 %':>8}{'10 %':>8}{'worst':>8}")
    for name, values in scores.items():
        figures = median(values), sum(values) / len(values), percentile(values, 0.05), percentile(values, 0.1), min(values)
        print(f"{name:10}" + "".join(f"{figure:8.3f}" for figure in figures))


if __name__ == "__main__":
    main()
