import { make, two } from "./dom.js";
import { say } from "./texts.js";

const MARKER = /\[(\d{1,4})\]/g;
/** The end of a slice that may be the beginning of a marker. */
const BEGUN = /\[\d{0,4}$/;

/** The text of an answer: it grows slice by slice, its markers lead to passages, its score colours its sentences. */
export class Written {
  #place;
  #passages;
  #onSentence;
  #text = "";
  #shown = 0;

  /** @param onSentence hears which sentence is pointed at, or null */
  constructor(place, passages, onSentence) {
    this.#place = place;
    this.#passages = passages;
    this.#onSentence = onSentence;
  }

  clear() {
    this.#text = "";
    this.#shown = 0;
    this.#place.replaceChildren();
  }

  add(slice) {
    this.#text += slice;
    const begun = BEGUN.exec(this.#text.slice(this.#shown));
    const end = begun ? this.#shown + begun.index : this.#text.length;
    this.#place.append(...this.#nodes(this.#shown, end));
    this.#shown = end;
  }

  /** Shows what was held back: a bracket that began no marker. */
  end() {
    this.#place.append(...this.#nodes(this.#shown, this.#text.length));
    this.#shown = this.#text.length;
  }

  /** Makes each sentence point at its evidence; the answer is whole. */
  judge(sentences) {
    this.#shown = this.#text.length;
    this.redraw(sentences);
  }

  /** Draws again what is shown, in the language of now. */
  redraw(sentences) {
    const nodes = [];
    let from = 0;
    for (const sentence of sentences) {
      if (sentence.start >= from && sentence.end <= this.#shown) {
        nodes.push(...this.#nodes(from, sentence.start), this.#sentence(sentence));
        from = sentence.end;
      }
    }
    nodes.push(...this.#nodes(from, this.#shown));
    this.#place.replaceChildren(...nodes);
  }

  #sentence(sentence) {
    const worth = sentence.support >= 0.75 ? "good" : sentence.support >= 0.5 ? "fair" : "poor";
    const span = make("span", { className: `sentence ${worth}`, tabIndex: 0 }, ...this.#nodes(sentence.start, sentence.end));
    for (const name of ["mouseenter", "focus"]) {
      span.addEventListener(name, () => this.#onSentence(sentence));
    }
    for (const name of ["mouseleave", "blur"]) {
      span.addEventListener(name, () => this.#onSentence(null));
    }
    return span;
  }

  #nodes(start, end) {
    const text = this.#text.slice(start, end);
    const nodes = [];
    let from = 0;
    for (const marker of text.matchAll(MARKER)) {
      const number = Number(marker[1]);
      const passage = this.#passages.cited(number);
      if (passage) {
        nodes.push(text.slice(from, marker.index), this.#citation(number, passage));
        from = marker.index + marker[0].length;
      }
    }
    nodes.push(text.slice(from));
    return nodes.filter((node) => node !== "");
  }

  #citation(number, passage) {
    const title = say("cite", number, passage.title || passage.document);
    const link = make("a", { className: "citation", href: `#passage-${number}`, title }, `[${number}]`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.#passages.goTo(number);
    });
    this.#passages.markCited(number);
    return link;
  }
}

/** What supports a sentence, in words. */
export function evidenceText(sentence, passages) {
  const passage = sentence.evidence && passages.cited(sentence.evidence.passage + 1);
  if (!passage) {
    return say("unsupported", two(sentence.support));
  }
  const words = passage.text.slice(sentence.evidence.start, sentence.evidence.end);
  return say("support", two(sentence.support), sentence.evidence.passage + 1) + words;
}
