// What changed from one year to another, need by need and cell by cell.

/** Most changed cells that are listed before the reader asks for all. */
const LISTED = 200;
let listAll = false;

/** How many cells changed in which way. */
function changeTally(areas, needs, from, to) {
  const tally = { up: 0, down: 0, moved: 0, same: 0, new: 0, gone: 0, none: 0 };
  for (const a of areas) {
    for (const n of needs) tally[changeOf(cellOf(from, a, n), cellOf(to, a, n))] += 1;
  }
  return tally;
}

function tallyBar(tally, most) {
  const width = 200;
  let x = 0;
  const parts = ["down", "moved", "up", "new", "gone"].map((kind) => {
    const wide = (tally[kind] / Math.max(1, most)) * width;
    x += wide;
    return wide ? svg("rect", { class: "h-" + kind, x: x - wide, width: wide, height: 14 }) : null;
  });
  const words = ["down", "moved", "up", "new", "gone"].filter((kind) => tally[kind]).map((kind) => tally[kind] + " " + CHANGES[kind][2]);
  return svg("svg", { class: "chart shares", viewBox: "0 0 " + width + " 14", preserveAspectRatio: "xMinYMid", role: "img", "aria-label": words.join(", ") || "no change" }, parts.filter(Boolean));
}

/** Cells that changed: `{ a, n, kind, was, now }`. */
function changedCells(from, to) {
  const found = [];
  for (const n of data.indicators.keys()) {
    for (const a of data.areas.keys()) {
      const [was, now] = [cellOf(from, a, n), cellOf(to, a, n)];
      const kind = changeOf(was, now);
      if (kind !== "same" && kind !== "none") found.push({ a, n, kind, was, now });
    }
  }
  return found;
}

const changeLevel = (cell) => (cell.entry ? cell.entry.label + " (" + interval(cell.entry.low, cell.entry.high) + ")" : data.states[cell.state].words);

function changedTable(found) {
  const order = ["up", "down", "moved", "new", "gone"];
  const sorted = [...found].sort((x, y) => order.indexOf(x.kind) - order.indexOf(y.kind));
  const listed = listAll ? sorted : sorted.slice(0, LISTED);
  return [
    scrollable("Changed cells", table("list", ["Area", "Need", "Change", "Before", "After"], listed.map(({ a, n, kind, was, now }) => [
      link("area", data.areas[a].code, data.areas[a].short), link("cell", data.areas[a].code + "/" + data.indicators[n].id, data.indicators[n].label),
      [el("span", { class: "swatch " + CHANGES[kind][0], "aria-hidden": "true" }, CHANGES[kind][1]), " " + CHANGES[kind][2]], changeLevel(was), changeLevel(now),
    ])), "sideways"),
    listed.length < sorted.length ? action("List all " + sorted.length.toLocaleString("en-GB"), () => { listAll = true; drawChange(); }) : null,
  ];
}

function drawChange() {
  if (YEARS.length < 2) {
    byId("change-body").replaceChildren(el("p", null, "This report holds one year only. A report of several runs, one a year, shows what changed."));
    return;
  }
  const [from, to] = [yearBefore(), year()];
  byId("change-from").value = from;
  byId("change-title").textContent = "What changed from " + from + " to " + to;
  const areas = [...data.areas.keys()];
  const tallies = data.indicators.map((_, n) => changeTally(areas, [n], from, to));
  const sum = (kind) => tallies.reduce((total, tally) => total + tally[kind], 0);
  const moves = (tally) => tally.up + tally.down + tally.moved + tally.new + tally.gone;
  const most = Math.max(...tallies.map(moves));
  const order = [...data.indicators.keys()].filter((n) => moves(tallies[n])).sort((x, y) => moves(tallies[y]) - moves(tallies[x]) || x - y);
  const found = changedCells(from, to);
  byId("change-body").replaceChildren(...[
    el("p", { class: "lead" }, "From " + from + " to " + to + ": " + list(["up", "down", "moved", "new", "gone", "same"].map((kind) => count(sum(kind), "cell") + " " + CHANGES[kind][2])) + "."),
    el("ul", { class: "scale-legend" }, ["down", "moved", "up", "new", "gone"].map((kind) => el("li", null, el("span", { class: "swatch " + CHANGES[kind][0] }, CHANGES[kind][1]), " " + CHANGES[kind][2]))),
    el("h2", null, "Need by need"),
    scrollable("Changes by need", table("list", ["Need", "Areas", "Lower", "Possibly moved", "Higher", "Newly named", "No longer named"], order.map((n) => [
      link("need", data.indicators[n].id, data.indicators[n].label), tallyBar(tallies[n], most),
      ...["down", "moved", "up", "new", "gone"].map((kind) => String(tallies[n][kind]))]))),
    el("h2", null, "Cell by cell"),
    changedTable(found),
  ].flat(Infinity).filter(Boolean));
}

function changeRows() {
  const [from, to] = [yearBefore(), year()];
  return [["area_code", "area", "indicator", "need", "from", "to", "change", "before", "after"],
    ...changedCells(from, to).map(({ a, n, kind, was, now }) => [data.areas[a].code, data.areas[a].short, data.indicators[n].id, data.indicators[n].label, from, to, CHANGES[kind][2], changeLevel(was), changeLevel(now)])];
}

if (YEARS.length > 1) {
  fillChoice(byId("change-from"), YEARS.map((of) => [String(of), String(of)]).reverse());
  byId("change-from").addEventListener("change", (event) => {
    listAll = false;
    choose({ from: event.target.value });
  });
  byId("change-save").append(...saves("changes", null, changeRows));
}
