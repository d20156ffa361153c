import { ask, call, cancel, follow, Problem } from "./answers.js";
import { make, marked } from "./dom.js";
import { Passages } from "./passages.js";
import { scoreView } from "./score.js";
import { chooseLanguage, currentLanguage, EXAMPLES, say, writeTexts } from "./texts.js";
import { evidenceText, Written } from "./written.js";

const at = (id) => document.getElementById(id);
const KEY = "loquat.key";
const MODEL = "loquat.model";
const ANSWER = "loquat.answer";

const passages = new Passages(at("passages"), openDocument);
const written = new Written(at("answer"), passages, showEvidence);

/** The answer that is being shown: one at a time. */
let current = null;

start();

function start() {
  at("key").value = sessionStorage.getItem(KEY) ?? "";
  at("key-box").open = at("key").value !== "";
  at("key").addEventListener("change", () => {
    sessionStorage.setItem(KEY, key());
    loadModels();
  });
  at("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    askNow(at("question").value.trim());
  });
  at("question").addEventListener("keydown", sendOnEnter);
  at("cancel").addEventListener("click", cancelNow);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current?.running && !at("document").open) {
      cancelNow();
    }
  });
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      chooseLanguage(button.dataset.language);
      write();
    });
  }
  write();
  loadModels();
  restore();
}

/** Writes everything that is said in a language. */
function write() {
  writeTexts();
  at("question").placeholder = say("placeholder");
  const first = EXAMPLES.filter((example) => example.lang === currentLanguage());
  const others = EXAMPLES.filter((example) => example.lang !== currentLanguage());
  at("examples").replaceChildren(...[...first, ...others].map(exampleButton));
  if (current) {
    passages.show(current.passages ?? []);
    written.redraw(current.score?.sentences ?? []);
    show(current);
  }
}

function exampleButton({ lang, text }) {
  const button = make("button", { type: "button", className: "example", lang }, text);
  button.addEventListener("click", () => {
    at("question").value = text;
    askNow(text);
  });
  return button;
}

/** Enter sends, unless it ends the composition of a Chinese or Japanese word (229 is Safari's way to say so). */
function sendOnEnter(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    event.preventDefault();
    at("ask").requestSubmit();
  }
}

function key() {
  return at("key").value.trim();
}

async function loadModels() {
  try {
    const response = await call("GET", "/v1/models", key());
    const names = (await response.json()).data.map((model) => model.id);
    const wanted = [at("model").value, localStorage.getItem(MODEL), "default", "extractive"];
    at("model").replaceChildren(...names.map((name) => make("option", { value: name }, name)));
    at("model").value = wanted.find((name) => names.includes(name)) ?? names[0];
    hideProblem();
  } catch (problem) {
    showProblem(problem);
  }
}

async function askNow(question) {
  if (!question) {
    return;
  }
  leave();
  hideProblem();
  localStorage.setItem(MODEL, at("model").value);
  const answer = { question, began: performance.now(), running: true, status: ["searching"] };
  begin(answer);
  try {
    answer.path = await ask(at("model").value, question, key());
  } catch (problem) {
    fail(answer, problem);
    return;
  }
  if (answer !== current || !answer.running) {
    cancel(answer.path, key()).catch(() => {});
    return;
  }
  sessionStorage.setItem(ANSWER, JSON.stringify({ path: answer.path, question }));
  listen(answer);
}

/** After a reload the answer comes back as far as it was written, and goes on. */
function restore() {
  const stored = JSON.parse(sessionStorage.getItem(ANSWER) ?? "null");
  if (stored) {
    at("question").value = stored.question;
    const answer = { ...stored, restored: true, running: true, status: ["searching"] };
    begin(answer);
    listen(answer);
  }
}

function begin(answer) {
  current = answer;
  written.clear();
  passages.show([]);
  showEvidence(null);
  show(answer);
}

function listen(answer) {
  const now = (act) => (data) => {
    if (answer === current) {
      act(data);
      show(answer);
    }
  };
  answer.stop = follow(answer.path, {
    passages: now((data) => {
      answer.passages = data.passages;
      written.clear();
      passages.show(answer.passages);
      answer.status = ["writing"];
    }),
    slice: now((data) => {
      answer.first ??= performance.now();
      answer.status = ["writing"];
      written.add(data.text);
    }),
    score: now((data) => {
      answer.score = data;
      written.judge(data.sentences ?? []);
    }),
    done: now(() => {
      written.end();
      answer.running = false;
      answer.status = answer.restored ? ["restored"] : ["done", since(answer, answer.first), since(answer, performance.now())];
    }),
    waiting: now(() => {
      answer.status = ["reconnecting"];
    }),
    problem: (problem) => fail(answer, problem),
  });
}

function since(answer, time) {
  const ms = Math.round((time ?? performance.now()) - answer.began);
  return ms < 10_000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function fail(answer, problem) {
  if (answer !== current) {
    return;
  }
  sessionStorage.removeItem(ANSWER);
  answer.running = false;
  answer.status = ["failed"];
  if (answer.restored && !answer.passages) {
    current = null;
    at("result").hidden = true;
    at("cancel").hidden = true;
    return;
  }
  show(answer);
  showProblem(problem);
}

async function cancelNow() {
  const answer = current;
  answer.running = false;
  answer.stop?.();
  answer.status = ["cancelled"];
  written.end();
  sessionStorage.removeItem(ANSWER);
  show(answer);
  at("question").focus();
  if (answer.path) {
    await cancel(answer.path, key()).catch(showProblem);
  }
}

/** Leaves the answer before: nobody reads it any more. */
function leave() {
  if (current?.running) {
    current.stop?.();
    if (current.path) {
      cancel(current.path, key()).catch(() => {});
    }
  }
  current = null;
}

function show(answer) {
  at("result").hidden = false;
  at("asked").textContent = answer.question;
  at("status").textContent = say(...answer.status);
  at("answer").setAttribute("aria-busy", String(answer.running));
  at("found").hidden = !answer.passages && !answer.running;
  at("passage-count").textContent = answer.passages?.length ? String(answer.passages.length) : "";
  at("no-passages").hidden = answer.passages?.length !== 0;
  at("score").hidden = !answer.score;
  at("score-body").replaceChildren(...(answer.score ? scoreView(answer.score) : []));
  at("cancel").hidden = !answer.running;
}

function showEvidence(sentence) {
  at("evidence").hidden = !sentence;
  at("evidence").textContent = sentence ? evidenceText(sentence, passages) : "";
  passages.showEvidence(sentence?.evidence);
}

function showProblem(problem) {
  const words = { 0: say("unreachable"), 401: say("keyNeeded"), 404: problem.message || say("gone") };
  at("problem").textContent = words[problem.status] ?? problem.message;
  at("problem").hidden = false;
  if (problem.status === 401) {
    at("key-box").open = true;
    at("key").focus();
  }
}

function hideProblem() {
  at("problem").hidden = true;
}

/** A document of this server, read with the key that a plain link would not send. */
async function openDocument(passage, url) {
  try {
    const read = await (await call("GET", url.pathname, key())).json();
    at("document-title").textContent = read.title || passage.document;
    at("document-text").replaceChildren(...marked(read.text, passage.start, passage.end));
    at("document").showModal();
    at("document-text").querySelector("mark")?.scrollIntoView({ block: "center" });
  } catch (problem) {
    showProblem(problem instanceof Problem ? problem : new Problem(0, ""));
  }
}
