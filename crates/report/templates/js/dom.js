// Building elements. Text goes into text nodes only, never through a parser of HTML.

function byId(id) {
  return document.getElementById(id);
}

/** An element with attributes (null and false are left out) and children (strings become text). */
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** `1 page`, `2 pages`. */
function count(number, noun) {
  return number.toLocaleString("en-GB") + " " + noun + (number === 1 ? "" : "s");
}

/** `1, 2 and 3`. */
function list(items) {
  return items.length < 2 ? items.join("") : items.slice(0, -1).join(", ") + " and " + items[items.length - 1];
}
