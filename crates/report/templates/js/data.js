// The data of the page, and how one cell, level or document is read from it.

const data = JSON.parse(byId("data").textContent);
const PLACED = data.states.findIndex((state) => state.code === "placed");
const NO_DOCUMENT = data.states.findIndex((state) => state.code === "no_document");
const UNREADABLE = data.states.findIndex((state) => state.code === "unreadable");
const MEASURES = data.measures.map(([code]) => code);
const YEARS = data.years.map((edition) => edition.year);
const areaAt = new Map(data.areas.map((area, n) => [area.code, n]));
const needAt = new Map(data.indicators.map((need, n) => [need.id, n]));
const yearAt = new Map(YEARS.map((year, n) => [year, n]));

function level(position) {
  if (position === null || position === undefined) return null;
  const [ordinal, label, low, high] = data.levels[position];
  return { ordinal, label, low, high };
}

/** The cell of an area and a need (by position) in a year, or null where the matrix has none. */
function cellOf(year, area, need) {
  const raw = data.years[yearAt.get(year)].cells[area][need];
  if (raw === null || raw === undefined) return null;
  const [state, incomplete, withheld, entry, unqualified, highest, ordinals, passages] = Array.isArray(raw) ? raw : [raw];
  return {
    state,
    code: data.states[state].code,
    incomplete: incomplete === 1,
    withheld: withheld || 0,
    entry: level(entry),
    unqualified: level(unqualified),
    highest: level(highest),
    ordinals: ordinals || [],
    passages: passages || 0,
  };
}

function hasDocument(year, area) {
  return data.years[yearAt.get(year)].cells[area].some((raw) => raw !== null && (Array.isArray(raw) ? raw[0] : raw) !== NO_DOCUMENT);
}

/** Positions of the documents of an area in a year. */
function documentsOf(year, area) {
  return data.years[yearAt.get(year)].documents[area];
}

/** Names of the areas whose cells rest on a document in a year. */
function areasOf(year, position) {
  const held = data.years[yearAt.get(year)].documents;
  return data.areas.filter((_, a) => held[a].includes(position)).map((area) => area.short);
}

/** How texts spread over levels in a need, by a measure; null where nothing was compared. */
function spreadOf(year, need, measure) {
  return data.years[yearAt.get(year)].spread[need][MEASURES.indexOf(measure)];
}

function measureWords(code) {
  return data.measures[MEASURES.indexOf(code)][1];
}

/** Answers that a reader waits for: evidence of documents by position. */
const evidenceRead = new Map();
const evidenceAwaited = new Map();

/** A side file of the report hands its evidence over through this. */
window.thresholdsEvidence = (position, evidence) => {
  evidenceRead.set(position, evidence);
  const answer = evidenceAwaited.get(position);
  if (answer) answer(evidence);
};

/** What a document says of the needs: a promise, because it may lie in a side file. */
function evidenceOf(position) {
  if (evidenceRead.has(position)) return Promise.resolve(evidenceRead.get(position));
  const block = byId("evidence-" + position);
  if (block) {
    evidenceRead.set(position, JSON.parse(block.textContent));
    return Promise.resolve(evidenceRead.get(position));
  }
  return new Promise((resolve, reject) => {
    evidenceAwaited.set(position, resolve);
    const script = el("script", { src: "evidence/" + position + ".js" });
    script.addEventListener("error", () => reject(new Error("evidence/" + position + ".js is missing")));
    document.head.append(script);
  });
}
