// The map as a picture: what is seen, drawn anew on a canvas of its own, with title and legend.
import { el } from "./dom.js";
import { paintBorders } from "./basemap.js";
import { NEAR_ZOOM, orderOf, placeIn } from "./points.js";
import { symbol } from "./symbols.js";
import { drawLegend } from "./legend.js";

const PICTURE_SCALE = 2;
const FONT = '"Segoe UI", Roboto, "Liberation Sans", system-ui, sans-serif';
const PAD_PX = 14;
const HEADING_PX = 22;
const GAP_PX_LEGEND = 26; // between blocks of the legend
const WORLD_WIDTH_PX = 256;
const ARC_DASHES = { talks: [0.1, 5], agreed: [5, 6], binding: [14, 5], other: [10, 5, 0.1, 5] };

// Draws and returns a Promise of a PNG Blob, twice the size of the map on the screen and taller.
// what: { map, borders, items: [{ deposit, figure, fill }], scale, words, title, edition, legend, arcs,
// circles, layer, selected }. items are drawn as DepositPoints.draw gets them; legend is what drawLegend
// gets, or a function that fills an element as it does; arcs: PartnerArcs or null; circles: outlines
// of the circles of accuracy, in px of the panes; layer: the Cloud
// of a page, or null; edition: a line of text.
export function mapPicture(what) {
  const canvas = document.createElement("canvas");
  const paint = new Picture(canvas, what);
  paint.draw();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(what.words.png.failed))), "image/png");
  });
}

class Picture {
  constructor(canvas, what) {
    Object.assign(this, what, { canvas, context: canvas.getContext("2d") });
    const { x: width, y: height } = this.map.getSize();
    Object.assign(this, { width, height });
    this.style = getComputedStyle(document.documentElement);
    this.colours = {};
  }

  colour(name) {
    this.colours[name] ??= this.style.getPropertyValue(`--${name}`).trim() || "#808080";
    return this.colours[name];
  }

  draw() {
    const { context } = this;
    context.font = `13px ${FONT}`;
    const heading = this.headingLines();
    const top = PAD_PX + heading.length * HEADING_PX + 4;
    const legend = this.legendBlocks();
    const foot = this.footLines();
    const legendTop = top + this.height;
    const bottom = legendTop + legend.height + foot.length * 17 + PAD_PX;
    Object.assign(this.canvas, { width: this.width * PICTURE_SCALE, height: Math.ceil(bottom) * PICTURE_SCALE });
    context.scale(PICTURE_SCALE, PICTURE_SCALE);
    context.fillStyle = this.colour("paper");
    context.fillRect(0, 0, this.width, bottom);
    this.write(heading, PAD_PX, PAD_PX + 14, HEADING_PX, `600 17px ${FONT}`, "ink");
    context.save();
    context.translate(0, top);
    this.drawMap();
    context.restore();
    this.drawLegendBlocks(legend.blocks, legendTop);
    this.write(foot, PAD_PX, legendTop + legend.height + 10, 17, `12px ${FONT}`, "quiet");
  }

  headingLines() {
    return this.wrapped(this.title, this.width - 2 * PAD_PX, `600 17px ${FONT}`);
  }

  footLines() {
    const said = [this.edition, this.words.attribution].filter(Boolean);
    return said.flatMap((line) => this.wrapped(line, this.width - 2 * PAD_PX, `12px ${FONT}`));
  }

