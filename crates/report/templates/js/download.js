// Tables as CSV files (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read it).

/** Quotes of documents may begin like a formula; an apostrophe keeps spreadsheets from running it. */
function csvField(value) {
  const text = String(value).replace(/\s+/g, " ").trim();
  const safe = /^[=+\-@]./.test(text) ? "'" + text : text;
  return /[",]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
}

function saveCsv(name, rows) {
  const text = "\ufeff" + rows.map((row) => row.map(csvField).join(",")).join("\r\n") + "\r\n";
  const href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const anchor = el("a", { href, download: name + "-" + data.edition + ".csv" });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/** The rows of a table that are shown. */
function tableRows(table) {
  const rows = [...table.rows].filter((row) => !row.parentElement.hidden);
  return rows.map((row) => [...row.cells].map((cell) => cell.textContent));
}

/** One row a cell of the heatmap, as filtered and sorted. */
function heatmapRows() {
  const head = ["area_code", "area", "indicator", "need", "state", "incomplete", "measure", "level_ordinal", "level_label", "tier_low", "tier_high"];
  const needs = needsShown();
  const rows = areasShown().flatMap((a) => needs.map((n) => {
    const [area, need, cell] = [data.areas[a], data.indicators[n], cellOf(a, n)];
    if (!cell) return null;
    const found = cell[view.measure];
    return [area.code, area.short, need.id, need.label, cell.code, cell.incomplete, view.measure,
      ...(found ? [found.ordinal, found.label, found.low, found.high] : ["", "", "", ""])];
  }));
  return [head, ...rows.filter(Boolean)];
}

for (const button of document.querySelectorAll("button[data-table]")) {
  button.addEventListener("click", () => saveCsv(button.dataset.name, tableRows(byId(button.dataset.table))));
}
byId("download-heatmap").addEventListener("click", () => saveCsv("heatmap", heatmapRows()));
