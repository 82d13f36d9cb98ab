// Which rows and columns the heatmap has, its choices, and its picture and table as files.

const controls = byId("controls");
const CHOICES = ["colour", "measure", "rows", "columns", "region", "domain", "areas", "needs", "empty"];

/** Positions of the areas shown, in order. */
function areasShown() {
  const held = data.years[yearAt.get(year())].cells;
  const shownAreas = [...data.areas.keys()].filter((n) => {
    const area = data.areas[n];
    return held[n].length > 0 && (shown.empty === "1" || hasDocument(year(), n))
      && (shown.region === "" || area.region === shown.region)
      && matches(area.name + " " + area.short + " " + area.code, shown.areas);
  });
  const name = (a, b) => byName(data.areas[a].short, data.areas[b].short);
  const region = (a, b) => byName(data.areas[a].region, data.areas[b].region);
  const placed = new Map(shown.rows === "placed" ? shownAreas.map((a) => [a, held[a].filter((raw) => Array.isArray(raw) && raw[0] === PLACED).length]) : []);
  const orders = { region: (a, b) => region(a, b) || name(a, b), name, placed: (a, b) => placed.get(b) - placed.get(a) || name(a, b) };
  return shownAreas.sort(orders[shown.rows]);
}

/** Positions of the needs shown, in order. */
function needsShown() {
  const shownNeeds = [...data.indicators.keys()].filter((n) => {
    const need = data.indicators[n];
    return (shown.domain === "" || data.domains[need.domain] === shown.domain) && matches(need.label + " " + need.id, shown.needs);
  });
  const rank = new Map(shown.columns === "variation" ? byVariation(shown.measure).map((n, at) => [n, at]) : []);
  const orders = {
    domain: (a, b) => data.indicators[a].domain - data.indicators[b].domain || a - b,
    name: (a, b) => byName(data.indicators[a].label, data.indicators[b].label),
    variation: (a, b) => rank.get(a) - rank.get(b),
  };
  return shownNeeds.sort(orders[shown.columns]);
}

/** Look, sign and words of a cell as the heatmap shows it. */
function cellFace(a, n) {
  return shown.colour === "change" ? changeFace(a, n) : face(cellOf(year(), a, n), shown.colour, shown.measure);
}

function tellCounts(areas, needs) {
  const held = data.years[yearAt.get(year())].cells;
  const without = [...data.areas.keys()].filter((n) => held[n].length && !hasDocument(year(), n)).length;
  const hidden = without > 0 && shown.empty !== "1" ? "; " + count(without, "area") + " without a document left out" : "";
  byId("heatmap-count").textContent = count(areas.length, "area") + " by " + count(needs.length, "need") + ", " + year() + hidden + ".";
}

/** One row a cell of the heatmap, as filtered and sorted. */
function heatmapRows() {
  const head = ["area_code", "area", "region", "year", "indicator", "need", "state", "incomplete", "measure", "level_ordinal", "level_label", "tier_low", "tier_high", "shown_as"];
  const needs = needsShown();
  const rows = areasShown().flatMap((a) => needs.map((n) => {
    const [area, need, cell] = [data.areas[a], data.indicators[n], cellOf(year(), a, n)];
    if (!cell) return null;
    const at = cell[shown.measure];
    return [area.code, area.short, area.region, year(), need.id, need.label, cell.code, cell.incomplete, shown.measure,
      ...(at ? [at.ordinal, at.label, at.low, at.high] : ["", "", "", ""]), cellFace(a, n).words];
  }));
  return [head, ...rows.filter(Boolean)];
}

/** The heatmap as a drawing, as filtered and sorted. */
function heatmapChart() {
  const [areas, needs] = [areasShown(), needsShown()];
  const [left, top, size, row] = [150, 210, 22, 18];
  const names = needs.map((n, x) => svg("text", { class: "map-need", transform: "translate(" + (left + x * size + size / 2 + 4) + " " + (top - 6) + ") rotate(-90)" }, data.indicators[n].label.slice(0, 40)));
  const lines = areas.flatMap((a, y) => [
    svg("text", { class: "map-area", x: left - 6, y: top + y * row + 13 }, data.areas[a].short),
    ...needs.map((n, x) => {
      const { look, sign } = cellFace(a, n);
      const at = shown.colour === "canonical" && look.startsWith("placed") ? cellOf(year(), a, n)[shown.measure] : null;
      const known = at && !unmapped(at.low, at.high);
      const [cx, cy] = [left + x * size, top + y * row];
      const paint = known ? "f" + at.low : look.split(" ").map((part) => "g-" + part).join(" ");
      return [
        svg("rect", { class: "map-cell " + paint, x: cx, y: cy, width: size - 1, height: row - 1 }),
        known && at.high !== at.low ? svg("rect", { class: "map-cell f" + at.high, x: cx + size / 2, y: cy, width: size / 2 - 1, height: row - 1 }) : null,
        svg("text", { class: "map-sign", x: cx + size / 2, y: cy + 13 }, sign),
      ];
    }),
  ]);
  const [width, height] = [left + needs.length * size + 10, top + areas.length * row + 30];
  return svg("svg", { class: "chart heatmap-chart", viewBox: "0 0 " + width + " " + height }, names, lines,
    svg("text", { class: "map-note", x: 6, y: height - 8 }, "Threshold documents, " + year() + ": " + (shown.colour === "change" ? "change since " + yearBefore() : measureWords(shown.measure)) + "; figures are levels of each area’s own ladder."));
}

function showChoices() {
  for (const name of CHOICES) {
    const control = controls.elements[name];
    if (control.type === "checkbox") control.checked = shown[name] === "1";
    else if (control.value !== shown[name]) control.value = shown[name];
  }
  for (const legend of document.querySelectorAll("[data-legend]")) legend.hidden = !legend.dataset.legend.split(" ").includes(shown.colour);
}

function takeChoices() {
  const given = new FormData(controls);
  choose(Object.fromEntries(CHOICES.map((name) => [name, given.get(name) || USUAL[name]])));
}

let waiting = 0;
controls.addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(takeChoices, event.target.type === "search" ? 150 : 0);
});
controls.addEventListener("submit", (event) => event.preventDefault());
controls.addEventListener("reset", () => setTimeout(() => {
  choose(Object.fromEntries(CHOICES.map((name) => [name, USUAL[name]])));
}, 0));

fillChoice(controls.elements.measure, data.measures);
fillChoice(controls.elements.region, [...new Set(data.areas.map((area) => area.region))].sort(byName).map((name) => [name, name]));
fillChoice(controls.elements.domain, data.domains.map((name) => [name, name]));
if (YEARS.length < 2) controls.elements.colour.querySelector("[value=change]").remove();
controls.elements.empty.closest("label").hidden = YEARS.every((of) => data.areas.every((_, n) => hasDocument(of, n)));
byId("heatmap-save").append(...saves("heatmap", heatmapChart, heatmapRows));
