"""Made-up threshold documents in thirteen forms, as HTML, with the true level of each bullet."""

from html import escape
from pathlib import Path

STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
# From the lowest level up; a slash parts the code from the name.
LADDERS = [
    ["Level 1/Universal", "Level 2/Early help", "Level 3/Targeted", "Level 4/Specialist"],
    ["Tier 1/Universal services", "Tier 2/Additional needs", "Tier 3/Complex needs"],
    ["Level 1", "Level 2", "Level 3", "Level 4"],
    ["Universal", "Universal Plus", "Partnership Plus", "Specialist"],
    ["Step 1/Thriving", "Step 2/Coping", "Step 3/Struggling", "Step 4/In need", "Step 5/In danger"],
    ["Band A/No additional needs", "Band B/Low needs", "Band C/Medium needs", "Band D/High needs"],
    ["Universal", "Early Help", "Targeted Early Help", "Statutory"],
    ["Level 1/Universal", "Level 2/Additional", "Level 3a/Intensive", "Level 3b/Child in need", "Level 4/Protection"],
    ["Stage 1/Children with no additional needs", "Stage 2/Children with emerging needs",
     "Stage 3/Children with multiple needs", "Stage 4/Children with acute needs"],
    ["Green/Universal", "Yellow/Early help", "Amber/Targeted support", "Red/Statutory intervention"],
]
AREAS = ["Health", "Education and learning", "Emotional and behavioural development",
         "Family and social relationships", "Parenting capacity", "Housing and finances",
         "Identity and self-care", "Safety and exploitation"]
PEOPLE = ["Child", "Parents", "Family", "Home"]
JOINTS = ["{}: {}", "{} – {}", "{} - {}", "{} {}", "{} ({})"]
# Bullets as a list, as bare paragraphs, and as paragraphs that somebody typed a bullet in front of.
MARKS = [("<ul>", "<li>{}</li>", "</ul>"), ("", "<p>{}</p>", ""), ("", "<p>• {}</p>", "")]
HELP = "<p>Health visitor; school nurse; family hub</p>"
NEW_PAGE, PAGE_END = "<div class=new></div>", "<div class=end></div>"


class Draft:
    """A document being written: what chance chose for it, and the true level of each bullet so far."""

    def __init__(self, chance, texts):
        self.chance, self.truth = chance, {}
        self.unused = chance.sample(texts, len(texts))
        ladder, joint = [level.split("/") for level in chance.choice(LADDERS)], chance.choice(JOINTS)
        self.codes = [level[0] for level in ladder]
        self.labels = [escape(joint.format(*level) if len(level) == 2 else level[0]) for level in ladder]
        self.heads = ["<br>".join(level) for level in ladder] if self.maybe(0.4) else self.labels
        self.levels = list(range(len(ladder)))  # in the order in which the document shows them
        if self.maybe(0.12):
            self.levels.reverse()
        self.marks = chance.choice([MARKS[0], *MARKS])
        self.border = chance.choice(["ruled", "ruled", "lines", "bare"])
        tint = chance.random()
        self.tint = "pale" if tint < 0.55 else "dark" if tint < 0.75 else "white"  # of heads; white on dark

    def maybe(self, share):
        return self.chance.random() < share

    def areas(self, least, most):
        return AREAS[: self.chance.randint(least, most)]

    def take(self, level):
        """A text that this document has not had yet, so that none stands at two levels."""
        text = self.unused.pop()
        self.truth[text] = level + 1
        return escape(text)

    def bullets(self, level, least=2, most=5):
        before, each, after = self.marks
        return before + "".join(each.format(self.take(level)) for _ in range(self.chance.randint(least, most))) + after

    def head_row(self, side=""):
        return f"<tr>{side}{''.join(f'<th class={self.tint}{n}>{self.heads[n]}</th>' for n in self.levels)}</tr>"

    def row(self, side=""):
        return f"<tr>{side}{''.join(f'<td>{self.bullets(level)}</td>' for level in self.levels)}</tr>"

    def each_area(self, least, most, one_level, before="", after=""):
        """For each area its heading, then the part of each level, all of them between `before` and `after`."""
        return "".join(f"<h3>{area}</h3>{before}{''.join(map(one_level, self.levels))}{after}"
                       for area in self.areas(least, most))


