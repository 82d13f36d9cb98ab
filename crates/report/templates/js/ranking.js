// Needs in the order of how much places differ, with their spread over the scale.

function rankedNeeds() {
  const domain = byId("ranking-domain").value;
  return byVariation(shown.measure).filter((n) => domain === "" || data.domains[data.indicators[n].domain] === domain);
}

function rankingRow(n, at) {
  const spread = spreadOf(year(), n, shown.measure);
  const found = distribution(year(), n, shown.measure);
  const compared = spread && spread.pairs > 0;
  return [
    [el("span", { class: "rank quiet" }, compared ? String(at + 1) : "–"), " ", link("need", data.indicators[n].id, data.indicators[n].label),
      compared && spread.texts < FEW_TEXTS ? el("span", { class: "flag" }, "few texts") : null],
    compared ? sharesChart(spread) : el("span", { class: "quiet" }, "fewer than two texts"),
    compared ? percent(spread.certain, spread.pairs) + (spread.interval ? " (" + spread.interval.map((share) => Math.round(share * 100)).join("–") + "%)" : "") : "–",
    compared ? percent(spread.possible, spread.pairs) : "–",
    distributionChart(found, { width: 132, height: 30, bare: true }),
    String(found.below), String(found.across), String(found.statutory),
    spread ? spread.placing + " of " + spread.areas : "–",
    String(found.silent),
  ];
}

function drawRanking() {
  byId("ranking-measure").value = shown.measure;
  const heads = ["Need", [el("span", null, "Pairs that differ"), el("span", { class: "bar-legend", "aria-hidden": "true" }, el("i", { class: "certain" }), " certainly ", el("i", { class: "possible" }), " possibly")],
    "Certainly (95% interval)", "Possibly", "Areas on steps 0 to 5", "Below child in need", "Across", "Statutory", "Areas placing it", "Silent"];
  byId("ranking-body").replaceChildren(
    barLegend(),
    scrollable("Needs by share of differing pairs", table("ranking", heads, rankedNeeds().map(rankingRow))),
    el("p", { class: "small" }, "Where few texts place a need, one more document could turn its rank over."));
}

function rankingRows() {
  const head = ["rank", "indicator", "need", "domain", "year", "measure", "pairs", "differ_certainly", "differ_possibly", "interval_low", "interval_high", "areas", "areas_placing", "texts_placing", "certainly_below_child_in_need", "across", "certainly_statutory", "silent"];
  return [head, ...rankedNeeds().map((n, at) => {
    const [need, spread] = [data.indicators[n], spreadOf(year(), n, shown.measure)];
    return [at + 1, need.id, need.label, data.domains[need.domain], year(), shown.measure,
      ...(spread ? [spread.pairs, spread.certain, spread.possible, ...(spread.interval || ["", ""]), spread.areas, spread.placing, spread.texts, spread.below, spread.across, spread.statutory, spread.silent] : [])];
  })];
}

/** The ranking as a drawing. */
function rankingChart() {
  const needs = rankedNeeds().filter((n) => {
    const spread = spreadOf(year(), n, shown.measure);
    return spread && spread.pairs > 0;
  });
  const [left, wide, row] = [330, 360, 22];
  const lines = needs.flatMap((n, y) => {
    const spread = spreadOf(year(), n, shown.measure);
    const bar = sharesChart(spread, wide);
    return [
      svg("text", { class: "map-area", x: left - 8, y: 40 + y * row + 12 }, data.indicators[n].label.slice(0, 52)),
      svg("g", { transform: "translate(" + left + " " + (40 + y * row) + ")" }, ...bar.childNodes),
      svg("text", { class: "map-note", x: left + wide + 8, y: 40 + y * row + 12 }, percent(spread.certain, spread.pairs)),
    ];
  });
  return svg("svg", { class: "chart", viewBox: "0 0 " + (left + wide + 60) + " " + (50 + needs.length * row) }, lines,
    svg("text", { class: "map-note", x: left, y: 24 }, "Pairs of texts that differ certainly (dark) and possibly (light), " + year() + ", " + measureWords(shown.measure)));
}

fillChoice(byId("ranking-measure"), data.measures);
fillChoice(byId("ranking-domain"), data.domains.map((name) => [name, name]));
byId("ranking-measure").addEventListener("change", (event) => choose({ measure: event.target.value }));
byId("ranking-domain").addEventListener("change", drawRanking);
byId("ranking-save").append(...saves("ranking", rankingChart, rankingRows));
