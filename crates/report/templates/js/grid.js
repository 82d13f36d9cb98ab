// Drawing the heatmap: a grid with one tab stop, moved by the arrow keys. Rows are boxes of
// their own, so that the browser lays out only those in sight.

const grid = byId("grid");
/** Cells by row and column: row 0 names the needs, column 0 the areas. */
let lattice = [];
let current = null;
/** The choices for which the grid stands. */
let drawn = "";
/** Choices that change colours only. */
const PAINTS = ["colour", "measure"];

function place(cell, row, column, opens) {
  cell.tabIndex = -1;
  cell.at = [row, column];
  cell.opens = opens;
  lattice[row][column] = cell;
  return cell;
}

function drawHeatmap() {
  showChoices();
  const shape = JSON.stringify([shown.year, ...CHOICES.filter((name) => !PAINTS.includes(name) || shown.columns === "variation").map((name) => shown[name])]);
  if (shape === drawn) repaintGrid();
  else drawGrid();
  drawn = shape;
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
  grid.append(gridHead(needs), ...gridBody(areas, needs));
  rove(lattice[1][1] || lattice[1][0]);
}

/** Runs of equal keys: `[key, length]`. */
function runs(keys) {
  const found = [];
  for (const key of keys) {
    const last = found[found.length - 1];
    if (last && last[0] === key) last[1] += 1;
    else found.push([key, 1]);
  }
  return found;
}

function gridHead(needs) {
  const head = el("div", { role: "rowgroup", class: "head" });
  if (shown.columns === "domain") {
    const domains = runs(needs.map((n) => data.domains[data.indicators[n].domain]));
    head.append(el("div", { role: "presentation", class: "domains", "aria-hidden": "true" }, el("span", { class: "corner" }),
      domains.map(([name, width]) => {
        const label = el("span", { title: name }, name);
        label.style.width = "calc(" + width + " * var(--cell))";
        return label;
      })));
  }
  const names = el("div", { role: "row", class: "needs" }, el("div", { role: "columnheader", class: "corner" }, el("span", { class: "unseen" }, "Area")));
  needs.forEach((n, column) => {
    const need = data.indicators[n];
    names.append(place(el("div", { role: "columnheader", title: need.label }, el("span", null, need.label)), 0, column + 1, { view: "need", value: need.id }));
  });
  head.append(names);
  return head;
}

function gridBody(areas, needs) {
  const groups = shown.rows === "region" ? runs(areas.map((a) => data.areas[a].region)) : [["", areas.length]];
  let row = 0;
  return groups.map(([region, length]) => {
    const group = el("div", { role: "rowgroup", "aria-label": region || null });
    if (region) group.append(el("div", { role: "presentation", class: "region", "aria-hidden": "true" }, el("span", null, region)));
    for (let n = 0; n < length; n += 1) {
      const a = areas[row];
      row += 1;
      group.append(gridRow(a, needs, row));
    }
    return group;
  });
}

function gridRow(a, needs, row) {
  lattice[row] = [];
  const area = data.areas[a];
  const line = el("div", { role: "row", class: "line" },
    place(el("div", { role: "rowheader", title: area.name }, area.short), row, 0, { view: "area", value: area.code }));
  needs.forEach((n, column) => {
    const cell = document.createElement("div");
    cell.setAttribute("role", "gridcell");
    cell.of = [a, n];
    paint(cell);
    line.append(place(cell, row, column + 1, { cell: area.code + "/" + data.indicators[n].id }));
  });
  return line;
}

/** Look, sign and name of a cell by the chosen colour and measure. */
function paint(cell) {
  const [a, n] = cell.of;
  const { look, sign, words } = cellFace(a, n);
  cell.className = look;
  cell.textContent = sign;
  cell.setAttribute("aria-label", data.areas[a].short + ", " + data.indicators[n].label + ": " + words);
}

/** The same rows and columns in other colours. */
function repaintGrid() {
  for (const cell of lattice.flat()) {
    if (cell && cell.of) paint(cell);
  }
}

/** Gives the one tab stop to a cell. */
function rove(cell) {
  if (!cell) return;
  if (current) current.tabIndex = -1;
  current = cell;
  current.tabIndex = 0;
}

/** Gives the tab stop to the cell that the panel shows. */
function roveTo(value) {
  rove(lattice.flat().find((cell) => cell && cell.opens.cell === value));
}

function moveFocus(row, column) {
  const line = lattice[Math.max(0, Math.min(row, lattice.length - 1))];
  const cell = line[Math.max(0, Math.min(column, line.length - 1))];
  if (!cell) return;
  rove(cell);
  cell.focus();
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

const gridPlace = (event) => event.target.closest("#grid [tabindex]");

grid.addEventListener("keydown", (event) => {
  const cell = gridPlace(event);
  if (!cell || event.altKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    go({ cell: null, ...cell.opens });
    return;
  }
  const to = destination(event, cell.at);
  if (!to) return;
  event.preventDefault();
  moveFocus(to[0], to[1]);
});

grid.addEventListener("click", (event) => {
  const cell = gridPlace(event);
  if (!cell) return;
  rove(cell);
  cell.focus({ preventScroll: true });
  go({ cell: null, ...cell.opens });
});
