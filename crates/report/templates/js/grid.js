// Drawing the heatmap as a grid of buttons with one tab stop, moved by the arrow keys.

const grid = byId("grid");
/** Buttons by row and column: row 0 names the needs, column 0 the areas. */
let lattice = [];
let current = null;

function place(button, row, column) {
  button.tabIndex = -1;
  button.at = [row, column];
  lattice[row][column] = button;
  return button;
}

function drawGrid() {
  const areas = areasShown();
  const needs = needsShown();
  const none = areas.length === 0 || needs.length === 0;
  lattice = [[null]];
  current = null;
  grid.replaceChildren();
  byId("grid-scroll").hidden = none;
  byId("grid-empty").hidden = !none;
  tellCounts(areas, needs);
  if (none) return;
  grid.style.setProperty("--columns", needs.length);
  grid.append(el("colgroup", null, el("col", { class: "area" }), needs.map(() => el("col"))), gridHead(needs), gridBody(areas, needs));
  rove(lattice[1][1] || lattice[1][0]);
}

function gridHead(needs) {
  const head = el("thead");
  if (view.columns === "domain") {
    const domains = runs(needs.map((n) => data.domains[data.indicators[n].domain]));
    head.append(el("tr", { class: "domains" }, el("td", { class: "corner" }),
      domains.map(([name, width]) => el("th", { scope: "colgroup", colspan: width, title: name }, el("span", null, name)))));
  }
  const names = el("tr", { class: "needs" }, el("td", { class: "corner" }));
  needs.forEach((n, column) => {
    const need = data.indicators[n];
    const button = place(el("button", { type: "button", title: need.label }, el("span", null, need.label)), 0, column + 1);
    button.opens = ["need", need.id];
    names.append(el("th", { scope: "col" }, button));
  });
  head.append(names);
  return head;
}

function gridBody(areas, needs) {
  const body = el("tbody");
  let region = null;
  areas.forEach((a, index) => {
    const area = data.areas[a];
    if (view.rows === "region" && area.region !== region) {
      region = area.region;
      body.append(el("tr", { class: "region" }, el("th", { scope: "rowgroup", colspan: needs.length + 1 }, el("span", null, region))));
    }
    const row = index + 1;
    lattice[row] = [];
    const name = place(el("button", { type: "button", title: area.name }, area.short), row, 0);
    name.opens = ["area", area.code];
    const line = el("tr", null, el("th", { scope: "row" }, name));
    needs.forEach((n, column) => line.append(gridCell(a, n, row, column + 1)));
    body.append(line);
  });
  return body;
}

function gridCell(a, n, row, column) {
  const button = document.createElement("button");
  button.type = "button";
  button.of = [a, n];
  button.opens = ["cell", data.areas[a].code + "/" + data.indicators[n].id];
  paint(button);
  const td = document.createElement("td");
  td.append(place(button, row, column));
  return td;
}

/** Look, sign and name of a cell by the chosen colour and measure. */
function paint(button) {
  const [a, n] = button.of;
  const { look, sign, words } = face(cellOf(a, n));
  button.className = look;
  button.textContent = sign;
  button.setAttribute("aria-label", data.areas[a].short + ", " + data.indicators[n].label + ": " + words);
}

/** The same rows and columns in other colours. */
function repaintGrid() {
  for (const button of lattice.flat()) {
    if (button && button.of) paint(button);
  }
}

function tellCounts(areas, needs) {
  const without = data.areas.filter((_, n) => !hasDocument(n)).length;
  const hidden = without > 0 && view.empty !== "1" ? "; " + count(without, "area") + " without a document left out" : "";
  byId("heatmap-count").textContent = count(areas.length, "area") + " by " + count(needs.length, "need") + " shown" + hidden + ".";
}

/** Gives the one tab stop to a button. */
function rove(button) {
  if (!button) return;
  if (current) current.tabIndex = -1;
  current = button;
  current.tabIndex = 0;
}

/** Gives the tab stop to the cell, area or need that the panel shows. */
function roveTo(kind, value) {
  rove(lattice.flat().find((button) => button && button.opens[0] === kind && button.opens[1] === value));
}

function moveFocus(row, column) {
  const line = lattice[Math.max(0, Math.min(row, lattice.length - 1))];
  const button = line[Math.max(0, Math.min(column, line.length - 1))];
  if (!button) return;
  rove(button);
  button.focus();
}

/** Where a key leads from a place: row and column, or null for other keys. */
function destination(event, [row, column]) {
  const end = Number.MAX_SAFE_INTEGER;
  switch (event.key) {
    case "ArrowLeft": return [row, column - 1];
    case "ArrowRight": return [row, column + 1];
    case "ArrowUp": return [row - 1, column];
    case "ArrowDown": return [row + 1, column];
    case "PageUp": return [Math.max(1, row - 10), column];
    case "PageDown": return [row + 10, column];
    case "Home": return event.ctrlKey ? [1, 1] : [row, row === 0 ? 1 : 0];
    case "End": return event.ctrlKey ? [end, end] : [row, end];
    default: return null;
  }
}

grid.addEventListener("keydown", (event) => {
  const button = event.target.closest("button");
  if (!button || event.altKey || event.metaKey) return;
  const to = destination(event, button.at);
  if (!to) return;
  event.preventDefault();
  moveFocus(to[0], to[1]);
});

grid.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  rove(button);
  openPanel(button.opens[0], button.opens[1], button);
});