def columns(draft):
    """One table over many pages: a column a level, a few rows an area."""
    side, banners, thead = draft.maybe(0.6), draft.maybe(0.5), draft.maybe(0.5)
    head = draft.head_row("<th>Area</th>" * side)
    out = f"<thead>{head}</thead>" if thead else head  # only a thead comes again on each page
    for area in draft.areas(4, 8):
        if banners:
            out += f"<tr><td class=banner colspan={len(draft.levels) + side}><b>{area}</b></td></tr>"
        for person in draft.chance.sample(PEOPLE, draft.chance.randint(1, 3)):
            out += draft.row(f"<td><b>{person if banners else area}</b></td>" * side)
    return f"<table class={draft.border}>{out}</table>"


def area_tables(draft):
    """A table an area, a column a level; in half of the documents only the first has heads."""
    own_heads, even, out = draft.maybe(0.5), draft.maybe(0.5) * " even", ""
    for place, area in enumerate(draft.areas(4, 7)):
        head = draft.head_row() * (own_heads or place == 0)
        body = "".join(draft.row() for _ in range(draft.chance.randint(1, 2)))
        out += f'<h3>{area}</h3><table class="{draft.border}{even}">{head}{body}</table>'
    return out


def rows(draft):
    """One table: a row a level."""
    heads = draft.chance.choice([["Features of need", "What can help"], ["Child", "Parents", "Home"], ["Indicators"]])
    out = "".join(f"<th>{head}</th>" for head in ["Level", *heads])
    for level in draft.levels:
        cells = [HELP if "help" in head else draft.bullets(level, 4, 7) for head in heads]
        out += f"<tr><td class=pale{level}><b>{draft.labels[level]}</b></td><td>{'</td><td>'.join(cells)}</td></tr>"
    return f"<table class={draft.border}>{out}</table>"


def area_rows(draft):
    """A table an area without heads: a row a level, its title at the side."""
    def row(level):
        return (f'<tr><td class="label {draft.tint}{level}"><b>{draft.labels[level]}</b></td>'
                f"<td>{draft.bullets(level)}</td><td>{draft.bullets(level)}</td></tr>")
    return draft.each_area(3, 6, row, f"<table class={draft.border}>", "</table>")


def sections(draft):
    """A heading a level, the areas below it, in one column or two."""
    two, out = draft.maybe(0.5) * "class=two", ""
    for level in draft.levels:
        lists = "".join(f"<h3>{area}</h3>{draft.bullets(level)}" for area in draft.chance.sample(AREAS, 4))
        out += f"<h2>{draft.labels[level]}</h2><p>Children at this level have needs of this kind.</p>"
        out += f"<div {two}>{lists}</div>"
    return out


def bars(draft):
    """A coloured bar a level, and a table below it that does not name the level."""
    out = ""
    for level in draft.levels:
        out += f'<div class="bar dark{level}">{draft.labels[level]}</div><table class={draft.border}>'
        out += "<tr><th>Features</th><th>Who can help</th></tr>"
        for area in draft.chance.sample(AREAS, 3):
            out += f"<tr><td><b>{area}</b>{draft.bullets(level)}</td><td>{HELP}</td></tr>"
        out += "</table>"
    return out


def cards(draft):
    """An area: coloured cards side by side, one a level."""
    gap = draft.chance.choice([4, 6, 10, 16])

    def card(level):
        title = f'<div class="title dark{level}">{draft.labels[level]}</div>'
        return f'<div class="card pale{level}">{title}{draft.bullets(level)}</div>'
    return draft.each_area(3, 6, card, f'<div class=cards style="gap: {gap}pt">', "</div>")


def strips(draft):
    """An area: strips one below the other, the level written upwards at their side."""
    def strip(level):
        return (f'<div class=strip><div class="side dark{level}"><span>{draft.labels[level]}</span></div>'
                f'<div class="body pale{level}">{draft.bullets(level, 4, 6)}</div></div>')
    return draft.each_area(3, 5, strip)


def boxes(draft):
    """An area a page: boxes one below the other, the level as their heading."""
    def box(level):
        return f"<div class=box><h4>{draft.labels[level]}</h4>{draft.bullets(level)}</div>"
    return draft.each_area(3, 5, box, after=PAGE_END)


