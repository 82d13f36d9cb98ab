// The tile map: one hexagon an area. Areas without a place on the map of England (those of a
// sample, and codes that ended) stand in rows of squares beneath.

const TILE = { width: 52, row: 45, side: 30 };

/** Three or four letters for a tile: initials, then the last word's beginning. */
function abbreviated(name) {
  const words = name.replace(/[^\p{L}\s-]/gu, " ").split(/[\s-]+/).filter((word) => !/^(and|of|the|upon|on|with|in)$/i.test(word));
  if (words.length === 0) return name.slice(0, 4);
  const last = words[words.length - 1];
  return words.slice(0, -1).map((word) => word[0]).join("").slice(0, 2) + last.slice(0, words.length > 1 ? 3 : 4);
}

function hexagon(x, y) {
  const [w, s] = [TILE.width / 2 - 1, TILE.side - 1];
  return [[0, -s], [w, -s / 2], [w, s / 2], [0, s], [-w, s / 2], [-w, -s / 2]].map(([dx, dy]) => [x + dx, y + dy]);
}

function square(x, y) {
  const s = TILE.width / 2 - 1;
  return [[-s, -s], [s, -s], [s, s], [-s, s]].map(([dx, dy]) => [x + dx, y + dy]);
}

const points = (corners) => corners.map((corner) => corner.map((v) => v.toFixed(1)).join(",")).join(" ");

/** The corners right of a vertical line through the middle. */
function rightHalf(corners, x) {
  const kept = corners.filter(([cx]) => cx >= x);
  const [top, bottom] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))];
  const outer = kept.filter(([cx]) => cx > x).sort((a, b) => a[1] - b[1]);
  return [[x, top], ...outer, [x, bottom]];
}

/** Where each area stands: centres, and the size of the whole. */
function tilePlaces(areas) {
  const placed = areas.filter((a) => data.areas[a].tile);
  const others = areas.filter((a) => !data.areas[a].tile);
  const columns = placed.map((a) => data.areas[a].tile[0] + (Math.abs(data.areas[a].tile[1]) % 2) / 2);
  const rows = placed.map((a) => data.areas[a].tile[1]);
  const [left, north] = [Math.min(...columns), Math.max(...rows)];
  const places = placed.map((a, n) => ({ a, x: (columns[n] - left + 0.5) * TILE.width, y: (north - rows[n]) * TILE.row + TILE.side, shape: hexagon }));
  const wide = placed.length ? Math.max(...columns) - left + 1 : Math.min(4, Math.max(1, others.length));
  const below = placed.length ? (north - Math.min(...rows)) * TILE.row + TILE.side * 2 + 8 : 0;
  const across = Math.max(1, Math.floor(wide));
  others.forEach((a, n) => places.push({ a, x: ((n % across) + 0.5) * TILE.width, y: below + (Math.floor(n / across) + 0.5) * TILE.width, shape: square }));
  const height = below + Math.ceil(others.length / across) * TILE.width;
  return { places, width: wide * TILE.width, height };
}

function tile(place, need, measure) {
  const area = data.areas[place.a];
  const cell = cellOf(year(), place.a, need);
  const { sign, words } = face(cell, "canonical", measure);
  const corners = place.shape(place.x, place.y);
  const at = cell && cell[measure];
  const known = at && !unmapped(at.low, at.high);
  const state = known ? "f" + at.low : "tile-" + (at ? "unmapped" : cell ? cell.code : "none");
  const printed = [abbreviated(area.short), known ? interval(at.low, at.high) : sign];
  // Who speaks to the browser names a tile by what is printed on it.
  const name = printed.join(" ") + " " + area.name + ": " + words;
  const anchor = svg("a", { href: "#cell=" + encodeURIComponent(area.code) + "/" + encodeURIComponent(data.indicators[need].id), "aria-label": name, tabindex: -1 },
    svg("title", null, area.name + ": " + words),
    svg("polygon", { class: "tile " + state, points: points(corners) }),
    known && at.high !== at.low ? svg("polygon", { class: "tile-half f" + at.high, points: points(rightHalf(corners, place.x)) }) : null,
    svg("text", { class: "tile-name", x: place.x, y: place.y - 2 }, printed[0]),
    svg("text", { class: "tile-sign", x: place.x, y: place.y + 13 }, " " + printed[1]));
  anchor.at = place;
  return anchor;
}

/** The map of a need. One tab stop; arrow keys lead to the nearest tile in their direction. */
function tileMap(need, measure) {
  const standing = [...data.areas.keys()].filter((a) => data.years[yearAt.get(year())].cells[a].length);
  const { places, width, height } = tilePlaces(standing);
  const tiles = places.sort((p, q) => p.y - q.y || p.x - q.x).map((place) => tile(place, need, measure));
  if (tiles.length) tiles[0].setAttribute("tabindex", 0);
  const chart = svg("svg", { class: "chart tile-map", viewBox: "0 0 " + Math.max(width, TILE.width) + " " + Math.max(height, TILE.width), role: "group", "aria-label": "Map of " + data.indicators[need].label + ": one tile an area" }, tiles);
  chart.style.maxWidth = Math.max(width, TILE.width) * 1.25 + "px";
  chart.addEventListener("keydown", (event) => {
    const from = event.target.closest("a");
    const to = from && nearestTile(tiles, from, event.key);
    if (!to) return;
    event.preventDefault();
    from.setAttribute("tabindex", -1);
    to.setAttribute("tabindex", 0);
    to.focus();
  });
  return chart;
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function nearestTile(tiles, from, key) {
  const direction = DIRECTIONS[key];
  if (!direction) return null;
  let best = null;
  for (const other of tiles) {
    const [dx, dy] = [other.at.x - from.at.x, other.at.y - from.at.y];
    const along = dx * direction[0] + dy * direction[1];
    if (along <= 1) continue;
    const weight = along + 3 * Math.abs(dx * direction[1] + dy * direction[0]);
    if (!best || weight < best.weight) best = { other, weight };
  }
  return best && best.other;
}

/** The data of a map, one row an area. */
function mapRows(need, measure) {
  const head = ["area_code", "area", "region", "year", "need", "state", "level", "tier_low", "tier_high"];
  const rows = data.areas.map((area, a) => ({ area, cell: cellOf(year(), a, need) })).filter(({ cell }) => cell);
  return [head, ...rows.map(({ area, cell }) => {
    const at = cell[measure];
    return [area.code, area.short, area.region, year(), data.indicators[need].id, cell.code, ...(at ? [at.label, at.low, at.high] : ["", "", ""])];
  })];
}

/** What the tiles mean. */
function mapLegend() {
  return el("p", { class: "small" }, "Each tile is an area of the same size, whatever its population; the figure is the step or steps of the one scale. ",
    data.areas.some((area) => area.tile) ? "Layout of the tiles © Open Innovations (MIT licence), adapted." : "These areas have no place on the map of England, so they stand in rows.");
}
