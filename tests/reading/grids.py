"""Tables as grids of cells, and what others make of a page."""

import json
import re
import subprocess
import unicodedata
from typing import NamedTuple


class Cell(NamedTuple):
    """A cell by its first row and column, the rows and columns it covers, and its text."""

    row: int
    col: int
    rows: int
    cols: int
    text: str


def normal(text):
    """Text without blanks, bullets, dot leaders, and hyphens between letters."""
    text = unicodedata.normalize("NFKC", text or "").replace("’", "'").replace("\u00ad", "")
    text = re.sub(r"[\s•●▪◦\uf0b7\u200b\ufffe\x02]+", "", text)
    text = re.sub(r"\.{3,}", "", text)
    return re.sub(r"(?<=[^\W\d])[-‐‑](?=[^\W\d])", "", text)


def from_key(path):
    """A key: its head as a dict, and its cells. `<` belongs to the cell on its left, `^` to the one above."""
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    lines = [line for line in body.strip().splitlines() if not re.fullmatch(r"[|\-]+", line)]
    grid = [[place.strip() for place in line.strip().strip("|").split("|")] for line in lines]
    if any(len(row) != len(grid[0]) for row in grid):
        raise ValueError(f"{path}: rows of different length")
    owner = {}
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            owner[r, c] = owner[r, c - 1] if text == "<" else owner[r - 1, c] if text == "^" else (r, c)
    cells = []
    for r, c in sorted(set(owner.values())):
        places = [place for place, first in owner.items() if first == (r, c)]
        rows, cols = max(p[0] for p in places) - r + 1, max(p[1] for p in places) - c + 1
        cells.append(Cell(r, c, rows, cols, grid[r][c]))
    return dict(line.split(": ", 1) for line in head.splitlines()), cells


def from_boxes(boxes):
    """Cells from (x0, top, x1, bottom, text): spans follow from where the edges lie."""
    def places(values):
        out = []
        for value in sorted(values):
            if not out or value - out[-1] > 2.0:
                out.append(value)
        return out

    def at(edges, value):
        return min(range(len(edges)), key=lambda i: abs(edges[i] - value))

    xs = places([b[0] for b in boxes] + [b[2] for b in boxes])
    ys = places([b[1] for b in boxes] + [b[3] for b in boxes])
    cells = set()
    for x0, top, x1, bottom, text in boxes:
        row, col = at(ys, top), at(xs, x0)
        cells.add(Cell(row, col, max(1, at(ys, bottom) - row), max(1, at(xs, x1) - col), text or ""))
    return sorted(cells)


def ours(program, pdf, pages):
    """Tables of this project, continued ones joined."""
    done = subprocess.run([program, "--json", pdf], capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        return []
    tables = []
    for block in json.loads(done.stdout)["blocks"]:
        kind = block["kind"]
        if kind["type"] == "table" and block["page"] <= max(pages) and block["page_end"] >= min(pages):
            tables.append([
                Cell(c["row"], c["col"], c["row_span"], c["col_span"],
                     " ".join(f"{i['marker'] or ''} {i['text']}" for i in c["items"]))
                for c in kind["cells"]
            ])
    return tables


def pdfplumber(pdf, pages):
    """Tables of pdfplumber, by lines and by text."""
    import pdfplumber as library
    tables = []
    with library.open(pdf) as document:
        for number in pages:
            page = document.pages[number - 1]
            for strategy in ("lines", "text"):
                settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}
                for table in page.find_tables(settings):
                    tables.append(from_rows([row.cells for row in table.rows], table.extract()))
    return tables


def pymupdf(pdf, pages):
    """Tables of PyMuPDF, by lines and by text, with its own cell texts and with the text clipped to
    each cell; heads that it finds outside the grid are put on top of one more copy."""
    import pymupdf as library
    tables = []
    with library.open(pdf) as document:
        for number in pages:
            page = document[number - 1]
            for strategy in ("lines", "text"):
                for table in page.find_tables(strategy=strategy).tables:
                    rows, texts = [row.cells for row in table.rows], table.extract()
                    clipped = [[box and page.get_text(clip=box) for box in row] for row in rows]
                    tables += [from_rows(rows, texts), from_rows(rows, clipped)]
                    if table.header and table.header.external:
                        head = [table.header.cells, *rows], [table.header.names, *clipped]
                        tables.append(from_rows(*head))
    return tables


def from_rows(rows, texts):
    boxes = [(*box, text) for row, line in zip(rows, texts) for box, text in zip(row, line) if box]
    return from_boxes(boxes)


def camelot(pdf, pages):
    """Tables of Camelot, lattice and stream."""
    import camelot as library
    tables = []
    numbers = ",".join(str(p) for p in pages)
    for flavor in ("lattice", "stream"):
        try:
            found = library.read_pdf(str(pdf), pages=numbers, flavor=flavor)
        except Exception as error:  # it raises on pages without text or lines
            print(f"camelot, {flavor}, {pdf}: {error}")
            continue
        tables.extend(from_camelot(table, flavor == "lattice") for table in found)
    return tables


def from_camelot(table, ruled):
    """Squares of its grid, those without an edge between joined."""
    rows, owner = table.cells, {}
    for r, row in enumerate(rows):
        for c, _ in enumerate(row):
            left = ruled and c > 0 and not (row[c].left or row[c - 1].right)
            above = ruled and r > 0 and not (row[c].top or rows[r - 1][c].bottom)
            owner[r, c] = owner[r, c - 1] if left else owner[r - 1, c] if above else (r, c)
    cells = []
    for r, c in sorted(set(owner.values())):
        places = [place for place, first in owner.items() if first == (r, c)]
        height, width = max(p[0] for p in places) - r + 1, max(p[1] for p in places) - c + 1
        text = " ".join(rows[a][b].text for a, b in sorted(places) if rows[a][b].text.strip())
        cells.append(Cell(r, c, height, width, text))
    return cells
