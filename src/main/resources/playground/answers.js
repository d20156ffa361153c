/** Loquat's interface as this page uses it: JSON calls, and answers followed with EventSource. */

/** What went wrong, in the server's words where it had any. Status 0: nothing was heard from it. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** Calls the service; fails with a Problem for every status but 2xx. */
export async function call(method, path, key, body) {
  const headers = { Accept: "application/json" };
  if (key) {
    headers.Authorization = `Bearer ${key}`;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Problem(0, "");
  }
  if (!response.ok) {
    throw new Problem(response.status, await detailOf(response));
  }
  return response;
}

/** Asks; gives the path of the answer. */
export async function ask(model, question, key) {
  const request = { model, messages: [{ role: "user", content: question }] };
  const response = await call("POST", "/answers", key, request);
  return response.headers.get("Location");
}

export function cancel(path, key) {
  return call("DELETE", path, key);
}

/**
 * Follows an answer. The browser reconnects by itself and says which event it saw last.
 *
 * @param hear functions: passages, slice, score, done (each takes the event's data), problem, waiting
 * @returns a function that ends it
 */
export function follow(path, hear) {
  const events = new EventSource(`${path}/events`);
  for (const name of ["passages", "slice", "score"]) {
    events.addEventListener(name, (event) => hear[name](JSON.parse(event.data)));
  }
  events.addEventListener("done", (event) => {
    events.close();
    hear.done(JSON.parse(event.data));
  });
  events.addEventListener("error", (event) => {
    if (typeof event.data === "string") {
      events.close();
      const problem = JSON.parse(event.data);
      hear.problem(new Problem(problem.status, textOf(problem)));
    } else if (events.readyState === EventSource.CLOSED) {
      hear.problem(new Problem(404, ""));
    } else {
      hear.waiting();
    }
  });
  return () => events.close();
}

async function detailOf(response) {
  try {
    return textOf(await response.json());
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}

/** Of a problem document, or of an error in OpenAI's shape. */
function textOf(problem) {
  return problem.detail ?? problem.error?.message ?? problem.title ?? "";
}
