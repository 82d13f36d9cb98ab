// The one scale: intervals, their colours and their words; and what a cell looks like and says.

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

/** `R1: the level's own definition ...`. */
function ruleWords(rung) {
  return rung.rule + ": " + data.rules[rung.rule];
}

function swatch(low, high) {
  return el("span", { class: "swatch " + paintOf(low, high), "aria-hidden": "true" });
}

function stateSwatch(state) {
  return el("span", { class: "swatch s-" + state.code, "aria-hidden": "true" }, state.sign);
}

/** Classes, sign and words of a cell by the chosen colour and measure. */
function face(cell, colour, measure) {
  if (!cell) return { look: "s-none", sign: "", words: "not part of this edition" };
  const corner = cell.incomplete ? " incomplete" : "";
  const missing = cell.incomplete && cell.code !== "unreadable" ? "; pages missing" : "";
  if (cell.state !== PLACED) {
    const state = data.states[cell.state];
    return { look: "s-" + state.code + corner, sign: state.sign, words: state.words + missing };
  }
  const chosen = cell[measure];
  if (!chosen) return { look: "s-qualified" + corner, sign: "~", words: "placed only with a qualifier" + missing };
  const paint = colour === "local" ? "l" + Math.min(chosen.ordinal, 6) : paintOf(chosen.low, chosen.high);
  const more = measure === "entry" && cell.ordinals.length > 1 ? " and above" : "";
  const sign = String(chosen.ordinal);
  const rung = chosen.label.includes(sign) ? "" : ", level " + sign;
  return {
    look: "placed " + paint + corner,
    sign,
    words: chosen.label + rung + more + ", scale " + interval(chosen.low, chosen.high) + missing,
  };
}

/** Kinds of change: class, sign, words. */
const CHANGES = {
  up: ["c-up", "▲", "certainly at a higher level"],
  down: ["c-down", "▼", "certainly at a lower level"],
  moved: ["c-moved", "≈", "possibly moved"],
  same: ["c-same", "=", "the same"],
  new: ["c-new", "+", "newly named"],
  gone: ["c-gone", "−", "no longer named"],
  none: ["c-none", "", "nothing to compare"],
};

/** How a cell changed from one year to another, by the entry level. */
function changeOf(before, after) {
  const silent = (cell) => cell && !cell.incomplete && cell.state > PLACED && cell.state !== UNREADABLE;
  if (!before || !after) return "none";
  if (before.state === PLACED && silent(after)) return "gone";
  if (after.state === PLACED && silent(before)) return "new";
  const [from, to] = [before.entry, after.entry];
  if (!from || !to || unmapped(from.low, from.high) || unmapped(to.low, to.high)) return "none";
  if (to.low > from.high) return "up";
  if (to.high < from.low) return "down";
  return to.low === from.low && to.high === from.high ? "same" : "moved";
}

/** Classes, sign and words of a cell as a change since the year compared. */
function changeFace(area, need) {
  const before = yearBefore();
  const now = cellOf(year(), area, need);
  const was = before === null ? null : cellOf(before, area, need);
  const [look, sign, words] = CHANGES[changeOf(was, now)];
  const levels = [was, now].map((cell) => (cell && cell.entry ? cell.entry.label : cell ? data.states[cell.state].words : "no cell"));
  return { look, sign, words: words + " (" + (before === null ? "no earlier year" : before + " " + levels[0]) + "; " + year() + " " + levels[1] + ")" };
}

/** Areas of a need on each step of the scale: certainly, and possibly; and those on none. */
function distribution(of, need, measure, areas) {
  const steps = data.tiers.map(() => ({ certain: 0, possible: 0 }));
  const found = { steps, placed: 0, mapped: 0, below: 0, statutory: 0, across: 0, unmapped: 0, silent: 0, other: 0, documents: 0 };
  for (const a of areas || data.areas.keys()) {
    const cell = cellOf(of, a, need);
    if (!cell || cell.state === NO_DOCUMENT) continue;
    found.documents += 1;
    const at = cell[measure];
    if (!at) {
      if (cell.code === "not_mentioned" && !cell.incomplete) found.silent += 1;
      else found.other += 1;
      continue;
    }
    found.placed += 1;
    if (unmapped(at.low, at.high)) {
      found.unmapped += 1;
      continue;
    }
    found.mapped += 1;
    if (at.high <= 2) found.below += 1;
    else if (at.low >= 3) found.statutory += 1;
    else found.across += 1;
    for (let step = at.low; step <= at.high; step += 1) steps[step][at.low === at.high ? "certain" : "possible"] += 1;
  }
  return found;
}
