// What is shown has an address: a view (`#heatmap`, `#need=ID`, `#area=CODE`), the cell that is
// open (`&cell=AREA/NEED`), and the choices that differ from the usual ones (`&year=2024`).

const USUAL = {
  year: String(data.edition), from: "", measure: "entry",
  colour: "canonical", rows: "region", columns: "domain", region: "", domain: "", areas: "", needs: "", empty: "",
};
/** Values that an address may give to the choices with few. */
const ALLOWED = {
  year: YEARS.map(String), from: YEARS.map(String), measure: MEASURES, colour: ["canonical", "local", "change"],
  rows: ["region", "name", "placed"], columns: ["domain", "variation", "name"], empty: ["", "1"],
};
const VIEWS = ["overview", "heatmap", "ranking", "need", "area", "change", "ladders", "quality", "method"];
/** What is shown: the view with its value, the open cell, and the choices. */
let shown = { view: "overview", value: "", cell: null, ...USUAL };

/** Reads an address; what it does not say is as usual. */
function parseAddress(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const cell = given.get("cell");
  const view = VIEWS.find((name) => given.has(name)) || (cell ? "heatmap" : "overview");
  const read = { view, value: given.get(view) || "", cell, ...USUAL };
  for (const name of Object.keys(USUAL)) {
    const value = given.get(name);
    if (value !== null && (!ALLOWED[name] || ALLOWED[name].includes(value))) read[name] = value;
  }
  return read;
}

function addressOf(what) {
  const parts = [what.value ? what.view + "=" + encodeURIComponent(what.value) : what.view];
  if (what.cell) parts.push("cell=" + encodeURIComponent(what.cell).replace(/%2F/g, "/"));
  for (const [name, usual] of Object.entries(USUAL)) {
    if (what[name] !== usual) parts.push(name + "=" + encodeURIComponent(what[name]));
  }
  return "#" + parts.join("&");
}

/** The year that is shown. */
function year() {
  return Number(shown.year);
}

/** The year with which it is compared: the one chosen, else the one before, else null. */
function yearBefore() {
  const chosen = Number(shown.from);
  if (shown.from !== "" && chosen !== year()) return chosen;
  const at = yearAt.get(year());
  return at > 0 ? YEARS[at - 1] : YEARS.length > 1 ? YEARS[1] : null;
}

/** Goes to another view or cell, as a step that the Back button undoes. */
function go(changes) {
  history.pushState(null, "", addressOf({ ...shown, ...changes }));
  follow();
}

/** Changes a choice in place. */
function choose(changes) {
  history.replaceState(null, "", addressOf({ ...shown, ...changes }));
  follow();
}

/** A link to a view or a cell; choices such as the year are kept when it is followed. */
function link(to, value, ...words) {
  return el("a", { href: "#" + to + (value ? "=" + encodeURIComponent(value).replace(/%2F/g, "/") : "") }, words);
}

/** What following a link changes; null for addresses that are none of this page's views. */
function changesOf(hash) {
  const read = parseAddress(hash);
  const names = new URLSearchParams(hash.replace(/^#/, ""));
  if (names.has("cell") && !VIEWS.some((name) => names.has(name))) return { cell: read.cell };
  return VIEWS.some((name) => names.has(name)) ? { view: read.view, value: read.value, cell: read.cell } : null;
}
