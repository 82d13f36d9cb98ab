// What was read, what was not, and which cells that touches.

function qualityTally() {
  const tally = new Map();
  for (const file of data.files) {
    const fate = file.outcome + ", " + (file.counts ? "used" : "not used");
    tally.set(fate, (tally.get(fate) || 0) + 1);
  }
  return el("ul", { class: "tally" }, [...tally].map(([fate, held]) => el("li", null, el("strong", null, held.toLocaleString("en-GB")), " " + fate)));
}

/** Areas whose documents have unread or doubtful pages, with the silences that this puts in doubt. */
function affectedAreas() {
  return [...data.areas.keys()].map((a) => {
    const lines = documentsOf(year(), a).map((position) => data.documents[position]);
    const cells = data.indicators.map((_, n) => cellOf(year(), a, n)).filter(Boolean);
    return {
      a,
      unread: lines.reduce((sum, line) => sum + line.unread.length, 0),
      doubtful: lines.flatMap((line) => line.doubtful),
      incomplete: cells.filter((cell) => cell.incomplete).length,
      silent: cells.filter((cell) => cell.incomplete && cell.state !== PLACED).length,
    };
  }).filter(({ unread, doubtful, incomplete }) => unread || doubtful.length || incomplete);
}

function affectedTable() {
  const rows = affectedAreas();
  if (rows.length === 0) return el("p", null, "Every page of every document in use was read without doubt.");
  return scrollable("Areas with doubtful pages", table("list", ["Area", "Pages not read", "Pages read with doubt", "Cells marked", "Of them silent: their silence means nothing"], rows.map(({ a, unread, doubtful, incomplete, silent }) => [
    link("area", data.areas[a].code, data.areas[a].short), String(unread),
    doubtful.length ? doubtful.map(([page, why]) => page + (why ? " (" + why + ")" : "")).join(", ") : "0", String(incomplete), String(silent)])), "sideways");
}

function fileTable() {
  return table("files", ["File", "Areas", "Year", "Outcome", "Used", "Pages", "Pages not read", "Doubtful", "Why"], data.files.map((file) => {
    const names = file.areas.map((code) => (areaAt.has(code) ? data.areas[areaAt.get(code)].short : code));
    const unread = file.unread.map(([page, why]) => page + (why ? " (" + why + ")" : "")).join(", ");
    return [
      [file.url ? el("a", { href: file.url, rel: "noopener noreferrer" }, file.path) : file.path, file.title && file.title !== file.path ? el("span", { class: "quiet block" }, file.title) : null],
      names.join(", ") || "–", String(file.year || "–"), file.outcome, file.used, String(file.pages), unread || (file.complete ? "none" : "the whole file"), String(file.doubtful), file.reason,
    ];
  }));
}

function drawQuality() {
  byId("quality-body").replaceChildren(
    qualityTally(),
    el("h2", null, "What that affects, " + year()), affectedTable(),
    el("h2", null, "Every file"), scrollable("Files", fileTable()));
}

byId("quality-save").append(...saves("files", null, () => [
  ["path", "areas", "year", "outcome", "used", "pages", "pages_not_read", "doubtful_pages", "reason"],
  ...data.files.map((file) => [file.path, file.areas.join("; "), file.year, file.outcome, file.used, file.pages, file.unread.map(([page]) => page).join("; "), file.doubtful, file.reason]),
]));
