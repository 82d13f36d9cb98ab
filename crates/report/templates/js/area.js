// One area: its documents, its ladder, and each need beside all the other areas.

/** Words for where an area stands among the others that place a need. */
function amongOthers(a, n, at) {
  const tally = { lower: 0, higher: 0, all: 0 };
  for (const b of data.areas.keys()) {
    const other = b === a ? null : cellOf(year(), b, n);
    const theirs = other && other.entry;
    if (!theirs || unmapped(theirs.low, theirs.high)) continue;
    tally.all += 1;
    if (theirs.high < at.low) tally.lower += 1;
    else if (theirs.low > at.high) tally.higher += 1;
  }
  return tally;
}

function amongWords({ lower, higher, all }) {
  if (all === 0) return "no other area places it";
  if (lower === 0 && higher === 0) return "certainly apart from none of " + all;
  return list([lower ? "certainly above " + lower : null, higher ? "certainly below " + higher : null].filter(Boolean)) + " of " + all;
}

function areaNeeds(a) {
  const area = data.areas[a];
  const rows = data.indicators.map((need, n) => ({ need, n, cell: cellOf(year(), a, n) })).filter(({ cell }) => cell && cell.state === PLACED && cell.entry);
  return data.domains.map((domain, d) => {
    const own = rows.filter(({ need }) => need.domain === d);
    if (own.length === 0) return null;
    return [el("h3", null, domain), scrollable(domain, table("list profile", ["Need", "Lowest level", "On the one scale", "All areas, this one framed", "Among the others"], own.map(({ need, n, cell }) => {
      const at = cell.entry;
      const known = !unmapped(at.low, at.high);
      return [
        link("cell", area.code + "/" + need.id, need.label),
        [at.label, cell.ordinals.length > 1 ? el("span", { class: "quiet" }, " and above") : null],
        [swatch(at.low, at.high), " " + interval(at.low, at.high)],
        distributionChart(distribution(year(), n, "entry"), { width: 132, height: 28, bare: true, mark: known ? at : null }),
        known ? amongWords(amongOthers(a, n, at)) : "cannot be mapped",
      ];
    })), "sideways")];
  });
}

/** The needs that are not placed, by state. */
function areaSilences(a) {
  const needs = data.indicators.map((need, n) => ({ need, cell: cellOf(year(), a, n) })).filter(({ cell }) => cell);
  return data.states.map((state, s) => ({ state, held: needs.filter(({ cell }) => cell.state === s) }))
    .filter(({ state, held }) => held.length && state.code !== "placed")
    .map(({ state, held }) => el("details", null,
      el("summary", null, stateSwatch(state), " " + count(held.length, "need") + ": " + state.words),
      el("p", { class: "small" }, state.meaning),
      el("ul", { class: "columns" }, held.map(({ need }) => el("li", null, link("cell", data.areas[a].code + "/" + need.id, need.label))))));
}

function areaDocument(position) {
  const line = data.documents[position];
  const shared = areasOf(year(), position);
  return el("section", { class: "card" },
    el("h3", null, line.title),
    el("p", { class: "small" }, line.date ? "Dated " + line.date + ". " : "Date unknown. ", line.version ? "Version " + line.version + ". " : "", pdfLink(line, null, "Open the PDF") || line.path,
      shared.length > 1 ? " Shared by " + list(shared) + "." : ""),
    line.notes.map((note) => el("p", { class: "small note" }, note)),
    ladderStrip(line),
    el("p", { class: "searched" }, searchedWords(line)));
}

function areaChanges(a) {
  if (yearBefore() === null) return null;
  const tally = changeTally([a], [...data.indicators.keys()], yearBefore(), year());
  const words = Object.entries(tally).filter(([kind, held]) => held > 0 && kind !== "none").map(([kind, held]) => held + " " + CHANGES[kind][2]);
  return el("p", null, "Since " + yearBefore() + ": " + (words.length ? list(words) : "nothing to compare") + ". ", link("change", "", "What changed everywhere"), ".");
}

/** How the area stands to the others over all needs, in the newest year. */
function areaStanding(a) {
  const profile = data.profiles[a];
  if (!profile || year() !== data.edition || profile.comparisons === 0) return null;
  const of = (part) => percent(part, profile.comparisons) + " (" + part.toLocaleString("en-GB") + ")";
  return [
    el("p", null, "In " + profile.comparisons.toLocaleString("en-GB") + " comparisons of a need with " + count(profile.texts, "independent text") + ", this area certainly names the need at a higher level in " + of(profile.higher) + " and at a lower one in " + of(profile.lower) + "."),
    profile.similar.length ? el("p", null, "Most similar: ", profile.similar.map((other, at) => [at ? "; " : "",
      link("area", data.areas[other.area].code, data.areas[other.area].short),
      other.same_text ? " (the same text)" : " (" + other.equal + " of " + count(other.common, "common need") + " at the same place, " + other.different + " certainly apart)"]), ".") : null,
  ];
}

function areaRows(a) {
  const head = ["area_code", "area", "year", "indicator", "need", "state", "lowest_level", "tier_low", "tier_high", "others_certainly_below", "others_certainly_above", "others_compared"];
  return [head, ...data.indicators.map((need, n) => {
    const cell = cellOf(year(), a, n);
    if (!cell) return null;
    const at = cell.entry;
    const tally = at && !unmapped(at.low, at.high) ? amongOthers(a, n, at) : null;
    return [data.areas[a].code, data.areas[a].short, year(), need.id, need.label, cell.code, ...(at ? [at.label, at.low, at.high] : ["", "", ""]), ...(tally ? [tally.lower, tally.higher, tally.all] : ["", "", ""])];
  }).filter(Boolean)];
}

function drawArea() {
  const usual = [...data.areas.keys()].find((n) => hasDocument(year(), n)) ?? 0;
  const a = areaAt.get(shown.value) ?? usual;
  const area = data.areas[a];
  if (!area) return;
  byId("area-choice").value = area.code;
  byId("area-title").textContent = area.name;
  const documents = documentsOf(year(), a);
  const placed = data.indicators.filter((_, n) => (cellOf(year(), a, n) || {}).state === PLACED).length;
  byId("area-body").replaceChildren(...[
    el("p", { class: "lead" }, area.region + " · " + area.code + " · " + year() + ". ", documents.length ? count(placed, "need") + " of " + data.indicators.length + " placed." : "No document of this area counts in " + year() + "."),
    areaStanding(a),
    areaChanges(a),
    documents.length ? [el("h2", null, documents.length === 1 ? "Its document and ladder" : "Its documents and ladders"), el("div", { class: "cards documents" }, documents.map(areaDocument))] : null,
    placed ? [el("div", { class: "title-row" }, el("h2", null, "Its needs beside the other areas"), el("p", { class: "save" }, saves(area.short.toLowerCase().replace(/\W+/g, "-") + "-profile", null, () => areaRows(a)))),
      el("p", { class: "small" }, "A higher level is not always worse: it may mean more certain statutory help, or less early help. Areas that share a document count one by one here.")] : null,
    areaNeeds(a),
    el("h2", null, "Not placed"),
    areaSilences(a),
  ].flat(Infinity).filter(Boolean));
}

[...new Set(data.areas.map((area) => area.region))].sort(byName).forEach((region) => {
  const group = el("optgroup", { label: region });
  fillChoice(group, data.areas.filter((area) => area.region === region).sort((x, y) => byName(x.short, y.short)).map((area) => [area.code, area.short]));
  byId("area-choice").append(group);
});
byId("area-choice").addEventListener("change", (event) => go({ view: "area", value: event.target.value, cell: null }));
