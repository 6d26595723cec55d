// What all pages stand on: rendering, requests, the address, messages.
import { h, render, Fragment } from "./preact.js";
import { useEffect, useMemo, useRef, useState } from "./hooks.js";
import { signal } from "./signals.js";
import htm from "./htm.js";

export const html = htm.bind(h);
export { Fragment, render, signal, useEffect, useMemo, useRef, useState };

/** The session: undefined until it is known, null if there is none. */
export const session = signal(undefined);
export const message = signal(null);
/** The latest requests, as the page shows them with curl; reading twice is listed once. */
export const requests = signal([]);

let root = "";
let authorization = "$HOOKPRESS_API_KEY";

/** Sets what paths begin with, and the variable that curl commands name. */
export function api(prefix, keyVariable) {
  root = prefix;
  authorization = keyVariable;
}

/** A refusal of the API (RFC 9457), or the lack of an answer. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || "HTTP " + status);
    this.status = status;
    this.title = problem.title || "HTTP " + status;
    this.faults = problem.errors || [];
  }
}

/** Sends a request and returns its JSON, or a Blob for pictures. Throws a Refusal. */
export async function call(method, path, body, headers) {
  if (path !== "/v1/console/session" && path !== "/session") note(method, path, body);
  let answer;
  try {
    answer = await fetch(root + path, {
      method,
      credentials: "same-origin",
      headers: {
        "Hookpress-Console": "1",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (lost) {
    throw new Refusal(0, { title: "No answer", detail: "The API cannot be reached." });
  }
  const type = answer.headers.get("Content-Type") || "";
  if (answer.ok) {
    if (answer.status === 204) return null;
    return type.includes("json") ? answer.json() : answer.blob();
  }
  const problem = type.includes("json") ? await answer.json() : {};
  if (answer.status === 401 && session.value) session.value = null;
  throw new Refusal(answer.status, problem);
}

export const get = (path) => call("GET", path);

function note(method, path, body) {
  const line = curl(method, path, body);
  if (requests.value[0] === line) return;
  requests.value = [line, ...requests.value.filter((each) => each !== line)].slice(0, 6);
}

const quoted = (text) => "'" + text.replaceAll("'", "'\\''") + "'";

/** The command that sends a request as this page does. */
export function curl(method, path, body) {
  const url = location.origin + root + path;
  const named = method === "GET" || (method === "POST" && body !== undefined) ? "" : `-X ${method} `;
  const parts = ["curl -s " + named + (/[&?]/.test(url) ? quoted(url) : url)];
  parts.push(`-H "Authorization: Bearer ${authorization}"`);
  if (body !== undefined) {
    parts.push("-H 'Content-Type: application/json'", "-d " + quoted(JSON.stringify(body)));
  }
  return parts.join(" \\\n  ");
}

/** The address behind the #, as a path and its query. */
export const place = signal(read());

function read() {
  const [path, query] = (location.hash.slice(1) || "/").split("?");
  return { path: path.split("/").filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) };
}

addEventListener("hashchange", () => {
  const before = place.value.path.join("/");
  place.value = read();
  if (before !== place.value.path.join("/")) {
    requests.value = [];
    scrollTo(0, 0);
    // A screen reader begins with the new page.
    setTimeout(() => {
      document.querySelector("main")?.focus({ preventScroll: true });
      document.querySelector("nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
    }, 50);
  }
});

/** Changes the query of this page without a new entry in the history. */
export function narrow(changes) {
  const query = new URLSearchParams(place.value.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const path = place.value.path.map(encodeURIComponent).join("/");
  location.replace("#/" + path + (query.size ? "?" + query : ""));
}

let fading = 0;

/** Tells what has been done, for some seconds; errors stay until the next message. */
export function say(text, tone) {
  clearTimeout(fading);
  message.value = { text, tone: tone || "ok" };
  if (tone !== "bad") fading = setTimeout(() => (message.value = null), 6000);
}

/**
 * Reads a path now and, if `every` is given, again and again while the page is in sight.
 * Returns { data, error, again }. What was read stays while it is read anew.
 */
export function useRead(path, every) {
  const [state, setState] = useState({ path: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!path) return undefined;
    let live = true;
    let timer = 0;
    const once = async () => {
      try {
        if (document.hidden && timer) return;
        const data = await get(path);
        if (live) setState({ path, data });
      } catch (error) {
        if (live) setState((was) => ({ path, data: was.path === path ? was.data : undefined, error }));
      } finally {
        if (live && every) timer = setTimeout(once, every);
      }
    };
    once();
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [path, every, turn]);
  const known = state.path === path ? state : {};
  return { data: known.data, error: known.error, again: () => setTurn(turn + 1) };
}

/** Reads a list page by page. */
export function useList(path, every = 10000) {
  const [more, setMore] = useState({ path, pages: [] });
  const first = useRead(path, every);
  const pages = more.path === path ? more.pages : [];
  const last = pages.length ? pages[pages.length - 1] : first.data;
  const data = first.data && [...first.data.data, ...pages.flatMap((page) => page.data)];
  const next = last?.next_cursor;
  return {
    data: data && unique(data),
    error: first.error,
    again: first.again,
    next:
      next &&
      (async () => {
        const page = await get(path + (path.includes("?") ? "&" : "?") + "cursor=" + encodeURIComponent(next));
        setMore({ path, pages: [...pages, page] });
      }),
  };
}

function unique(rows) {
  const known = new Set();
  return rows.filter((row) => row.id === undefined || (!known.has(row.id) && known.add(row.id)));
}

/** Whether the session may do what needs this scope. */
export const may = (scope) => session.value?.scopes?.includes(scope) ?? true;
