// The first screen: the focus needs, a map, and what stands out.

/** Fewer texts than this give a share that one document can overturn. */
const FEW_TEXTS = 5;
const STANDING_OUT = 5;

function focusPart(n, named) {
  const need = data.indicators[n];
  const found = distribution(year(), n, "entry");
  const spread = spreadOf(year(), n, "entry");
  return el("div", { class: "focus-part" },
    named ? el("h4", null, link("need", need.id, need.label)) : null,
    distributionChart(found, { width: 250, height: named ? 84 : 104 }),
    el("p", { class: "small" }, needSentence(found)),
    spread && spread.pairs ? el("p", { class: "small quiet" }, sharesWords(spread) + ".") : null);
}

function focusCard({ label, why, needs }) {
  const one = needs.length === 1;
  return el("section", { class: one ? "card" : "card several" },
    el("h3", null, one ? link("need", data.indicators[needs[0]].id, label) : label),
    el("div", { class: "focus-parts" }, needs.map((n) => focusPart(n, !one))),
    why ? el("p", { class: "small quiet" }, why) : null);
}

/** Needs that can be compared, those that differ most first. */
function byVariation(measure) {
  const share = (n, part) => {
    const spread = spreadOf(year(), n, measure);
    return spread && spread.pairs ? spread[part] / spread.pairs : -1;
  };
  return [...data.indicators.keys()].sort((a, b) => share(b, "certain") - share(a, "certain") || share(b, "possible") - share(a, "possible") || a - b);
}

function standsOut() {
  const ranked = byVariation("entry").filter((n) => {
    const spread = spreadOf(year(), n, "entry");
    return spread && spread.texts >= FEW_TEXTS;
  });
  const most = ranked.filter((n) => spreadOf(year(), n, "entry").certain > 0).slice(0, STANDING_OUT);
  const least = ranked.slice(-STANDING_OUT).reverse();
  const line = (n) => {
    const spread = spreadOf(year(), n, "entry");
    return el("li", null, link("need", data.indicators[n].id, data.indicators[n].label), ": " + percent(spread.certain, spread.pairs) + " of " + count(spread.pairs, "pair"));
  };
  const silent = [...data.indicators.keys()].map((n) => ({ n, found: distribution(year(), n, "entry") }))
    .filter(({ found }) => found.documents > 0).sort((x, y) => y.found.silent - x.found.silent).slice(0, 3).filter(({ found }) => found.silent > 0);
  return [
    most.length ? [el("p", null, "Of all needs, areas differ most on these (share of pairs of texts that certainly put them at different levels):"), el("ol", null, most.map(line))] : el("p", null, "Too few texts place the same need to say where areas differ most."),
    ranked.length > 2 * STANDING_OUT ? [el("p", null, "and least on these:"), el("ol", null, least.map(line))] : [],
    silent.length ? [el("p", null, "Read whole and never named:"), el("ul", null, silent.map(({ n, found }) => el("li", null, link("need", data.indicators[n].id, data.indicators[n].label), ": in " + found.silent + " of " + found.documents + " areas")))] : [],
    el("p", null, link("ranking", "", "All needs in order"), " · ", link("heatmap", "", "every area, every need")),
  ];
}

function overviewMap() {
  const n = needAt.get(byId("overview-need").value);
  const need = data.indicators[n];
  byId("overview-map").replaceChildren(tileMap(n, "entry"), el("p", { class: "small" }, link("need", need.id, need.label), ": the lowest level at which each area names it. Choose a tile to read its words."));
}

/** The focus of the run, those of one indicator first; without one, the needs that differ most. */
function focusNeeds() {
  if (data.focus.length) return [...data.focus].sort((x, y) => (x.needs.length > 1) - (y.needs.length > 1));
  return byVariation("entry").slice(0, STANDING_OUT).map((n) => ({ label: data.indicators[n].label, why: "", needs: [n] }));
}

function drawOverview() {
  byId("focus-title").textContent = data.focus.length ? "Focus needs" : "Needs on which texts differ most";
  byId("focus-cards").replaceChildren(barLegend(), ...focusNeeds().map(focusCard));
  byId("stands-out").replaceChildren(...standsOut().flat(Infinity));
  if (data.indicators.length) overviewMap();
}

{
  const first = data.focus.flatMap(({ needs }) => needs);
  const others = [...data.indicators.keys()].filter((n) => !first.includes(n));
  fillChoice(byId("overview-need"), [...first, ...others].map((n) => [data.indicators[n].id, data.indicators[n].label]));
  byId("overview-need").addEventListener("change", overviewMap);
}
