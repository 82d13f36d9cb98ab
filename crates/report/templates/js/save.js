// Tables as CSV files, charts as SVG and PNG files.

/** Quotes of documents may begin like a formula; an apostrophe keeps spreadsheets from running it. */
function csvField(value) {
  const text = String(value === null || value === undefined ? "" : value).replace(/\s+/g, " ").trim();
  const safe = /^[=+\-@]./.test(text) && !/^-?\d/.test(text) ? "'" + text : text;
  return /[",]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
}

function saveBlob(name, blob) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/** RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read it. */
function saveCsv(name, rows) {
  const text = "\ufeff" + rows.map((row) => row.map(csvField).join(",")).join("\r\n") + "\r\n";
  saveBlob(name + "-" + year() + ".csv", new Blob([text], { type: "text/csv" }));
}

/** Properties by which the style sheets paint a chart. */
const PAINT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline"];

/** A chart as a file of its own: what the style sheets say is written into it. */
function standalone(chart) {
  const copy = chart.cloneNode(true);
  const [from, to] = [chart, copy].map((root) => [root, ...root.querySelectorAll("*")]);
  from.forEach((element, n) => {
    const look = getComputedStyle(element);
    for (const name of PAINT) to[n].setAttribute(name, look.getPropertyValue(name));
    to[n].removeAttribute("class");
  });
  for (const anchor of copy.querySelectorAll("a")) anchor.replaceWith(...anchor.childNodes);
  const [, , width, height] = chart.getAttribute("viewBox").split(" ").map(Number);
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.prepend(svg("rect", { width, height, fill: "#ffffff" }));
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function saveSvg(name, chart) {
  saveBlob(name + "-" + year() + ".svg", new Blob([standalone(chart).text], { type: "image/svg+xml" }));
}

/** A picture at twice the size of the drawing, but no larger than browsers can paint. */
function savePng(name, chart) {
  const { text, width, height } = standalone(chart);
  const scale = Math.min(2, 8000 / Math.max(width, height));
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => saveBlob(name + "-" + year() + ".png", blob), "image/png");
  });
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
}

/** Runs something with a drawing that stands on the page only meanwhile, so that it has its style. */
function whileDrawn(drawn, run) {
  const stage = el("div", { class: "unseen", "aria-hidden": "true" }, drawn);
  document.body.append(stage);
  run(drawn);
  stage.remove();
}

/** Buttons that save a chart (drawn when asked for) and its data. */
function saves(name, chart, rows) {
  const save = (run) => () => {
    const drawn = chart();
    if (drawn.isConnected) run(name, drawn);
    else whileDrawn(drawn, () => run(name, drawn));
  };
  return [
    chart ? action("SVG", save(saveSvg), "download") : null,
    chart ? action("PNG", save(savePng), "download") : null,
    rows ? action("CSV", () => saveCsv(name, rows()), "download") : null,
  ].filter(Boolean).map((button) => {
    button.setAttribute("aria-label", "Save " + name.replace(/-/g, " ") + " as " + button.textContent);
    return button;
  });
}
