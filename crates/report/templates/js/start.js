// The views, the address, and the first drawing.

const DRAW = {
  overview: drawOverview, heatmap: drawHeatmap, ranking: drawRanking, need: drawNeed, area: drawArea,
  change: drawChange, ladders: drawLadders, quality: drawQuality, method: () => {},
};
const sections = new Map([...document.querySelectorAll("[data-view]")].map((section) => [section.dataset.view, section]));
/** What stands on the page: the address without the open cell. */
let standing = null;

/** Follows the address: shows its view, draws what changed, opens or closes its cell. */
function follow() {
  const before = shown;
  shown = parseAddress(location.hash);
  const now = addressOf({ ...shown, cell: null });
  const other = standing === null || before.view !== shown.view || before.value !== shown.value;
  if (now !== standing) {
    byId("year").value = shown.year;
    for (const [name, section] of sections) section.hidden = name !== shown.view;
    for (const anchor of document.querySelectorAll("nav a")) {
      if (anchor.hash === "#" + shown.view) anchor.setAttribute("aria-current", "page");
      else anchor.removeAttribute("aria-current");
    }
    DRAW[shown.view]();
    if (other && standing !== null) arrive();
    standing = now;
  }
  drawPanel();
}

/** A new view begins at its top, with the focus on its title. */
function arrive() {
  const title = sections.get(shown.view).querySelector("h1");
  document.title = title.textContent + " – threshold documents, edition " + year();
  window.scrollTo({ top: 0, behavior: "instant" });
  title.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const anchor = event.target.closest("a");
  const href = anchor && anchor.getAttribute("href");
  if (!href || !href.startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const changes = changesOf(href);
  event.preventDefault();
  if (!changes) {
    byId(href.slice(1)).focus();
    return;
  }
  if (changes.cell && anchor.tabIndex === 0) anchor.focus({ preventScroll: true });
  go(changes);
});
window.addEventListener("popstate", follow);
window.addEventListener("hashchange", follow);
byId("year").addEventListener("change", (event) => choose({ year: event.target.value }));
follow();
if (shown.cell && shown.view === "heatmap" && current) current.scrollIntoView({ behavior: "instant", block: "nearest", inline: "nearest" });
