// The panel: the evidence of one cell.

const panel = byId("panel");
/** The element to which the focus returns. */
let opener = null;

function levelRow(term, at) {
  return at ? el("tr", null, el("th", { scope: "row" }, term), el("td", null, at.label),
    el("td", null, swatch(at.low, at.high), " " + intervalInWords(at.low, at.high))) : null;
}

/** Lowest, lowest unqualified and highest level, each named once. */
function levelsTable(cell) {
  const same = (a, b) => a && b && a.ordinal === b.ordinal && a.label === b.label;
  const one = same(cell.entry, cell.highest);
  return el("table", { class: "levels" }, el("tbody", null,
    levelRow(one ? "Level" : "Lowest level", cell.entry),
    same(cell.entry, cell.unqualified) ? null : levelRow("Lowest unqualified", cell.unqualified),
    one ? null : levelRow("Highest level", cell.highest)));
}

/** Steps to the areas before and after in the order of the heatmap. */
function neighbours(area, need) {
  const order = areasShown();
  const at = order.indexOf(area);
  const step = (n, before, after) => (at >= 0 && order[n] !== undefined
    ? link("cell", data.areas[order[n]].code + "/" + need.id, before + data.areas[order[n]].short + after) : el("span"));
  return el("p", { class: "steps" }, step(at - 1, "← ", ""), step(at + 1, "", " →"));
}

/** The cell in the other years. */
function otherYears(a, n) {
  if (YEARS.length < 2) return null;
  return el("p", { class: "small" }, YEARS.map((of, at) => {
    const cell = cellOf(of, a, n);
    const words = of + ": " + (cell ? face(cell, "canonical", "entry").words : "no cell");
    return [at ? el("br") : null, of === year() ? el("strong", null, words) : words];
  }));
}

function cellPanel(value) {
  const slash = value.indexOf("/");
  const a = areaAt.get(value.slice(0, slash));
  const n = needAt.get(value.slice(slash + 1));
  if (a === undefined || n === undefined) return null;
  const [area, need, cell] = [data.areas[a], data.indicators[n], cellOf(year(), a, n)];
  const state = cell ? data.states[cell.state] : null;
  const placed = cell && cell.state === PLACED;
  const documents = documentsOf(year(), a);
  return {
    title: area.short + ": " + need.label,
    body: [
      el("p", { class: "small" }, link("area", area.code, "All needs of " + area.short), " · ", link("need", need.id, "This need in every area")),
      neighbours(a, need),
      placed ? levelsTable(cell) : null,
      placed && !cell.unqualified ? el("p", { class: "note" }, "Nowhere is it stated without a qualifier.") : null,
      !placed && state ? el("p", { class: "state" }, stateSwatch(state), " ", el("strong", null, state.words + ". "), state.meaning) : null,
      cell && cell.incomplete ? el("p", { class: "note warn" }, "Pages of the documents in use were not read: what is not found here may stand there.") : null,
      otherYears(a, n),
      documents.length > 1 ? el("p", { class: "small" }, "Two or more documents count for this area.") : null,
      documents.length === 0 ? el("p", { class: "searched" }, "Nothing was searched: no document of " + area.name + " counts in " + year() + ".") : null,
      documents.map((position) => documentBlock(position, need)),
    ],
  };
}

/** Shows the cell that `shown` names, or closes the panel. */
function drawPanel() {
  const content = shown.cell ? cellPanel(shown.cell) : null;
  if (!content) {
    hidePanel();
    if (shown.cell) byId("status").textContent = "This address names something that is not in this report.";
    return;
  }
  byId("panel-title").textContent = content.title;
  byId("panel-body").replaceChildren(...content.body.flat(Infinity).filter(Boolean));
  if (!panel.open) {
    const active = document.activeElement;
    opener = active && active !== document.body ? active : null;
    // On a narrow screen the panel covers the page, so the page must not be reachable under it.
    if (window.matchMedia("(max-width: 1100px)").matches) panel.showModal();
    else panel.show();
    document.body.classList.add("with-panel");
  }
  if (shown.view === "heatmap") roveTo(shown.cell);
  panel.scrollTop = 0;
  byId("panel-title").focus({ preventScroll: true });
}

function hidePanel() {
  if (!panel.open) return;
  panel.close();
  document.body.classList.remove("with-panel");
  if (opener && opener.isConnected) opener.focus();
  else if (shown.view === "heatmap" && current) current.focus();
}

byId("panel-close").addEventListener("click", () => go({ cell: null }));
panel.addEventListener("cancel", (event) => {
  event.preventDefault();
  go({ cell: null });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.open) {
    event.preventDefault();
    go({ cell: null });
  }
});
