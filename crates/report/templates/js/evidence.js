// The words behind a cell: quotes with the match marked, how each level was told, what was
// withheld, and what was searched.

function swatch(low, high) {
  return el("span", { class: "swatch " + paintOf(low, high), "aria-hidden": "true" }, "");
}

/** The quoted passage with the matched words marked. */
function quoted(passage, mention) {
  if (!mention.at) return el("blockquote", null, passage.text);
  const [start, end] = mention.at;
  return el("blockquote", null,
    passage.text.slice(0, start), el("mark", null, passage.text.slice(start, end)), passage.text.slice(end));
}

function pageWords(passage) {
  return passage.page_end ? "pages " + passage.page + "–" + passage.page_end : "page " + passage.page;
}

/** The page, as a link to the source where the manifest gives its address. */
function pageLink(documentLine, passage) {
  const words = pageWords(passage);
  if (!documentLine.url) return words;
  const href = documentLine.url.split("#")[0] + "#page=" + passage.page;
  return el("a", { href, rel: "noopener noreferrer" }, words + " of the published PDF");
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

/** Certainty, severity, subject and other cues, as term and words. */
function qualities(mention) {
  const rows = [["Certainty", mention.certainty]];
  if (mention.severity) rows.push(["Severity", mention.severity.join(", ")]);
  if (mention.subject) rows.push(["Whose need", mention.subject]);
  if (mention.qualifiers) rows.push(["Qualified", mention.qualifiers.join(", ")]);
  if (mention.cues) rows.push(["Cue words", mention.cues.map((cue) => "“" + cue + "”").join(", ")]);
  if (mention.found_in) rows.push(["Matched in", mention.found_in + ": “" + mention.words + "”"]);
  if (mention.fuzzy) rows.push(["Spelling", "matched with one typing error"]);
  return el("dl", { class: "qualities" }, rows.map(([term, words]) => el("div", null, el("dt", null, term), el("dd", null, words))));
}

function context(passage) {
  if (!passage.context) return null;
  const steps = passage.context.flatMap((text, n) => (n === 0 ? [text] : [el("span", { "aria-hidden": "true" }, " › "), text]));
  return el("p", { class: "path" }, el("span", { class: "quiet" }, "Under: "), steps);
}

function quoteBlock(documentLine, found, mention) {
  const passage = found.passages[mention.passage];
  return el("figure", { class: "quote" },
    quoted(passage, mention),
    el("figcaption", null, pageLink(documentLine, passage), documentLine.year ? ", document of " + documentLine.year : ""),
    context(passage),
    qualities(mention),
    el("p", { class: "why" }, levelReason(passage)));
}

function placementBlock(documentLine, found, placement) {
  const rung = documentLine.levels.find((step) => step.ordinal === placement.level);
  const name = rung ? rung.label : "Level " + placement.level;
  return el("section", { class: "placement" },
    el("h4", null, name),
    rung ? el("p", { class: "canonical" }, swatch(rung.low, rung.high), " On the one scale " + intervalInWords(rung.low, rung.high) + ".") : null,
    rung ? el("p", { class: "why" }, "By rule " + rung.rule + (rung.words.length ? ", on the words " + list(rung.words.map((word) => "“" + word + "”")) : "") + ".") : null,
    placement.spans ? el("p", { class: "note" }, "Rests only on text that stands at several levels at once.") : null,
    placement.mentions.map((n) => found.mentions[n]).filter(Boolean).map((mention) => quoteBlock(documentLine, found, mention)));
}

function withheldBlock(documentLine, found, mentions, open) {
  if (mentions.length === 0) return null;
  return el("details", { class: "withheld", open },
    el("summary", null, "Met but not counted: " + count(mentions.length, "mention")),
    mentions.map((mention) => {
      const passage = found.passages[mention.passage];
      return el("figure", { class: "quote" },
        el("p", { class: "reason" }, "Not counted: " + mention.withheld + "."),
        quoted(passage, mention),
        el("figcaption", null, pageLink(documentLine, passage)),
        context(passage),
        el("p", { class: "why" }, "The passage " + (passage.role === "states needs" ? passage.role : "was taken for: " + passage.role)
          + (passage.role_reason ? " (" + passage.role_reason + ")" : "") + ". " + levelReason(passage)
          + (mention.cues ? " Cue words: " + list(mention.cues.map((cue) => "“" + cue + "”")) + "." : "")));
    }));
}

/** What was read of a document, whatever was found in it. */
function searchedWords(documentLine) {
  const read = documentLine.pages - documentLine.unread.length;
  return "Searched: " + count(documentLine.passages, "passage") + " on " + count(read, "page") + "."
    + (documentLine.unread.length ? " Not read: " + (documentLine.unread.length === 1 ? "page " : "pages ") + list(documentLine.unread.map(String)) + "." : " Every page was read.");
}

function documentHead(documentLine) {
  const path = documentLine.path;
  return [
    el("h3", null, documentLine.title),
    el("p", { class: "small" },
      documentLine.year ? "Document of " + documentLine.year + ". " : "Year unknown. ",
      documentLine.title === path ? "" : path + ". ",
      documentLine.areas.length > 1 ? "Shared by " + list(documentLine.areas) + ". " : ""),
  ];
}

function documentBlock(position, need) {
  const documentLine = data.documents[position];
  if (!documentLine) return null;
  const found = evidenceOf(position);
  const placements = found.placements.filter((placement) => placement.need === need.id);
  const withheld = found.mentions.filter((mention) => mention.need === need.id && mention.withheld);
  return el("section", { class: "document" },
    documentHead(documentLine),
    placements.map((placement) => placementBlock(documentLine, found, placement)),
    placements.length === 0 ? el("p", { class: "note" }, "This document places the need at no level.") : null,
    withheldBlock(documentLine, found, withheld, placements.length === 0),
    el("p", { class: "searched" }, searchedWords(documentLine)));
}
