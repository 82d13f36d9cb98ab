// The controls of the heatmap, the address, and the first drawing.

const controls = byId("controls");

function fillChoices(name, values) {
  controls.elements[name].append(...values.map((value) => el("option", { value }, value)));
}

function showView() {
  for (const name of Object.keys(USUAL)) {
    const control = controls.elements[name];
    if (control.type === "checkbox") control.checked = view[name] === "1";
    else control.value = view[name];
  }
  byId("legend-canonical").hidden = view.colour === "local";
  byId("legend-local").hidden = view.colour !== "local";
}

function takeView() {
  const before = view;
  const given = new FormData(controls);
  view = Object.fromEntries(Object.keys(USUAL).map((name) => [name, given.get(name) || ""]));
  showView();
  writeAddress(false);
  const changed = Object.keys(USUAL).filter((name) => view[name] !== before[name]);
  if (changed.every((name) => name === "colour" || (name === "measure" && view.columns !== "variation"))) repaintGrid();
  else drawGrid();
}

let waiting = 0;
controls.addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(takeView, event.target.type === "search" ? 150 : 0);
});
controls.addEventListener("submit", (event) => event.preventDefault());
controls.addEventListener("reset", () => setTimeout(takeView, 0));

const rankingMeasure = byId("ranking-measure");
rankingMeasure.addEventListener("change", () => {
  for (const body of byId("ranking-table").tBodies) body.hidden = body.dataset.measure !== rankingMeasure.value;
});

function followAddress() {
  const before = JSON.stringify(view);
  if (!readAddress()) return;
  if (JSON.stringify(view) !== before) {
    showView();
    drawGrid();
  }
  drawPanel();
}
window.addEventListener("hashchange", followAddress);

fillChoices("region", [...new Set(data.areas.map((area) => area.region))].sort(byName));
fillChoices("domain", data.domains);
controls.elements.empty.closest("label").hidden = data.areas.every((_, n) => hasDocument(n));
readAddress();
showView();
drawGrid();
if (shown) {
  drawPanel();
  if (shown.kind === "cell") {
    byId("grid-scroll").scrollIntoView({ behavior: "instant" });
    if (current) current.scrollIntoView({ behavior: "instant", block: "nearest", inline: "nearest" });
  }
}
