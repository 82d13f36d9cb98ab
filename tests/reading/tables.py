"""Scores tables against keys made by hand: us, pdfplumber, Camelot and PyMuPDF, with one measure.

    python tables.py BLOCKS FOLDER... [--only TOOL] [--show KEY]

BLOCKS is the built example `blocks`; the folders are searched for the keyed PDFs by their SHA-256.
"""

import argparse
import hashlib
import re
from collections import Counter
from pathlib import Path
from statistics import mean

import grids

KEYS = Path(__file__).parent / "keys"


def relations(cells):
    """Adjacency relations: each cell with text and its nearest cell with text to the right and below.

    Göbel, Hassan, Oro, Orsi: "A methodology for evaluating algorithms for table understanding in
    PDF documents", DocEng 2012, as used in the ICDAR 2013 table competition.
    """
    full = [cell for cell in cells if cell.text]
    at = {(r, c): cell for cell in full
          for r in range(cell.row, cell.row + cell.rows) for c in range(cell.col, cell.col + cell.cols)}
    height, width = 1 + max(r for r, _ in at) if at else 0, 1 + max(c for _, c in at) if at else 0
    found = Counter()
    for cell in full:
        right, below = cell.col + cell.cols, cell.row + cell.rows
        beside = {next((at[r, c] for c in range(right, width) if (r, c) in at), None)
                  for r in range(cell.row, below)}
        under = {next((at[r, c] for r in range(below, height) if (r, c) in at), None)
                 for c in range(cell.col, right)}
        found.update((cell.text, other.text, "right") for other in beside if other)
        found.update((cell.text, other.text, "below") for other in under if other)
    return found


def positions(cells):
    """Cells with text at their place and with their span, without blank rows and columns."""
    full = [cell for cell in cells if cell.text]
    rows = {r: i for i, r in enumerate(sorted({c.row for c in full}))}
    cols = {k: i for i, k in enumerate(sorted({c.col for c in full}))}
    return Counter(
        (rows[c.row], cols[c.col], sum(c.row <= r < c.row + c.rows for r in rows),
         sum(c.col <= k < c.col + c.cols for k in cols), c.text)
        for c in full)


def f1(key, found):
    """Harmonic mean of precision and recall of two multisets."""
    total = sum(key.values()) + sum(found.values())
    return 2 * sum((key & found).values()) / total if total else 1.0


def compared(cells, marks):
    """Cells with normal text; footnote marks that the key knows are taken off."""
    texts = (grids.normal(cell.text) for cell in cells)
    return [cell._replace(text=marks.get(text, text)) for cell, text in zip(cells, texts)]


def best(key, tables):
    """Scores (relations, cells) of the table that agrees best with the key."""
    marks = {grids.normal(c.text.replace("^", "")): grids.normal(re.sub(r"\^\w+\^", "", c.text))
             for c in key if "^" in c.text}
    plain = [c._replace(text=grids.normal(re.sub(r"\^\w+\^", "", c.text))) for c in key]
    scores = []
    for table in tables:
        cells = compared(table, marks)
        scores.append((f1(relations(plain), relations(cells)), f1(positions(plain), positions(cells))))
    return max(scores, default=(0.0, 0.0))


def pages_of(text):
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("blocks")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--only", help="score one tool")
    parser.add_argument("--show", help="print what the tool made of the keys whose name holds this")
    arguments = parser.parse_args()
    tools = {
        "ours": lambda pdf, pages: grids.ours(arguments.blocks, pdf, pages),
        "pdfplumber": grids.pdfplumber, "camelot": grids.camelot, "pymupdf": grids.pymupdf,
    }
    if arguments.only:
        tools = {arguments.only: tools[arguments.only]}
    files = {}
    for folder in arguments.folders:
        for file in sorted(folder.rglob("*.pdf")):
            files.setdefault(hashlib.sha256(file.read_bytes()).hexdigest(), file)
    scores = {name: [] for name in tools}
    print(f"{'relations / cells, F1':42}" + "".join(f"{name:>16}" for name in tools))
    for path in sorted(KEYS.glob("*.md")):
        head, key = grids.from_key(path)
        if head["sha256"] not in files:
            print(f"{path.stem:42} {head['file']} is not in the folders")
            continue
        line = f"{path.stem:42}"
        for name, tool in tools.items():
            tables = tool(files[head["sha256"]], pages_of(head["pages"]))
            if arguments.show and arguments.show in path.stem:
                for table in tables:
                    print(f"-- {name}")
                    print("\n".join(str(tuple(cell)) for cell in table))
            score = best(key, tables)
            scores[name].append(score)
            line += f"{score[0]:10.3f} {score[1]:5.3f}"
        print(line, flush=True)
    for label, which in (("mean", mean), ("worst", min)):
        sums = (f"{which(s[0] for s in v):10.3f} {which(s[1] for s in v):5.3f}" for v in scores.values())
        print(f"{label:42}" + "".join(sums))


if __name__ == "__main__":
    main()
