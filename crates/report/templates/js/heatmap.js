// Which rows and columns the heatmap has, and what each cell looks like and says.

const byName = new Intl.Collator("en-GB").compare;

function matches(text, wanted) {
  return wanted.toLowerCase().split(/\s+/).every((word) => text.toLowerCase().includes(word));
}

/** Positions of the areas shown, in order. */
function areasShown() {
  const positions = data.areas.map((_, n) => n).filter((n) => {
    const area = data.areas[n];
    return (view.empty === "1" || hasDocument(n))
      && (view.region === "" || area.region === view.region)
      && matches(area.name + " " + area.short + " " + area.code, view.areas);
  });
  const name = (a, b) => byName(data.areas[a].short, data.areas[b].short);
  const region = (a, b) => byName(data.areas[a].region, data.areas[b].region);
  return positions.sort(view.rows === "region" ? (a, b) => region(a, b) || name(a, b) : name);
}

/** Positions of the needs shown, in order; those that cannot be compared vary least. */
function needsShown() {
  const positions = data.indicators.map((_, n) => n).filter((n) => {
    const need = data.indicators[n];
    return (view.domain === "" || data.domains[need.domain] === view.domain)
      && matches(need.label + " " + need.id, view.needs);
  });
  const differ = (n) => data.indicators[n].differ[MEASURES.indexOf(view.measure)] || [-1, -1];
  const orders = {
    domain: (a, b) => data.indicators[a].domain - data.indicators[b].domain || a - b,
    name: (a, b) => byName(data.indicators[a].label, data.indicators[b].label),
    variation: (a, b) => differ(b)[0] - differ(a)[0] || differ(b)[1] - differ(a)[1] || a - b,
  };
  return positions.sort(orders[view.columns] || orders.domain);
}

/** Runs of equal keys: `[key, length]`. */
function runs(keys) {
  const found = [];
  for (const key of keys) {
    const last = found[found.length - 1];
    if (last && last[0] === key) last[1] += 1;
    else found.push([key, 1]);
  }
  return found;
}

/** Classes, sign and words of a cell by the chosen colour and measure. */
function face(cell) {
  if (!cell) return { look: "s-none", sign: "", words: "not part of this edition" };
  const corner = cell.incomplete ? " incomplete" : "";
  const missing = cell.incomplete && cell.code !== "unreadable" ? "; pages missing" : "";
  if (cell.state !== PLACED) {
    const state = data.states[cell.state];
    return { look: "s-" + state.code + corner, sign: state.sign, words: state.words + missing };
  }
  const chosen = cell[view.measure];
  if (!chosen) return { look: "s-qualified" + corner, sign: "~", words: "placed only with a qualifier" + missing };
  const colour = view.colour === "local" ? "l" + Math.min(chosen.ordinal, 6) : paintOf(chosen.low, chosen.high);
  const more = view.measure === "entry" && cell.ordinals.length > 1 ? " and above" : "";
  return {
    look: "placed " + colour + corner,
    sign: String(chosen.ordinal),
    words: chosen.label + more + ", scale " + interval(chosen.low, chosen.high) + missing,
  };
}
