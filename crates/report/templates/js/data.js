// The data of the page, and how one cell, level or document is read from it.

const data = JSON.parse(byId("data").textContent);
const PLACED = data.states.findIndex((state) => state.code === "placed");
const NO_DOCUMENT = data.states.findIndex((state) => state.code === "no_document");
const MEASURES = ["entry", "unqualified", "highest"];
const areaAt = new Map(data.areas.map((area, n) => [area.code, n]));
const needAt = new Map(data.indicators.map((need, n) => [need.id, n]));

function level(position) {
  if (position === null || position === undefined) return null;
  const [ordinal, label, low, high] = data.levels[position];
  return { ordinal, label, low, high };
}

/** The cell of an area and a need (by position), or null where the matrix has none. */
function cellOf(area, need) {
  const raw = data.cells[area][need];
  if (!raw) return null;
  const [state, incomplete, withheld, entry, unqualified, highest, ordinals, passages] = raw;
  return {
    state,
    code: data.states[state].code,
    incomplete: incomplete === 1,
    withheld,
    entry: level(entry),
    unqualified: level(unqualified),
    highest: level(highest),
    ordinals: ordinals || [],
    passages: passages || 0,
  };
}

function hasDocument(area) {
  return data.cells[area].some((raw) => raw && raw[0] !== NO_DOCUMENT);
}

/** `2` or `1–2`. */
function interval(low, high) {
  return low === high ? String(low) : low + "–" + high;
}

/** Whether a level could not be mapped: the whole scale is not a wide interval but an unknown one. */
function unmapped(low, high) {
  return low === 0 && high === 5;
}

/** Class that paints an interval: one colour for each end. */
function paintOf(low, high) {
  return unmapped(low, high) ? "unmapped" : "a" + low + " b" + high;
}

/** `1–2: early help by one service to targeted or multi-agency early help`. */
function intervalInWords(low, high) {
  if (unmapped(low, high)) return "0–5: not known";
  return interval(low, high) + ": " + data.tiers[low] + (low === high ? "" : " to " + data.tiers[high]);
}

const evidenceRead = new Map();

/** What a document says of the needs; parsed when it is first asked for. */
function evidenceOf(document_) {
  if (!evidenceRead.has(document_)) {
    const block = byId("evidence-" + document_);
    evidenceRead.set(document_, block ? JSON.parse(block.textContent) : { passages: [], mentions: [], placements: [] });
  }
  return evidenceRead.get(document_);
}
