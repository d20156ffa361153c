/** Makes an element; text becomes text, never markup. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

/** A number between 0 and 1 with two digits; a dash where there is none. */
export function two(number) {
  return typeof number === "number" ? number.toFixed(2) : "–";
}

/** The address, if following it is safe. */
export function safeUrl(address) {
  try {
    const url = new URL(address, location.href);
    return ["http:", "https:"].includes(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** The text as nodes, its part from start to end marked. */
export function marked(text, start, end) {
  if (!(start >= 0 && end > start && end <= text.length)) {
    return [text];
  }
  return [text.slice(0, start), make("mark", {}, text.slice(start, end)), text.slice(end)];
}

export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