def spans(draft):
    """One table: the level in a coloured cell beside the rows of its areas."""
    out = "".join(f"<th>{head}</th>" for head in ["Level", "Area", "Indicators"])
    for level in draft.levels:
        areas = draft.chance.sample(AREAS, 3)
        for area in areas:
            title = f"<td rowspan=3 class='label {draft.tint}{level}'><b>{draft.labels[level]}</b></td>"
            out += f"<tr>{title * (area == areas[0])}<td>{area}</td><td>{draft.bullets(level)}</td></tr>"
    return f"<table class={draft.border}>{out}</table>"


def bands(draft):
    """A coloured band a level across the page, its bullets below in two columns without any heading."""
    return "".join(f'<div class="bar dark{level}">{draft.labels[level]}</div>'
                   f"<div class=two>{draft.bullets(level, 8, 14)}</div>" for level in draft.levels)


def running(draft):
    """A page an area; its level in bold body text at the top, the same on two pages or three."""
    def page(level):
        areas = draft.chance.sample(AREAS, draft.chance.randint(2, 3))
        return "".join(f"{NEW_PAGE}<p><b>{draft.labels[level]}</b></p><h3>{area}</h3>{draft.bullets(level, 5, 9)}"
                       for area in areas)
    return "".join(map(page, draft.levels))


def ticks(draft):
    """A row an indicator, a column a level, and a tick where they meet."""
    banners, count = draft.maybe(0.5), len(draft.levels)
    out = "".join(f"<th>{head}</th>" for head in ["Indicator", *draft.codes])
    for area in AREAS[:4]:
        out += f"<tr><td class=banner colspan={count + 1}><b>{area}</b></td></tr>" * banners
        for level in draft.chance.choices(range(count), k=5):
            marks = "".join(f"<td>{'✓' * (place == level)}</td>" for place in range(count))
            out += f"<tr><td>{draft.take(level)}</td>{marks}</tr>"
    return f"<table class={'ruled' if draft.border == 'bare' else draft.border}>{out}</table>"


def opening(draft):
    """Cover and introduction; most documents tell the levels there, which places no bullet."""
    out = ("<h1>Fictonbury Safeguarding Children Partnership</h1>"
           f"<h1>Threshold document: continuum of help and support</h1><p>January 2025</p>{NEW_PAGE}"
           "<h2>Introduction</h2><p>This document helps professionals to identify the help that a child and family "
           "need. It replaces the guidance of 2021. Children may move between levels as needs change.</p>"
           "<h2>Working together</h2><p>Consent of the family should be sought. Where there is a risk of significant "
           "harm, refer at once to the multi-agency safeguarding hub.</p>")
    each, before, after = draft.chance.choice([
        ("", "", ""),
        ("<li><b>{}</b>: children whose needs can be met at this level.</li>", "<ul>", "</ul>"),
        ("<tr><td>{}</td><td>Children whose needs can be met here</td><td>Services work with the family</td></tr>",
         "<table class=ruled><tr><th>Level</th><th>Who</th><th>Response</th></tr>", "</table>")])
    out += "<h2>The levels of need</h2>" * bool(each) + before + "".join(map(each.format, draft.labels)) + after
    return f"{out}{NEW_PAGE}<h2>Indicators of need</h2>"


CLOSING = (f"{NEW_PAGE}<h2>Contacts</h2><p>Multi-agency safeguarding hub: 01234 567890</p>"
           "<h2>Legislation</h2><p>Section 17 of the Children Act 1989; section 47.</p>")
FORMS = {"columns": columns, "area-tables": area_tables, "rows": rows, "area-rows": area_rows, "sections": sections,
         "bars": bars, "cards": cards, "strips": strips, "boxes": boxes, "ticks": ticks,
         "spans": spans, "bands": bands, "running": running}
LANDSCAPE = {"columns", "area-tables", "cards"}


def write(form, chance, texts):
    """The HTML of a document, the labels of its levels, and the true level of each bullet, from 1 upwards."""
    draft = Draft(chance, texts)
    body = opening(draft) + FORMS[form](draft) + CLOSING
    size = f"@page {{ size: A4 {'landscape' if form in LANDSCAPE else 'portrait'} }}"
    html = (f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Threshold document</title>"
            f"<style>{size}\n{STYLE}</style></head><body>{body}</body></html>")
    return html, draft.labels, draft.truth
