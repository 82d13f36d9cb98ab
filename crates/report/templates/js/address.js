// What is shown has an address: `#cell=AREA/NEED`, `#area=AREA`, `#need=NEED`, with the
// choices of the heatmap that differ from the usual ones, as `&colour=local&rows=name`.

const USUAL = {
  colour: "canonical", measure: "entry", rows: "region", columns: "domain",
  region: "", domain: "", areas: "", needs: "", empty: "",
};
/** Values that an address may give to the choices with few. */
const ALLOWED = {
  colour: ["canonical", "local"], measure: ["entry", "unqualified", "highest"],
  rows: ["region", "name"], columns: ["domain", "variation", "name"], empty: ["", "1"],
};
const PANELS = ["cell", "area", "need"];
let view = { ...USUAL };
/** What the panel shows: `{ kind, value }`, or null while it is closed. */
let shown = null;

/** Takes view and panel from the address; false when the address is only a place on the page. */
function readAddress() {
  const text = location.hash.slice(1);
  if (text !== "" && !text.includes("=")) return false;
  const given = new URLSearchParams(text);
  view = { ...USUAL };
  for (const name of Object.keys(USUAL)) {
    const value = given.get(name);
    if (value !== null && (!ALLOWED[name] || ALLOWED[name].includes(value))) view[name] = value;
  }
  const kind = PANELS.find((name) => given.has(name));
  shown = kind ? { kind, value: given.get(kind) } : null;
  return true;
}

function address() {
  const parts = shown ? [[shown.kind, shown.value]] : [];
  for (const [name, usual] of Object.entries(USUAL)) {
    if (view[name] !== usual) parts.push([name, view[name]]);
  }
  return "#" + parts.map(([name, value]) => name + "=" + encodeURIComponent(value).replace(/%2F/g, "/")).join("&");
}

/** Writes view and panel to the address; a panel is a step that the Back button undoes. */
function writeAddress(step) {
  if (step) history.pushState(null, "", address());
  else history.replaceState(null, "", address());
}
