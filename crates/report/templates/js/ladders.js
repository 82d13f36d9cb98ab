// The ladder of every area laid over the one scale.

/** Puts each level on the first line on which its steps are free. */
function lanes(levels) {
  const free = [];
  return levels.map((rung) => {
    let lane = free.findIndex((end) => end < rung.low);
    if (lane < 0) lane = free.push(-1) - 1;
    free[lane] = rung.high;
    return lane;
  });
}

/** A document's levels as bars over the six steps. */
function ladderStrip(line) {
  const at = lanes(line.levels);
  return el("div", { class: "ladder" }, line.levels.map((rung, n) => {
    const bar = el("div", { class: "rung " + paintOf(rung.low, rung.high), title: intervalInWords(rung.low, rung.high) }, el("span", null, rung.label), el("span", { class: "unseen" }, ", on the scale " + intervalInWords(rung.low, rung.high) + "; "));
    bar.style.gridColumn = (rung.low + 1) + " / " + (rung.high + 2);
    bar.style.gridRow = String(at[n] + 1);
    return bar;
  }));
}

function ladderReasons(line) {
  return el("details", { class: "small" }, el("summary", null, "Why they stand there"),
    line.notes.map((note) => el("p", { class: "note" }, note)),
    el("dl", { class: "reasons" }, line.levels.map((rung) => el("div", null,
      el("dt", null, rung.label, rung.implied ? " (not printed, only implied)" : ""),
      el("dd", null, swatch(rung.low, rung.high), " " + intervalInWords(rung.low, rung.high) + ". Rule " + ruleWords(rung) + (rung.words.length ? ", on the words " + list(rung.words.map((word) => "“" + word + "”")) : "") + ".",
        rung.definition ? el("span", { class: "quiet block" }, "“" + rung.definition + "”" + (rung.page ? " (page " + rung.page + ")" : "")) : null)))));
}

/** Documents of the year with the areas that rest on them, in the order of the areas' names. */
function laddersShown() {
  const found = new Map();
  for (const a of [...data.areas.keys()].sort((x, y) => byName(data.areas[x].short, data.areas[y].short))) {
    for (const position of documentsOf(year(), a)) {
      if (!found.has(position)) found.set(position, []);
      found.get(position).push(a);
    }
  }
  const wanted = byId("ladders-find").value;
  return [...found].filter(([, areas]) => areas.some((a) => matches(data.areas[a].name + " " + data.areas[a].short + " " + data.areas[a].code, wanted)));
}

function drawLadders() {
  const rows = laddersShown();
  const head = el("div", { class: "ladder-head", "aria-hidden": "true" }, el("span"), el("div", { class: "ladder" }, data.tiers.map((tier, n) => el("div", { class: "t" + n }, el("strong", null, String(n)), " " + tier))));
  byId("ladders-body").replaceChildren(...(rows.length ? [head, rows.map(([position, areas]) => {
    const line = data.documents[position];
    return el("article", { class: "ladder-row" },
      el("div", null, el("h2", null, areas.map((a, n) => [n ? ", " : "", link("area", data.areas[a].code, data.areas[a].short)])), el("p", { class: "small quiet" }, line.title + (line.year ? ", " + line.year : ""))),
      line.levels.length ? el("div", null, ladderStrip(line), ladderReasons(line)) : el("p", { class: "note" }, "It publishes no levels."));
  }), doubtfulPlaces()] : [el("p", null, "No document matches.")]).flat().filter(Boolean));
}

/** Which findings hang on places that are not certain. */
function doubtfulPlaces() {
  if (data.sensitivity.length === 0) return null;
  const telling = data.sensitivity.filter(({ needs }) => needs.length).sort((x, y) => y.needs.length - x.needs.length || y.areas - x.areas);
  return el("section", null,
    el("h2", null, "What hangs on doubtful places"),
    el("p", null, "Each place that rests on custom rather than on the document’s own words was moved by one step: " + telling.length + " of " + data.sensitivity.length + " such moves change a finding (whether any two texts certainly differ, whether some stand on both sides of child in need, which ten needs vary most)."),
    telling.length ? scrollable("Doubtful places", table("list", ["Level", "Stands on", "Moved to", "Areas", "Needs of which a finding changes"], telling.slice(0, 20).map(({ rule, ordinal, from, to, areas, needs }) => [
      "Level " + ordinal + ", rule " + rule, interval(...from), interval(...to), String(areas),
      [count(needs.length, "need") + ": ", needs.slice(0, 5).map((n, at) => [at ? ", " : "", link("need", data.indicators[n].id, data.indicators[n].label)]), needs.length > 5 ? " …" : ""]])), "sideways") : null);
}

function ladderRows() {
  return [["areas", "document", "year_of_document", "ordinal", "label", "tier_low", "tier_high", "rule", "words", "definition"],
    ...laddersShown().flatMap(([position, areas]) => {
      const line = data.documents[position];
      return line.levels.map((rung) => [areas.map((a) => data.areas[a].short).join("; "), line.path, line.year, rung.ordinal, rung.label, rung.low, rung.high, ruleWords(rung), rung.words.join("; "), rung.definition]);
    })];
}

/** The ladders as a drawing. */
function laddersChart() {
  const [left, step, row] = [180, 130, 20];
  let y = 40;
  const lines = laddersShown().flatMap(([position, areas]) => {
    const line = data.documents[position];
    const at = lanes(line.levels);
    const top = y;
    y += (Math.max(0, ...at) + 1) * row + 8;
    return [
      svg("text", { class: "map-area", x: left - 8, y: top + 14 }, list(areas.map((a) => data.areas[a].short)).slice(0, 28)),
      ...line.levels.flatMap((rung, n) => {
        const [x, wide] = [left + rung.low * step, (rung.high - rung.low + 1) * step - 4];
        return [
          svg("rect", { class: unmapped(rung.low, rung.high) ? "g-unmapped" : "f" + rung.low, x, y: top + at[n] * row, width: wide, height: row - 2 }),
          rung.high > rung.low && !unmapped(rung.low, rung.high) ? svg("rect", { class: "f" + rung.high, x: x + wide / 2, y: top + at[n] * row, width: wide / 2, height: row - 2 }) : null,
          svg("text", { class: "map-note", x: x + 5, y: top + at[n] * row + 13 }, rung.label.slice(0, Math.floor(wide / 6.5))),
        ];
      }),
    ];
  });
  const steps = data.tiers.map((tier, n) => svg("text", { class: "map-note", x: left + n * step, y: 24 }, n + " " + tier.slice(0, 19)));
  return svg("svg", { class: "chart", viewBox: "0 0 " + (left + 6 * step) + " " + (y + 10) }, steps, lines);
}

byId("ladders-find").addEventListener("input", drawLadders);
byId("ladders-save").append(...saves("ladders", laddersChart, ladderRows));
