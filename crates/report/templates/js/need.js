// One need: how areas spread, the map, and every area's level in its own words.

function needTable(n) {
  const rank = ({ cell }) => (cell[shown.measure] ? cell[shown.measure].low * 10 + cell[shown.measure].high : 100 + cell.state);
  const rows = [...data.areas.keys()].map((a) => ({ a, cell: cellOf(year(), a, n) })).filter(({ cell }) => cell)
    .sort((x, y) => rank(x) - rank(y) || byName(data.areas[x.a].short, data.areas[y.a].short));
  return scrollable("Every area", table("list", ["Area", "Region", "Its own level", "On the one scale"], rows.map(({ a, cell }) => {
    const area = data.areas[a];
    const at = cell[shown.measure];
    return [
      link("cell", area.code + "/" + data.indicators[n].id, area.short), area.region,
      at ? [at.label, shown.measure === "entry" && cell.ordinals.length > 1 ? el("span", { class: "quiet" }, " and above") : null] : face(cell, "canonical", shown.measure).words,
      at ? [swatch(at.low, at.high), " " + intervalInWords(at.low, at.high), cell.incomplete ? el("span", { class: "flag" }, "pages missing") : null] : cell.state === PLACED ? "" : stateSwatch(data.states[cell.state]),
    ];
  })), "sideways");
}

/** How the areas of each region spread. */
function regionStrips(n) {
  const regions = [...new Set(data.areas.map((area) => area.region))].sort(byName);
  const rows = regions.map((region) => {
    const areas = [...data.areas.keys()].filter((a) => data.areas[a].region === region);
    return { region, found: distribution(year(), n, shown.measure, areas) };
  }).filter(({ found }) => found.documents > 0);
  if (rows.length < 2) return null;
  return [el("h2", null, "By region"), scrollable("By region", table("list", ["Region", "Areas on steps 0 to 5", "Placed by", "Below child in need", "Across", "Statutory"], rows.map(({ region, found }) => [
    region, distributionChart(found, { width: 132, height: 30, bare: true }), found.placed + " of " + found.documents, String(found.below), String(found.across), String(found.statutory),
  ])), "sideways")];
}

/** The need in every year, when there are several. */
function yearStrips(n) {
  if (YEARS.length < 2) return null;
  const found = YEARS.map((of) => distribution(of, n, shown.measure));
  const most = Math.max(...found.flatMap(({ steps }) => steps.map(({ certain, possible }) => certain + possible)));
  return [el("h2", null, "Year by year"), el("div", { class: "small-multiples" }, YEARS.map((of, at) => el("figure", null,
    distributionChart(found[at], { width: 200, height: 80, most }), el("figcaption", null, of + ": placed by " + found[at].placed + " of " + found[at].documents))))];
}

function distributionRows(n) {
  const found = distribution(year(), n, shown.measure);
  return [["indicator", "year", "measure", "step", "step_name", "areas_certainly", "areas_possibly"],
    ...found.steps.map(({ certain, possible }, step) => [data.indicators[n].id, year(), shown.measure, step, data.tiers[step], certain, possible])];
}

function drawNeed() {
  const n = needAt.get(shown.value) ?? (data.focus.length ? data.focus[0].needs[0] : 0);
  const need = data.indicators[n];
  if (!need) return;
  byId("need-choice").value = need.id;
  byId("need-measure").value = shown.measure;
  byId("need-title").textContent = need.label;
  const spread = spreadOf(year(), n, shown.measure);
  const found = distribution(year(), n, shown.measure);
  const chart = distributionChart(found, { width: 460, height: 190 });
  const map = tileMap(n, shown.measure);
  const name = need.id.replace(/_/g, "-");
  byId("need-body").replaceChildren(...[
    el("p", { class: "lead" }, data.domains[need.domain] + ". ", need.definition || ""),
    el("p", null, needSentence(found), " ", spread && spread.pairs ? sharesWords(spread) + "." : "Fewer than two independent texts place it, so there is nothing to compare.", " ",
      found.silent ? count(found.silent, "area") + " whose document was read whole never name" + (found.silent === 1 ? "s" : "") + " it." : ""),
    el("div", { class: "two" },
      el("section", null, el("div", { class: "title-row" }, el("h2", null, "How areas spread"), el("p", { class: "save" }, saves(name + "-spread", () => chart, () => distributionRows(n)))), chart, barLegend(), yearStrips(n), regionStrips(n)),
      el("section", null, el("div", { class: "title-row" }, el("h2", null, "Map"), el("p", { class: "save" }, saves(name + "-map", () => map, () => mapRows(n, shown.measure)))), map, mapLegend())),
    el("h2", null, "Every area in its own words"),
    needTable(n),
  ].filter(Boolean));
}

fillChoice(byId("need-measure"), data.measures);
data.domains.forEach((domain, d) => {
  const group = el("optgroup", { label: domain });
  fillChoice(group, data.indicators.filter((need) => need.domain === d).map((need) => [need.id, need.label]));
  byId("need-choice").append(group);
});
byId("need-choice").addEventListener("change", (event) => go({ view: "need", value: event.target.value, cell: null }));
byId("need-measure").addEventListener("change", (event) => choose({ measure: event.target.value }));
