/** A document's page: marks the span that the address names, #start-end, and scrolls to it. */
const place = document.getElementById("text");
const text = place.textContent;

function mark() {
  const span = /^#(\d+)-(\d+)$/.exec(location.hash);
  if (!span) {
    return;
  }
  const end = Math.min(Number(span[2]), text.length);
  const start = Math.min(Number(span[1]), end);
  const marked = document.createElement("mark");
  marked.textContent = text.slice(start, end);
  place.replaceChildren(text.slice(0, start), marked, text.slice(end));
  marked.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", mark);
mark();
