// Charts of one need: how areas spread over the scale, and shares of pairs with their interval.

let hatchings = 0;

/** The hatching of what is possible only, and its address: each drawing has its own, because one in a hidden view paints nothing. */
function hatching() {
  hatchings += 1;
  const id = "hatching-" + hatchings;
  const defs = svg("defs", null, svg("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { class: "hatch-ground", width: 5, height: 5 }), svg("rect", { class: "hatch-line", width: 2, height: 5 })));
  return { defs, fill: "url(#" + id + ")" };
}

/** `5 certainly and 3 possibly on 2, targeted early help; ...`. */
function distributionWords(found) {
  const steps = found.steps.map(({ certain, possible }, step) => (certain + possible === 0 ? null
    : "step " + step + ": " + certain + (possible ? " and possibly " + possible + " more" : ""))).filter(Boolean);
  return count(found.placed, "area") + " placing it. " + steps.join(", ") + (steps.length ? "." : "");
}

/**
 * Bars over the six steps: solid for areas that certainly stand there, hatched for those that
 * may. `mark` is an interval to point at.
 */
function distributionChart(found, { width = 300, height = 96, bare = false, mark = null, most = 0 } = {}) {
  const foot = bare ? 2 : 18;
  const head = bare ? 2 : 16;
  const step = width / 6;
  const top = Math.max(1, most, ...found.steps.map(({ certain, possible }) => certain + possible));
  const scale = (height - head - foot) / top;
  const { defs, fill } = hatching();
  const bars = found.steps.flatMap(({ certain, possible }, n) => {
    const solid = certain * scale;
    const open = possible * scale;
    const [x, base, wide] = [n * step + 2, height - foot, step - 4];
    return [
      svg("rect", { class: "bar-ground", x, y: head, width: wide, height: height - head - foot }),
      certain ? svg("rect", { class: "bar-solid f" + n, x, y: base - solid, width: wide, height: solid }) : null,
      possible ? svg("rect", { class: "bar-open f" + n, x, y: base - solid - open, width: wide, height: open }) : null,
      possible ? svg("rect", { fill, x, y: base - solid - open, width: wide, height: open }) : null,
      bare ? null : svg("text", { class: "bar-number", x: x + wide / 2, y: base - solid - open - 4 },
        possible ? certain + "–" + (certain + possible) : String(certain)),
      bare ? null : svg("text", { class: "bar-step", x: x + wide / 2, y: height - 5 }, String(n)),
    ];
  });
  const pointer = mark ? svg("rect", { class: "pointer", x: mark.low * step + 1, y: head - 1, width: (mark.high - mark.low + 1) * step - 2, height: height - head - foot + 2 }) : null;
  return svg("svg", { class: "chart distribution", viewBox: "0 0 " + width + " " + height, role: "img", "aria-label": distributionWords(found) },
    found.steps.some(({ possible }) => possible) ? defs : null, bars.filter(Boolean), pointer,
    svg("line", { class: "statutory-line", x1: step * 3, x2: step * 3, y1: head, y2: height - foot }));
}

/** A bar of the shares of pairs that differ certainly and possibly, with the interval of the first. */
function sharesChart(spread, width = 160) {
  const of = (part) => (part / spread.pairs) * width;
  const [certain, possible] = [of(spread.certain), of(spread.possible)];
  const whisker = spread.interval ? spread.interval.map((share) => share * width) : null;
  return svg("svg", { class: "chart shares", viewBox: "0 0 " + width + " 14", preserveAspectRatio: "xMinYMid", role: "img", "aria-label": sharesWords(spread) },
    svg("rect", { class: "bar-ground", width, height: 14 }),
    svg("rect", { class: "share-certain", width: certain, height: 14 }),
    svg("rect", { class: "share-possible", x: certain, width: possible, height: 14 }),
    whisker ? svg("path", { class: "whisker", d: "M" + whisker[0] + " 7H" + whisker[1] + "M" + whisker[0] + " 3v8M" + whisker[1] + " 3v8" }) : null);
}

function sharesWords(spread) {
  return percent(spread.certain, spread.pairs) + " of " + count(spread.pairs, "pair") + " of texts certainly differ"
    + (spread.interval ? " (95% interval " + spread.interval.map((share) => Math.round(share * 100) + "%").join(" to ") + ")" : "")
    + ", a further " + percent(spread.possible, spread.pairs) + " possibly";
}

/** What a need's figures say in sentences. */
function needSentence(found) {
  if (found.placed === 0) return "No area with a document places it.";
  const parts = [];
  if (found.below) parts.push(found.below + " below child in need");
  if (found.statutory) parts.push(found.statutory + " at child in need or above");
  if (found.across) parts.push(found.across + " on a level that spans both");
  if (found.unmapped) parts.push(found.unmapped + " on a level that cannot be mapped");
  return "Of " + count(found.placed, "area") + " that name it: " + list(parts) + ".";
}

/** What the bars mean, once a view. */
function barLegend() {
  return el("ul", { class: "scale-legend" },
    data.tiers.map((tier, n) => el("li", null, el("span", { class: "swatch t" + n }, String(n)), " ", tier)),
    el("li", null, el("span", { class: "swatch hatch" }), " may stand there: the area’s level covers several steps"),
    el("li", null, "The broken line parts early help from statutory help."));
}