  wrapped(words, width, font) {
    const { context } = this;
    context.font = font;
    const lines = [""];
    for (const word of words.split(/\s+/)) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (context.measureText(longer).width <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  write(lines, x, y, step, font, colour) {
    Object.assign(this.context, { font, fillStyle: this.colour(colour), textAlign: "left", textBaseline: "alphabetic" });
    lines.forEach((line, index) => this.context.fillText(line, x, y + index * step));
  }

  // --- The map -------------------------------------------------------------------------------

  drawMap() {
    const { context, width, height } = this;
    context.beginPath();
    context.rect(0, 0, width, height);
    context.clip();
    context.fillStyle = this.colour("sea");
    context.fillRect(0, 0, width, height);
    const zoom = this.map.getZoom();
    const view = { worldPx: WORLD_WIDTH_PX * 2 ** zoom, origin: this.map.getPixelBounds().min, zoom, width, height };
    const frame = { left: 0, right: width, top: 0, bottom: height };
    const colours = Object.fromEntries(["land", "coast", "border", "label"].map((name) => [name, this.colour(name)]));
    paintBorders(context, this.borders, { ...view, frame, colours });
    context.setLineDash([]);
    if (this.layer) this.drawLayer();
    if (this.arcs) this.drawArcs();
    this.drawCircles();
    this.drawSymbols();
  }

  // The discs of a Cloud, as sharp as the picture.
  drawLayer() {
    const { context, width, height } = this;
    const sheet = Object.assign(document.createElement("canvas"), { width: width * PICTURE_SCALE, height: height * PICTURE_SCALE });
    this.layer.paint(sheet.getContext("2d"), PICTURE_SCALE);
    context.drawImage(sheet, 0, 0, width, height);
  }

  // As they lie on the map, in px of its panes.
  drawArcs() {
    const { context } = this;
    const { x, y } = this.map.layerPointToContainerPoint([0, 0]);
    context.save();
    context.translate(x, y);
    for (const { path, stroke, width, dash, opacity } of this.arcs.shown) {
      context.setLineDash(dash);
      Object.assign(context, { lineCap: "round", lineJoin: "round", lineWidth: width, strokeStyle: stroke, globalAlpha: opacity });
      context.stroke(new Path2D(path));
    }
    context.restore();
  }

  // The circles of accuracy as they lie on the map: where a dash begins is theirs too.
  drawCircles() {
    const { context } = this;
    const { x, y } = this.map.layerPointToContainerPoint([0, 0]);
    context.save();
    context.translate(x, y);
    context.setLineDash([5, 4]);
    Object.assign(context, { fillStyle: this.colour("accent"), strokeStyle: this.colour("accent"), lineWidth: 1.2 });
    for (const outline of this.circles.map((path) => new Path2D(path))) {
      context.globalAlpha = 0.08;
      context.fill(outline);
      context.globalAlpha = 0.9;
      context.stroke(outline);
    }
    context.restore();
  }

  // The largest first, and of alike ones the northern first, as on the map.
  drawSymbols() {
    const isNear = this.map.getZoom() >= NEAR_ZOOM;
    const bounds = this.map.getBounds();
    const placed = this.items.map((item) => {
      const radius = item.figure ? this.scale.radius(item.figure.kt) : 0;
      const { x, y } = this.map.latLngToContainerPoint(placeIn(bounds, item.deposit)); // whole px of its pane, as a marker
      return { ...item, radius, x, y, order: y + orderOf(radius) };
    });
    placed.sort((one, other) => one.order - other.order);
    for (const { deposit, figure, fill, radius, x, y } of placed) {
      const drawn = symbol({ figure, group: deposit.group, fill, imprecise: deposit.imprecise && isNear }, radius);
      this.drawShapes(drawn, x, y, { selected: deposit.id === this.selected });
    }
  }

  // --- Shapes of an <svg> made by symbols.js or legend.js ------------------------------------

  // Draws its circles, paths and texts with the origin of its viewBox at x, y.
  drawShapes(svg, x, y, { selected = false } = {}) {
    const { context } = this;
    const group = svg.dataset.fill?.slice(2) ?? [...svg.classList].find((name) => name.startsWith("group-"))?.slice(6);
    for (const shape of svg.querySelectorAll("circle, path, text")) {
      const look = this.lookOf(shape, group, selected, svg);
      if (!look) continue;
      context.save();
      context.translate(x, y);
      this.drawShape(shape, look);
      context.restore();
    }
  }

  lookOf(shape, group, selected, svg) {
    const ink = this.colour("ink");
    const isAny = !group || group === "any";
    const fill = isAny ? "transparent" : this.colour(group);
    const kind = shape.classList[0] ?? svg.classList[0];
    if (kind === "arc") return this.arcLook(shape.classList[1].slice(4));
    return {
      halo: { fill: this.colour("halo") },
      "mark-selected": selected && { stroke: this.colour("accent"), width: 3 },
      disc: { fill },
      ring: { stroke: this.colour("ring") },
      diamond: { fill: this.colour("paper"), ...(selected ? { stroke: this.colour("accent"), width: 4 } : { stroke: isAny ? ink : fill, width: 1.9 }) },
      ticks: { stroke: this.colour("ring"), width: 1.1, opacity: 0.75 },
      inside: { fill: this.colour("quiet") },
      "quiet-dot": { fill: this.colour("quiet") },
      "cloud-dot": { fill: shape.getAttribute("fill") },
      nested: this.nestedLook(shape),
    }[kind];
  }

  nestedLook(shape) {
    if (shape.tagName === "text") return { fill: this.colour("ink") };
    return shape.tagName === "path"
      ? { stroke: this.colour("quiet"), dash: [1, 2], width: 1 }
      : { stroke: this.colour("ink"), width: 1 };
  }

  arcLook(stage) {
    const isOver = stage === "ended";
    return {
      stroke: this.colour(isOver ? "quiet" : "accent"),
      dash: ARC_DASHES[stage],
      width: stage === "talks" ? 2 : 1.3,
      round: true,
      opacity: isOver ? 0.4 : 0.85,
    };
  }

  drawShape(shape, look) {
    const { context } = this;
    const read = (name, fallback) => Number(shape.getAttribute(name) ?? fallback);
    if (shape.tagName === "text") {
      Object.assign(context, { font: `12px ${FONT}`, fillStyle: look.fill, textAlign: "left", textBaseline: "alphabetic" });
      context.fillText(shape.textContent, read("x", 0), read("y", 0));
      return;
    }
    const outline = shape.tagName === "path" ? new Path2D(shape.getAttribute("d")) : new Path2D();
    if (shape.tagName === "circle") outline.arc(read("cx", 0), read("cy", 0), read("r", 0), 0, 2 * Math.PI);
    if (look.fill && look.fill !== "transparent") {
      Object.assign(context, { fillStyle: look.fill, globalAlpha: read("fill-opacity", 1) });
      context.fill(outline);
    }
    if (!look.stroke) return;
    const dash = shape.getAttribute("stroke-dasharray");
    context.setLineDash(dash ? dash.split(" ").map(Number) : (look.dash ?? []));
    Object.assign(context, {
      globalAlpha: look.opacity ?? 1,
      lineCap: look.round ? "round" : (shape.getAttribute("stroke-linecap") ?? "butt"),
      lineWidth: read("stroke-width", look.width ?? 1),
      strokeStyle: look.stroke,
    });
    context.stroke(outline);
  }

  // --- The legend ----------------------------------------------------------------------------

  // Blocks as drawLegend makes them, each with its place: { blocks, height }.
  legendBlocks() {
    const section = el("section");
    if (typeof this.legend === "function") this.legend(section);
    else drawLegend(section, this.legend);
    const blocks = [...section.children].map((block) => this.measured(block));
    let [x, y, lineHeight] = [PAD_PX, 10, 0];
    for (const block of blocks) {
      if (x > PAD_PX && x + block.width > this.width - PAD_PX) {
        [x, y, lineHeight] = [PAD_PX, y + lineHeight + 12, 0];
      }
      Object.assign(block, { x, y });
      x += block.width + GAP_PX_LEGEND;
      lineHeight = Math.max(lineHeight, block.height);
    }
    return { blocks, height: y + lineHeight + 12 };
  }

  measured(block) {
    const { context } = this;
    const title = block.querySelector("h2").textContent;
    context.font = `600 13px ${FONT}`;
    let width = context.measureText(title).width;
    let height = 20;
    context.font = `13px ${FONT}`;
    const rows = [...block.querySelectorAll("li")].map((li) => {
      const svg = li.querySelector("svg");
      const label = li.querySelector("span")?.textContent ?? "";
      const [w, h] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
      const row = { svg, label, width: w, height: Math.max(h, 20), at: height };
      width = Math.max(width, w + 8 + context.measureText(label).width);
      height += row.height;
      return row;
    });
    return { title, rows, width, height };
  }

  drawLegendBlocks(blocks, top) {
    for (const { title, rows, x, y } of blocks) {
      this.write([title], x, top + y + 14, 0, `600 13px ${FONT}`, "ink");
      for (const row of rows) {
        const [left, upper, boxWidth, boxHeight] = row.svg.getAttribute("viewBox").split(" ").map(Number);
        const middle = top + y + row.at + row.height / 2;
        this.drawShapes(row.svg, x - left * (row.width / boxWidth), middle - boxHeight / 2 - upper);
        this.write([row.label], x + row.width + 8, middle + 4.5, 0, `13px ${FONT}`, "ink");
      }
    }
  }
}
