// The words behind a cell: quotes with the match marked, how each level was told, what was
// withheld, and what was searched.

/** The quoted passage with the matched words marked. */
function quoted(passage, mention) {
  if (!mention.at) return el("blockquote", null, passage.text);
  const [start, end] = mention.at;
  return el("blockquote", null,
    passage.text.slice(0, start), el("mark", null, passage.text.slice(start, end)), passage.text.slice(end));
}

/** A link to the published PDF, else to the file in the corpus where the report knows its place; else null. */
function pdfLink(line, page, words) {
  const file = line.url ? line.url.split("#")[0] : data.corpus ? data.corpus + line.path.split("/").map(encodeURIComponent).join("/") : null;
  if (!file) return null;
  return el("a", { href: file + (page ? "#page=" + page : ""), rel: "noopener noreferrer" }, words);
}

function pageLink(line, passage) {
  const words = passage.page_end ? "pages " + passage.page + "–" + passage.page_end : "page " + passage.page;
  return pdfLink(line, passage.page, words + (line.url ? " of the published PDF" : " of the PDF")) || words + " of " + line.path;
}

/** How sure the text recogniser was of a passage from a scan. */
function recognised(passage) {
  return passage.confidence === undefined ? "" : ", read by OCR with confidence " + passage.confidence + " of 100";
}

function groundWords(ground) {
  return ground.kind + ", “" + ground.words + "” on page " + ground.page
    + (ground.says.length ? ", which says " + (ground.says.length === 1 ? "level " : "levels ") + list(ground.says.map(String)) : "");
}

function levelReason(passage) {
  const { from, runner_up: second, untold } = passage.level;
  if (!from) return "No level: " + untold + ".";
  return "Level read from " + groundWords(from) + "." + (second ? " Next best, and set aside: " + groundWords(second) + "." : " Nothing near it says otherwise.");
}

/** How sure the reading of a passage is: its page's grade, and whether other evidence disagrees. */
function readingWords(line, passage) {
  const doubt = line.doubtful.find(([page]) => page === passage.page);
  const disputed = passage.level.runner_up && passage.level.from && passage.level.runner_up.says.join() !== passage.level.from.says.join();
  return (doubt ? "doubtful page" + (doubt[1] ? ": " + doubt[1] : "") : "page read without doubt")
    + (disputed ? "; other evidence on the page points to another level" : "");
}

/** Certainty, severity, subject and other cues, as term and words. */
function qualities(line, passage, mention) {
  const rows = [["Need", mention.certainty]];
  if (mention.severity) rows.push(["Severity", mention.severity.join(", ")]);
  if (mention.subject) rows.push(["Whose need", mention.subject]);
  if (mention.qualifiers) rows.push(["Qualified", mention.qualifiers.join(", ")]);
  if (mention.cues) rows.push(["Cue words", mention.cues.map((cue) => "“" + cue + "”").join(", ")]);
  if (mention.found_in) rows.push(["Matched in", mention.found_in + ": “" + mention.words + "”"]);
  if (mention.fuzzy) rows.push(["Spelling", "matched with one typing error"]);
  rows.push(["Reading", readingWords(line, passage)]);
  return el("dl", { class: "qualities" }, rows.map(([term, words]) => el("div", null, el("dt", null, term), el("dd", null, words))));
}

function context(passage) {
  if (!passage.context) return null;
  const steps = passage.context.flatMap((text, n) => (n === 0 ? [text] : [el("span", { "aria-hidden": "true" }, " › "), text]));
  return el("p", { class: "path" }, el("span", { class: "quiet" }, "Under: "), steps);
}

function quoteBlock(line, found, mention, drawing) {
  const passage = found.passages[mention.passage];
  return el("figure", { class: "quote" },
    quoted(passage, mention),
    el("figcaption", null, pageLink(line, passage), recognised(passage), line.date ? ", document of " + line.date : line.year ? ", document of " + line.year : ""),
    context(passage),
    drawing ? sheetDrawing(found, mention.passage) : null,
    qualities(line, passage, mention),
    el("p", { class: "why" }, levelReason(passage)));
}

