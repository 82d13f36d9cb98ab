// Building elements. Text goes into text nodes only, never through a parser of HTML.

const SVG = "http://www.w3.org/2000/svg";

function byId(id) {
  return document.getElementById(id);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** An element with attributes (null and false are left out) and children (strings become text). */
function el(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
function svg(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** A button that does something. */
function action(words, does, look) {
  const button = el("button", { type: "button", class: look || "plain" }, words);
  button.addEventListener("click", does);
  return button;
}

/** `1 page`, `2 pages`. */
function count(number, noun) {
  return number.toLocaleString("en-GB") + " " + noun + (number === 1 ? "" : "s");
}

/** `1, 2 and 3`. */
function list(items) {
  return items.length < 2 ? items.join("") : items.slice(0, -1).join(", ") + " and " + items[items.length - 1];
}

const percent = (part, whole) => (whole ? Math.round((part * 100) / whole) + "%" : "–");
const byName = new Intl.Collator("en-GB", { numeric: true }).compare;

function matches(text, wanted) {
  const own = text.toLowerCase();
  return wanted.toLowerCase().split(/\s+/).every((word) => own.includes(word));
}

/** Fills a choice with `[value, words]`. */
function fillChoice(select, choices) {
  select.append(...choices.map(([value, words]) => el("option", { value }, words)));
}

/** A table whose body rows are arrays of cells: the first heads its row. Text or elements. */
function table(look, heads, rows) {
  return el("table", { class: look },
    el("thead", null, el("tr", null, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", null, rows.map((cells) => el("tr", null, cells.map((cell, n) => (
      n === 0 ? el("th", { scope: "row" }, cell) : el("td", null, cell)))))));
}

/** What scrolls must be reachable with the keyboard: a box of its own height, or only sideways. */
function scrollable(words, child, look) {
  return el("div", { class: look || "scroll", tabindex: 0, role: "region", "aria-label": words }, child);
}
