// The panel: a cell, an area or a need.

const panel = byId("panel");
/** The element to which the focus returns. */
let opener = null;

function link(kind, value, words) {
  return el("a", { href: "#" + kind + "=" + encodeURIComponent(value).replace(/%2F/g, "/") }, words);
}

function levelRow(term, found) {
  return found ? el("tr", null, el("th", { scope: "row" }, term), el("td", null, found.label),
    el("td", null, swatch(found.low, found.high), " " + intervalInWords(found.low, found.high))) : null;
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

function cellPanel(value) {
  const slash = value.indexOf("/");
  const a = areaAt.get(value.slice(0, slash));
  const n = needAt.get(value.slice(slash + 1));
  if (a === undefined || n === undefined) return null;
  const [area, need, cell] = [data.areas[a], data.indicators[n], cellOf(a, n)];
  const state = cell ? data.states[cell.state] : null;
  const placed = cell && cell.state === PLACED;
  return {
    title: area.short + ": " + need.label,
    body: [
      el("p", { class: "small" }, link("area", area.code, "All needs of " + area.short), " · ", link("need", need.id, "This need in every area")),
      neighbours(a, need),
      placed ? levelsTable(cell) : null,
      placed && !cell.unqualified ? el("p", { class: "note" }, "Nowhere is it stated without a qualifier.") : null,
      !placed && state ? el("p", { class: "state" }, el("span", { class: "swatch s-" + state.code, "aria-hidden": "true" }, state.sign), " ", el("strong", null, state.words + ". "), state.meaning) : null,
      cell && cell.incomplete ? el("p", { class: "note warn" }, "Pages of the documents in use were not read: what is not found here may stand there.") : null,
      area.documents.length > 1 ? el("p", { class: "small" }, "Two or more documents count for this area.") : null,
      area.documents.length === 0 ? el("p", { class: "searched" }, "Nothing was searched: no document of " + area.name + " counts in edition " + data.edition + ".") : null,
      area.documents.map((position) => documentBlock(position, need)),
    ],
  };
}

function needTable(n) {
  const rows = data.areas.map((area, a) => ({ area, cell: cellOf(a, n) })).filter(({ cell }) => cell);
  const rank = ({ cell }) => (cell[view.measure] ? cell[view.measure].low * 10 + cell[view.measure].high : 100 + cell.state);
  rows.sort((x, y) => rank(x) - rank(y) || byName(x.area.short, y.area.short));
  const need = data.indicators[n];
  return el("table", { class: "list" },
    el("thead", null, el("tr", null, ["Area", "Its level", "On the one scale"].map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", null, rows.map(({ area, cell }) => {
      const found = cell[view.measure];
      return el("tr", null,
        el("th", { scope: "row" }, link("cell", area.code + "/" + need.id, area.short)),
        el("td", { colspan: found ? null : 2 }, found ? found.label : face(cell).words),
        found ? el("td", null, swatch(found.low, found.high), " " + interval(found.low, found.high)) : null);
    })));
}

function needPanel(id) {
  const n = needAt.get(id);
  if (n === undefined) return null;
  const need = data.indicators[n];
  const differ = need.differ[MEASURES.indexOf(view.measure)];
  const percent = (millionths) => Math.round(millionths / 10000) + "%";
  const measure = byId("controls").elements.measure.selectedOptions[0].textContent;
  return {
    title: need.label,
    body: [
      el("p", { class: "small" }, data.domains[need.domain] + ". Level compared: " + measure + "."),
      el("p", null, differ ? percent(differ[0]) + " of the pairs of independent texts certainly put it at different levels of help, a further " + percent(differ[1]) + " possibly."
        : "Fewer than two independent texts place it, so there is nothing to compare."),
      needTable(n),
    ],
  };
}

function ladderTable(documentLine) {
  if (documentLine.levels.length === 0) return el("p", { class: "note" }, "It publishes no levels.");
  return el("table", { class: "list" },
    el("thead", null, el("tr", null, ["Its levels", "On the one scale"].map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", null, documentLine.levels.map((rung) => el("tr", null,
      el("th", { scope: "row" }, rung.label),
      el("td", null, swatch(rung.low, rung.high), " " + intervalInWords(rung.low, rung.high), el("span", { class: "quiet block" }, "Rule " + rung.rule + "."))))));
}

