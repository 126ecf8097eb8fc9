// SVG by hand: elements, and the words that a screen reader hears in their place.

/** An SVG element; attributes as they are written in SVG. Text always enters as text.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Node|string|null|undefined|false)} children */
function s(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== null && value !== false) node.setAttribute(name, String(value));
  node.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

/** A picture in the style of the mirror (_mirror.css), with a sentence for those who do not see it. @param {number} width @param {number} height @param {string} label empty hides it: words beside it say the same */
function picture(width, height, label, ...children) {
  return s("svg", { class: "m-pic", viewBox: `0 0 ${width} ${height}`, ...(label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" }) }, ...children);
}
