// Elements from data: text is only ever set as text, and a link is one only if it leads to http(s).

const SVG = "http://www.w3.org/2000/svg";

export function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function svgEl(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

// Figures do not part from their sign and their unit at the end of a line.
export function unbroken(text) {
  return text.replace(/([<>≤≥~±]) (?=\d)/g, "$1\u00a0").replace(/(\d) (?=(?:Mt|kt|t|%)(?:\W|$))/g, "$1\u00a0");
}

export function webAddress(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}

export function link(text, address) {
  const href = address ? webAddress(address) : null;
  if (href === null) return el("span", {}, text);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, text);
}

export function replaceChildren(element, ...children) {
  element.replaceChildren(...children.flat().filter(Boolean));
}