function placementBlock(line, found, placement) {
  const rung = line.levels.find((step) => step.ordinal === placement.level);
  const name = rung ? rung.label : "Level " + placement.level;
  return el("section", { class: "placement" },
    el("h4", null, name),
    rung ? el("p", { class: "canonical" }, swatch(rung.low, rung.high), " On the one scale " + intervalInWords(rung.low, rung.high) + ".") : null,
    rung ? el("p", { class: "why" }, "By rule " + ruleWords(rung) + (rung.words.length ? ", on the words " + list(rung.words.map((word) => "“" + word + "”")) : "") + ".") : null,
    placement.spans ? el("p", { class: "note" }, "Rests only on text that stands at several levels at once.") : null,
    placement.mentions.map((n) => found.mentions[n]).filter(Boolean).map((mention, at) => quoteBlock(line, found, mention, at < 3)));
}

function withheldBlock(line, found, mentions, open) {
  if (mentions.length === 0) return null;
  return el("details", { class: "withheld", open },
    el("summary", null, "Met but not counted: " + count(mentions.length, "mention")),
    mentions.map((mention) => {
      const passage = found.passages[mention.passage];
      return el("figure", { class: "quote" },
        el("p", { class: "reason" }, "Not counted: " + mention.withheld + "."),
        quoted(passage, mention),
        el("figcaption", null, pageLink(line, passage), recognised(passage)),
        context(passage),
        open ? sheetDrawing(found, mention.passage) : null,
        el("p", { class: "why" }, "The passage " + (passage.role === "states needs" ? passage.role : "was taken for: " + passage.role)
          + (passage.role_reason ? " (" + passage.role_reason + ")" : "") + ". " + levelReason(passage)
          + (mention.cues ? " Cue words: " + list(mention.cues.map((cue) => "“" + cue + "”")) + "." : "")));
    }));
}

/** What was read of a document, whatever was found in it. */
function searchedWords(line) {
  const read = line.pages - line.unread.length;
  return "Searched: " + count(line.passages, "passage") + " on " + count(read, "page") + "."
    + (line.unread.length ? " Not read: " + (line.unread.length === 1 ? "page " : "pages ") + list(line.unread.map(String)) + "." : " Every page was read.")
    + (line.doubtful.length ? " Read with doubt: " + list(line.doubtful.map(([page]) => String(page))) + "." : "");
}

function documentHead(line, position) {
  const shared = areasOf(year(), position);
  return [
    el("h3", null, line.title),
    el("p", { class: "small" },
      line.date ? "Dated " + line.date + ". " : "Date unknown. ", line.version ? "Version " + line.version + ". " : "",
      pdfLink(line, null, line.path) || line.path, ". ",
      shared.length > 1 ? "Shared by " + list(shared) + ". " : ""),
  ];
}

/** The evidence of one document for a need; its quotes arrive when its file has been read. */
function documentBlock(position, need) {
  const line = data.documents[position];
  if (!line) return null;
  const body = el("div", { "aria-live": "off" }, el("p", { class: "small" }, "Reading the evidence …"));
  evidenceOf(position).then((found) => {
    const placements = found.placements.filter((placement) => placement.need === need.id);
    const withheld = found.mentions.filter((mention) => mention.need === need.id && mention.withheld);
    body.replaceChildren(...[
      placements.map((placement) => placementBlock(line, found, placement)),
      placements.length === 0 ? el("p", { class: "note" }, "This document places the need at no level.") : null,
      withheldBlock(line, found, withheld, placements.length === 0),
    ].flat().filter(Boolean));
  }, (error) => {
    body.replaceChildren(el("p", { class: "note warn" }, error.message + ": copy the whole report folder, not only its index.html."));
  });
  return el("section", { class: "document" }, documentHead(line, position), body, el("p", { class: "searched" }, searchedWords(line)));
}
