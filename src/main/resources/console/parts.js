// What pages are made of.
import { Refusal, html, message, narrow, place, requests, say, useEffect, useRef, useState } from "./core.js";

const TONES = { active: "ok", alive: "ok", silent: "bad", deleting: "bad",
  completed: "ok", delivered: "ok", open: "ok", ready: "ok", live: "ok", running: "run", processing: "run",
  delivering: "run", draining: "wait", pending: "wait", held: "wait", paused: "wait", queued: "wait",
  failed: "bad", exhausted: "bad", gone: "bad", refused: "bad", blocked: "bad", dead: "bad", disabled: "bad",
};

export const State = ({ of }) => html`<span class="state ${TONES[of] || "mute"}">${of}</span>`;

const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "narrow" });
const UNITS = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
const NAMES = { d: "day", h: "hour", min: "minute", s: "second" };

/** Such as "3 min ago" or "in 2 h". */
export function relative(at, now = Date.now()) {
  const seconds = Math.round((new Date(at) - now) / 1000);
  const [unit, size] = UNITS.find(([, s]) => Math.abs(seconds) >= s) || UNITS[3];
  return Math.abs(seconds) < 1 ? "now" : RELATIVE.format(Math.trunc(seconds / size), NAMES[unit]);
}

/** Such as "5 s", "2 min 5 s" or "3 h 20 min". */
export function span(millis) {
  if (millis < 1000) return Math.max(0, Math.round(millis)) + " ms";
  if (millis < 10000) return (millis / 1000).toFixed(1).replace(/\.0$/, "") + " s";
  let left = Math.round(millis / 1000);
  const words = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count && words.length < 2) words.push(count + " " + unit);
    else if (words.length) break;
  }
  return words.join(" ") || "0 s";
}

export const bytes = (n) =>
  n === undefined ? "" : n < 1000 ? n + " B" : n < 1e6 ? (n / 1000).toFixed(1) + " kB" : (n / 1e6).toFixed(1) + " MB";
export const number = (n) => (n === undefined || n === null ? "–" : n.toLocaleString("en"));

export const clock = (at) => new Date(at).toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC");

export function Time({ at }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 5000);
    return () => clearInterval(timer);
  }, []);
  return at ? html`<time datetime=${at} title=${clock(at)}>${relative(at)}</time>` : "–";
}

const STAMP = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** A sentence of the API, with its times as people read them. */
export const Sentence = ({ text }) =>
  text.split(STAMP).map((part, at) => (at % 2 ? html`<time datetime=${part} title=${relative(part)}>${soon(part)}</time>` : part));

/** The time alone today; with the day otherwise. */
function soon(at) {
  const text = clock(at);
  return new Date(at).toDateString() === new Date().toDateString() ? text.slice(11) : text;
}

/** An error that has been thrown, with its faults. */
export const Trouble = ({ error }) =>
  error &&
  html`<div class="note bad" role="alert">
    <strong>${error.title || "Error"}</strong> ${error.message}
    ${error.faults?.length > 0 &&
    html`<ul>${error.faults.map((fault) => html`<li><code>${fault.pointer ?? fault.parameter ?? fault.header}</code> ${fault.detail}</li>`)}</ul>`}
  </div>`;

/** What is shown of something that is read: its error, or that it is awaited, or itself. */
export const Shown = ({ of, children }) =>
  html`<${Trouble} error=${of.error} />${of.data === undefined ? !of.error && html`<p class="loading">Loading …</p>` : children(of.data)}`;

export const Title = ({ text, children }) => {
  useEffect(() => {
    document.title = text + " · Hookpress";
  }, [text]);
  return html`<header class="title"><h1>${text}</h1><div class="acts">${children}</div></header>`;
};

export const Panel = ({ title, hint, acts, children, plain }) =>
  html`<section class="panel ${plain ? "plain" : ""}">
    ${title && html`<header><h2>${title}</h2>${hint && html`<p class="hint">${hint}</p>`}<div class="acts">${acts}</div></header>`}
    ${children}
  </section>`;

