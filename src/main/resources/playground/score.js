import { make, two } from "./dom.js";
import { say } from "./texts.js";

/** The trust score as elements. */
export function scoreView(score) {
  const verdict = make("span", { className: score.trusted ? "verdict good" : "verdict poor" }, say(score.trusted ? "trusted" : "untrusted"));
  const bars = make(
    "div",
    { className: "bars" },
    bar("consistency", score.consistency),
    bar("completeness", score.completeness),
    bar("certainty", score.certainty),
  );
  const view = [
    make("div", { className: "total" }, make("strong", {}, two(score.score)), verdict),
    bars,
    chips("missing", score.missing),
    chips("hedges", score.hedges),
  ];
  if (score.sentences?.length) {
    view.push(make("p", { className: "hint" }, say("sentenceHint")));
  }
  return view.filter((part) => part);
}

function bar(name, value) {
  const known = typeof value === "number";
  const share = known ? Math.min(1, Math.max(0, value)) : 0;
  const fill = make("span", { className: "fill" });
  fill.style.width = `${share * 100}%`;
  const track = make("span", { className: "track", role: "meter", title: say(`${name}Hint`) }, fill);
  track.setAttribute("aria-label", say(name));
  track.setAttribute("aria-valuemin", "0");
  track.setAttribute("aria-valuemax", "1");
  track.setAttribute("aria-valuenow", String(share));
  return make(
    "div",
    { className: "bar" },
    make("span", { title: say(`${name}Hint`) }, say(name)),
    track,
    make("span", { className: "value" }, two(value)),
  );
}

function chips(name, things) {
  if (!things?.length) {
    return null;
  }
  const list = make("ul", { className: "chips" }, ...things.map((thing) => make("li", {}, thing.text)));
  return make("div", { className: name }, make("h3", {}, say(name)), list);
}