function areaPanel(code) {
  const a = areaAt.get(code);
  if (a === undefined) return null;
  const area = data.areas[a];
  const needs = data.indicators.map((need, n) => ({ need, cell: cellOf(a, n) })).filter(({ cell }) => cell);
  const placed = needs.filter(({ cell }) => cell.state === PLACED);
  const others = data.states.map((state, s) => ({ state, needs: needs.filter(({ cell }) => cell.state === s) }))
    .filter(({ state, needs: held }) => held.length && state.code !== "placed");
  return {
    title: area.name,
    body: [
      el("p", { class: "small" }, area.region + " · " + area.code),
      area.documents.length === 0 ? el("p", { class: "searched" }, "No document of this area counts in edition " + data.edition + ".") : null,
      area.documents.map((position) => data.documents[position]).filter(Boolean).map((documentLine) => el("section", { class: "document" },
        documentHead(documentLine), ladderTable(documentLine), el("p", { class: "searched" }, searchedWords(documentLine)))),
      placed.length ? el("h3", null, count(placed.length, "need") + " placed") : null,
      placed.length ? el("table", { class: "list" },
        el("thead", null, el("tr", null, ["Need", "Lowest level", "On the one scale"].map((head) => el("th", { scope: "col" }, head)))),
        el("tbody", null, placed.map(({ need, cell }) => el("tr", null,
          el("th", { scope: "row" }, link("cell", area.code + "/" + need.id, need.label)),
          el("td", null, cell.entry ? cell.entry.label + (cell.ordinals.length > 1 ? " and above" : "") : ""),
          el("td", null, cell.entry ? [swatch(cell.entry.low, cell.entry.high), " " + interval(cell.entry.low, cell.entry.high)] : []))))) : null,
      others.map(({ state, needs: held }) => el("details", null,
        el("summary", null, count(held.length, "need") + ": " + state.words),
        el("p", { class: "small" }, state.meaning),
        el("ul", null, held.map(({ need }) => el("li", null, link("cell", area.code + "/" + need.id, need.label)))))),
    ],
  };
}

const PANEL_OF = { cell: cellPanel, area: areaPanel, need: needPanel };

/** Shows what `shown` names, or closes the panel. */
function drawPanel() {
  const content = shown ? PANEL_OF[shown.kind](shown.value) : null;
  if (!content) {
    hidePanel();
    if (shown) byId("status").textContent = "This address names something that is not in this report.";
    return;
  }
  byId("panel-title").textContent = content.title;
  byId("panel-body").replaceChildren(...content.body.flat(2).filter(Boolean));
  if (!panel.open) {
    // On a narrow screen the panel covers the page, so the page must not be reachable under it.
    if (window.matchMedia("(max-width: 900px)").matches) panel.showModal();
    else panel.show();
    document.body.classList.add("with-panel");
  }
  roveTo(shown.kind, shown.value);
  panel.scrollTop = 0;
  byId("panel-title").focus({ preventScroll: true });
}

function hidePanel() {
  if (panel.open) panel.close();
  document.body.classList.remove("with-panel");
}

function openPanel(kind, value, from) {
  if (from && !panel.contains(from)) opener = from;
  shown = { kind, value };
  writeAddress(true);
  drawPanel();
}

function closePanel() {
  if (!panel.open) return;
  shown = null;
  hidePanel();
  writeAddress(true);
  if (opener && opener.isConnected) opener.focus();
  else if (current) current.focus();
}

byId("panel-close").addEventListener("click", closePanel);
panel.addEventListener("cancel", (event) => {
  event.preventDefault();
  closePanel();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.open) closePanel();
});
document.addEventListener("click", (event) => {
  const anchor = event.target.closest("a[href^='#']");
  if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const kind = PANELS.find((name) => anchor.hash.startsWith("#" + name + "="));
  if (!kind) return;
  event.preventDefault();
  openPanel(kind, decodeURIComponent(anchor.hash.slice(kind.length + 2)), anchor);
});
