// Where a quote stands on its page: the passages around it as they lie, drawn from what was
// read, with the page as a whole beside it.

/** Points kept around the passage. */
const AROUND = { x: 90, y: 60, width: 380, height: 150 };

/** Passages of a page as boxes with their texts; those that share a box are joined. */
function boxesOf(found, number, quoted) {
  const boxes = new Map();
  for (const entry of found.sheets[number].passages) {
    const passage = typeof entry === "number" ? found.passages[entry] : null;
    const [box, text, says] = passage ? [passage.box, passage.text, passage.level.from ? passage.level.from.says : []] : entry;
    const key = box.join(",");
    if (!boxes.has(key)) boxes.set(key, { box, texts: [], says, quoted: false });
    const held = boxes.get(key);
    held.texts.push({ text, quoted: entry === quoted });
    held.quoted = held.quoted || entry === quoted;
  }
  return [...boxes.values()];
}

/** The part of the page that is shown: left, top, width, height. */
function windowAround([x0, y0, x1, y1], [pageWidth, pageHeight]) {
  const width = Math.min(pageWidth, Math.max(AROUND.width, x1 - x0 + 2 * AROUND.x));
  const height = Math.min(pageHeight, Math.max(AROUND.height, Math.min(y1 - y0, 220) + 2 * AROUND.y));
  const left = Math.max(0, Math.min((x0 + x1 - width) / 2, pageWidth - width));
  const top = Math.max(0, Math.min(y0 - AROUND.y, pageHeight - height));
  return [left, top, width, height];
}

/** Words broken into lines of at most so many characters; a word keeps its mark. */
function brokenLines(texts, most) {
  const lines = [[]];
  let used = 0;
  for (const { text, quoted } of texts) {
    for (const word of text.split(/\s+/).filter(Boolean)) {
      if (used > 0 && used + word.length > most) {
        lines.push([]);
        used = 0;
      }
      lines[lines.length - 1].push({ word, quoted });
      used += word.length + 1;
    }
  }
  return lines;
}

/** Letters are about half as wide as they are high: the largest size at which the text fits its box. */
function fitted(texts, width, height) {
  for (let size = 11; size > 4; size -= 0.5) {
    const lines = brokenLines(texts, Math.max(4, Math.floor(width / (size * 0.5))));
    if (lines.length * size * 1.15 <= Math.max(height, size * 1.15) + 1) return { size, lines };
  }
  return { size: 4, lines: brokenLines(texts, Math.max(4, Math.floor(width / 2))) };
}

function boxDrawing({ box: [x0, y0, x1, y1], texts, says, quoted }) {
  const { size, lines } = fitted(texts, x1 - x0, y1 - y0);
  return svg("g", { class: quoted ? "sheet-box sheet-quoted" : "sheet-box" },
    svg("rect", { x: x0 - 2, y: y0 - 1, width: x1 - x0 + 4, height: y1 - y0 + 2 }),
    says.length ? svg("text", { class: "sheet-level", x: x0 - 5, y: y0 + 7 }, says.length > 1 ? says[0] + "–" + says[says.length - 1] : String(says[0])) : null,
    lines.map((line, n) => svg("text", { class: "sheet-text", x: x0, y: y0 + size * (0.9 + n * 1.15), "font-size": size },
      line.map(({ word, quoted: own }, at) => (quoted && own && texts.length > 1 ? svg("tspan", { class: "sheet-own" }, (at ? " " : "") + word) : (at ? " " : "") + word)))));
}

/** The surroundings of a quoted passage (by position), or null where the page is not known. */
function sheetDrawing(found, position) {
  const passage = found.passages[position];
  const sheet = found.sheets[passage.page];
  if (!sheet) return null;
  const boxes = boxesOf(found, passage.page, position);
  const goesOn = (passage.further || []).filter(([page]) => page === passage.page)
    .map(([, [x0, y0, x1, y1]]) => svg("rect", { class: "sheet-goes-on", x: x0 - 2, y: y0 - 1, width: x1 - x0 + 4, height: y1 - y0 + 2 }));
  const view = windowAround(passage.box, sheet.size);
  const [width, height] = sheet.size;
  const whole = svg("svg", { class: "sheet-whole", viewBox: "0 0 " + width + " " + height, "aria-hidden": "true" },
    svg("rect", { class: "sheet-paper", width, height }),
    boxes.map(({ box: [x0, y0, x1, y1], quoted }) => svg("rect", { class: quoted ? "sheet-here" : "sheet-else", x: x0, y: y0, width: x1 - x0, height: y1 - y0 })),
    goesOn.map((box) => box.cloneNode()),
    svg("rect", { class: "sheet-window", x: view[0], y: view[1], width: view[2], height: view[3] }));
  const part = svg("svg", { class: "sheet", viewBox: view.join(" "), role: "img", "aria-label": "Where the passage stands on page " + passage.page },
    svg("rect", { class: "sheet-paper", width, height }), boxes.map(boxDrawing), goesOn);
  return el("details", { class: "sheet-details", open: true }, el("summary", { class: "small" }, "Where it stands on page " + passage.page),
    el("div", { class: "sheet-frame" }, part, whole),
    el("p", { class: "small quiet" }, "Drawn from the words and boxes that were read; figures at the left are levels. The PDF itself decides."));
}