/** Facts in two columns; those without a value are left out. */
export const Facts = ({ of }) =>
  html`<dl class="facts">${Object.entries(of)
    .filter(([, value]) => value !== undefined && value !== null && value !== "" && value !== false)
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/**
 * A button that does something and says what came of it. With `sure`, it asks at first.
 */
export function Act({ label, run, done, sure, tone, disabled }) {
  const [busy, setBusy] = useState(false);
  const click = async () => {
    if (sure && !confirm(sure)) return;
    setBusy(true);
    try {
      const result = await run();
      if (done) say(typeof done === "function" ? done(result) : done);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      say(error.title + ": " + error.message + faultText(error), "bad");
    } finally {
      setBusy(false);
    }
  };
  return html`<button type="button" class=${tone || ""} disabled=${busy || disabled} aria-busy=${busy} onClick=${click}>${label}</button>`;
}

const faultText = (error) =>
  error.faults.map((fault) => ` ${fault.pointer ?? fault.parameter ?? fault.header ?? ""} ${fault.detail}`).join("");

/** A form that sends its fields, and shows why it was refused beside them. */
export function Form({ label, run, children, tone, done }) {
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const form = event.target;
      const result = await run(Object.fromEntries(new FormData(form)), form, event.submitter?.value);
      if (done) say(typeof done === "function" ? done(result) : done);
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return html`<form onSubmit=${submit}>
    ${children}
    <${Trouble} error=${error} />
    ${label && html`<p class="acts"><button class=${tone ?? "first"} disabled=${busy} aria-busy=${busy}>${label}</button></p>`}
  </form>`;
}

/** A field with its label. Its first value is set once: what people type stays while the page is read anew. */
export function Field({ label, name, hint, children, value, ...more }) {
  return html`<label class="field"><span>${label}</span>${children || html`<input name=${name} autocomplete="off" defaultValue=${value} ...${more} />`}${hint && html`<small>${hint}</small>`}</label>`;
}

export const Choice = ({ label, name, options, value, onChange, empty }) =>
  html`<label class="field"><span>${label}</span><select name=${name} ...${onChange ? { value } : {}} onChange=${(event) => onChange?.(event.target.value)}>
    ${empty !== undefined && html`<option value="" selected=${!value}>${empty}</option>`}
    ${options.map((each) => html`<option value=${each} selected=${each === value}>${each}</option>`)}
  </select></label>`;

/** A filter that stands in the address. */
export const Filter = ({ label, name, options }) =>
  html`<${Choice} label=${label} options=${options} empty="any" value=${place.value.query.get(name) || ""} onChange=${(value) => narrow({ [name]: value })} />`;

/** Text that can be copied, never read as anything but text. */
export function Code({ text, label, wrap }) {
  const box = useRef(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say("Copied.");
    } catch (denied) {
      getSelection().selectAllChildren(box.current);
      say("Selected; copy it with the keyboard.");
    }
  };
  return html`<figure class="code ${wrap ? "wrap" : ""}">
    <figcaption>${label}<button type="button" class="small" aria-label=${"Copy " + (label || "this text")} onClick=${copy}>Copy</button></figcaption>
    <pre ref=${box} tabindex="0" aria-label=${label || "Text"}>${text}</pre>
  </figure>`;
}

/** Rows of a list, each a link if it has an address. `columns` are [name, cell, class]. */
export function Rows({ of, columns, href, none, next, label }) {
  if (of.length === 0) return html`<p class="none">${none}</p>`;
  const cells = (row) => columns.map(([name, cell, kind]) => html`<span class=${kind || ""} data-name=${name}>${cell(row)}</span>`);
  return html`<div class="rows c${columns.length}">
      <div class="head" aria-hidden="true">${columns.map(([name, , kind]) => html`<span class=${kind || ""}>${name}</span>`)}</div>
      <ul aria-label=${label}>${of.map((row) => html`<li key=${row.id}>${href ? html`<a class="row" href=${href(row)}>${cells(row)}</a>` : html`<div class="row">${cells(row)}</div>`}</li>`)}</ul>
    </div>
    ${next && html`<p class="acts"><${Act} label="Show more" run=${next} /></p>`}`;
}

/** A share from 0 to 1 as a bar. */
export function Bar({ share, tone, label }) {
  const width = Math.max(0, Math.min(1, share || 0)) * 100;
  return html`<svg class="bar ${tone || "ok"}" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label=${label}>
    <rect class="back" width="100" height="6" /><rect class="fill" width=${width} height="6" />
  </svg>`;
}

/** Stacked columns over time: `bins` are [label, { tone: count }]. */
export function Columns({ bins, label }) {
  const sum = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...bins.map(([, counts]) => sum(counts)));
  const step = 100 / bins.length;
  return html`<svg class="columns" viewBox="0 0 100 36" preserveAspectRatio="none" role="img" aria-label=${label}>
    <line class="axis" x1="0" x2="100" y1="35.7" y2="35.7" />
    ${bins.map(([name, counts], at) => {
      let top = 35;
      return html`<g><title>${name}: ${sum(counts)}</title><rect class="hit" x=${at * step} y="0" width=${step} height="36" />
        ${["ok", "run", "wait", "bad", "mute"].filter((tone) => counts[tone]).map((tone) => {
          const height = (counts[tone] / most) * 33;
          top -= height;
          return html`<rect class=${tone} x=${at * step + step * 0.14} y=${top} width=${step * 0.72} height=${height} />`;
        })}</g>`;
    })}
  </svg>`;
}

export const tone = (state) => TONES[state] || "mute";

export const Tabs = ({ of, chosen, choose, label }) =>
  html`<div class="tabs" role="group" aria-label=${label}>${of.map(
    (each) => html`<button type="button" aria-pressed=${each === chosen} onClick=${() => choose(each)}>${each}</button>`,
  )}</div>`;

/** What this page has asked of the API, as commands. */
export const Requests = () =>
  requests.value.length > 0 &&
  html`<details class="requests"><summary>This page with curl</summary>${requests.value.map(
    (line) => html`<${Code} key=${line} text=${line} label="" wrap=${true} />`,
  )}</details>`;

export const Message = () =>
  html`<div class="messages" role="status" aria-live="polite">${message.value &&
  html`<p class="message ${message.value.tone}">${message.value.text}
    <button type="button" class="small" aria-label="Dismiss" onClick=${() => (message.value = null)}>×</button></p>`}</div>`;

/** The frame of every page. `pages` are [path, name]. */
export function Frame({ pages, who, leave, children }) {
  const here = place.value.path[0] || "";
  const skip = (event) => {
    event.preventDefault();
    document.querySelector("main").focus();
  };
  return html`<a class="skip" href="#main" onClick=${skip}>Skip to the page</a>
    <header class="top"><a class="brand" href="#/"><${Mark} />Hookpress</a><span class="who">${who}</span><button type="button" class="quiet" onClick=${leave}>Sign out</button></header>
    <nav aria-label="Pages">${pages.map(([path, name]) => html`<a href=${"#/" + path} aria-current=${path === here ? "page" : null}>${name}</a>`)}</nav>
    <main id="main" tabindex="-1">${children}<${Requests} /></main>
    <${Message} />`;
}

export const Mark = () =>
  html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" /><path d="M9 7v18M9 16h10a4 4 0 0 1 4 4v1a4 4 0 0 1-4 4 3 3 0 0 1-3-3" /></svg>`;
