import { calm, make, marked, safeUrl, two } from "./dom.js";
import { say } from "./texts.js";

/** The list of passages that an answer may cite. */
export class Passages {
  #list;
  #openDocument;
  #passages = [];

  /** @param openDocument takes a passage whose document lies on this server */
  constructor(list, openDocument) {
    this.#list = list;
    this.#openDocument = openDocument;
  }

  show(passages) {
    this.#passages = passages;
    this.#list.replaceChildren(...passages.map((passage, at) => this.#card(passage, at)));
  }

  /** The passage that [number] cites, if there is one. */
  cited(number) {
    return this.#passages[number - 1];
  }

  markCited(number) {
    this.#cardOf(number)?.classList.add("cited");
  }

  /** Marks what supports a sentence; nothing if there is no evidence. */
  showEvidence(evidence) {
    this.#list.querySelector(".evident")?.classList.remove("evident");
    this.#passages.forEach((passage, at) => {
      const here = evidence?.passage === at;
      const text = this.#cardOf(at + 1).querySelector(".text");
      text.replaceChildren(...(here ? marked(passage.text, evidence.start, evidence.end) : [passage.text]));
      text.closest("li").classList.toggle("evident", here);
    });
  }

  goTo(number) {
    const card = this.#cardOf(number);
    card?.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "center" });
    card?.focus({ preventScroll: true });
  }

  #cardOf(number) {
    return this.#list.children[number - 1];
  }

  #card(passage, at) {
    const number = passage.number ?? at + 1;
    const text = make("p", { className: "text clamped" }, passage.text);
    const card = make(
      "li",
      { id: `passage-${number}`, tabIndex: -1 },
      make("div", { className: "head" }, make("span", { className: "number" }, String(number)), this.#title(passage)),
      scores(passage),
      text,
    );
    if (passage.text.length > 220) {
      card.append(toggle(text));
    }
    return card;
  }

  #title(passage) {
    const title = passage.title || passage.document;
    const url = safeUrl(passage.url);
    if (!passage.url || !url) {
      return make("span", { className: "title" }, title);
    }
    const link = make("a", { className: "title", href: url.href, target: "_blank", rel: "noopener noreferrer" }, title);
    if (url.origin === location.origin) {
      link.addEventListener("click", (event) => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
          event.preventDefault();
          this.#openDocument(passage, url);
        }
      });
    }
    return link;
  }
}

function scores(passage) {
  const list = make("dl", { className: "scores" });
  const add = (name, value, rank) => {
    if (typeof value === "number") {
      const place = rank ? ` · ${say("rank", rank)}` : "";
      list.append(make("div", {}, make("dt", {}, name), make("dd", {}, two(value) + place)));
    }
  };
  add(say("passageScore"), passage.score);
  add(say("bm25"), passage.bm25, passage.ranks?.bm25);
  add(say("similarity"), passage.similarity, passage.ranks?.vector);
  return list;
}

function toggle(text) {
  const button = make("button", { type: "button", className: "quiet small" }, say("more"));
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    const open = !text.classList.toggle("clamped");
    button.setAttribute("aria-expanded", String(open));
    button.textContent = say(open ? "less" : "more");
  });
  return button;
}
