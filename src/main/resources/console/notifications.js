// Notifications: the list, and one with its reason, its attempts and what can be done.
import { call, html, may, place, useList, useRead, useState } from "./core.js";
import { Act, Code, Facts, Field, Filter, Panel, Rows, Shown, Sentence, State, Tabs, Time, Title, bytes, clock, relative, span, tone } from "./parts.js";
import { verifiers } from "./verify.js";

const STATES = ["pending", "delivering", "delivered", "exhausted", "gone", "refused", "canceled"];
const FORMATS = ["native", "adobe", "tailpdf", "pdfgorilla", "enconvert", "vortex"];
export const OUTCOMES = ["delivered", "status_rejected", "ack_missing", "timeout", "connect_failed", "tls_failed", "dns_failed", "connection_lost", "body_too_large", "token_failed", "gone", "refused", "mail_refused", "internal"];
export const OPERATIONAL = ["client.blocked", "client.unblocked", "endpoint.failing", "endpoint.gone", "endpoint.recovered", "notification.exhausted"];
const FILTERS = ["status", "dialect", "outcome", "endpoint_id", "job_id", "event"];

export function Notifications() {
  const asked = place.value.query;
  const query = new URLSearchParams({ limit: 30 });
  for (const name of FILTERS) if (asked.get(name)) query.set(name, asked.get(name));
  const list = useList("/v1/notifications?" + query);
  return html`<${Title} text="Notifications" />
    <div class="filters">
      <${Filter} label="State" name="status" options=${STATES} />
      <${Filter} label="Format" name="dialect" options=${FORMATS} />
      <${Filter} label="Last outcome" name="outcome" options=${OUTCOMES} />
      ${(asked.get("endpoint_id") || asked.get("job_id")) && html`<p>of one ${asked.get("job_id") ? "job" : "endpoint"} · <a href="#/notifications">of all</a></p>`}
      ${may("write") && html`<p><a href=${"#/replays?" + asked}>Replay these</a></p>`}
    </div>
    <${Shown} of=${list}>${(rows) => html`<${Rows} of=${rows} next=${list.next} none="No notifications." label="Notifications" href=${(row) => "#/notifications/" + row.id} columns=${[
      ["State", (row) => html`<${State} of=${row.status} />`],
      ["What", (row) => html`<strong class="cut"><${Sentence} text=${row.explanation} /></strong><small class="cut mono">${row.url || row.target}</small>`, "wide"],
      ["Attempts", (row) => row.attempts_made, "end"],
      ["Next", (row) => row.next_attempt_at && html`<${Time} at=${row.next_attempt_at} />`, "end"],
      ["Created", (row) => html`<${Time} at=${row.created_at} />`, "end"],
    ]} />`}<//>`;
}

export function Notification({ id }) {
  const read = useRead("/v1/notifications/" + id, 2000);
  const redeliver = async () => {
    await call("POST", `/v1/notifications/${id}/redeliver`, undefined, { "Idempotency-Key": crypto.randomUUID?.() ?? String(Math.random()) });
    read.again();
  };
  const cancel = async () => {
    await call("POST", `/v1/notifications/${id}/cancel`);
    read.again();
  };
  const it = read.data;
  return html`<${Title} text="Notification"><code class="id">${id}</code></${Title}>
    <${Shown} of=${read}>${() => html`
      <div class="verdict ${tone(it.status)}">
        <h2><${Sentence} text=${it.explanation} /></h2>
        <p><${State} of=${it.status} /> <code class="break">${it.url || it.target}</code></p>
        ${may("write") && html`<p class="acts">
          <${Act} label="Send it again" tone="first" run=${redeliver} done="It is queued and goes out now." disabled=${it.status === "delivering"} />
          ${it.status === "pending" && html`<${Act} label="Stop trying" run=${cancel} done="It is not tried again." sure="Stop trying to deliver this notification?" />`}</p>`}
      </div>
      <div class="grid">
        <${Panel} title="Timeline"><${Timeline} of=${it} /><//>
        <${Panel} title="About it"><${Facts} of=${{
          Job: html`<a class="mono break" href=${"#/jobs/" + it.job_id}>${it.job_id}</a>`,
          Event: it.event,
          Endpoint: it.endpoint_id && html`<a href=${"#/notifications?endpoint_id=" + it.endpoint_id}>others to it</a>`,
          Created: clock(it.created_at),
          "Next attempt": it.next_attempt_at && html`<${Time} at=${it.next_attempt_at} />`,
          "Blocked until": it.blocked_until && clock(it.blocked_until),
          "Held until": it.held_until && clock(it.held_until),
          Paused: it.paused_at && clock(it.paused_at),
          Ended: it.ended_at && clock(it.ended_at),
          Attempts: it.attempts_made,
        }} /><//>
      </div>
      <${Panel} title="Attempts" hint=${it.attempts.length ? "latest first" : ""}>
        ${it.attempts.length === 0 && html`<p class="none">Nothing has been sent.</p>`}
        ${[...it.attempts].reverse().map((each, at) => html`<${Attempt} key=${each.number} of=${each} request=${at === 0 && it.request} open=${at === 0} />`)}
      <//>
      ${it.request && html`<${Verify} request=${it.request} />`}`}<//>`;
}

/** What happened when, and how long it waited between. */
function Timeline({ of }) {
  const events = [{ at: of.created_at, what: "Created, when the job ended", tone: "mute" }];
  for (const each of of.attempts) {
    events.push({ at: each.started_at, until: new Date(each.started_at).getTime() + (each.latency_ms || 0), what: `Attempt ${each.number}: ${outcome(each)}`, tone: each.outcome === "delivered" ? "ok" : "bad" });
  }
  if (of.next_attempt_at && of.status === "pending") events.push({ at: of.next_attempt_at, what: of.paused_at ? "Waits until the endpoint is resumed" : "Next attempt", tone: "wait", future: true });
  let end = null;
  return html`<ol class="timeline">${events.map((each) => {
    const wait = end === null ? 0 : new Date(each.at) - end;
    end = each.until || new Date(each.at).getTime();
    return html`${wait > 0 && html`<li class="gap"><span>waits ${span(wait)}</span></li>`}
      <li class=${each.tone}><strong>${each.what}</strong> <time datetime=${each.at}>${each.future ? relative(each.at) : clock(each.at)}</time></li>`;
  })}</ol>`;
}

export const outcome = (attempt) =>
  (attempt.outcome || "").replaceAll("_", " ") + (attempt.http_status ? " (" + attempt.http_status + ")" : "");

function Attempt({ of, request, open }) {
  const ok = of.outcome === "delivered";
  return html`<details class="attempt" open=${open}>
    <summary><span class="state ${ok ? "ok" : "bad"}">${outcome(of)}</span> <strong>Attempt ${of.number}</strong>
      <span class="hint">${clock(of.started_at)}${of.latency_ms !== undefined && html` · took ${span(of.latency_ms)}`}${of.address && html` · <code>${of.address}</code>`}</span></summary>
    ${of.detail && html`<p>${of.detail}</p>`}
    <div class="exchange">
      ${request && html`<${Side} title="Request" first=${request.method + " " + request.url} headers=${request.headers} body=${request.body} encoding=${request.body_encoding} />`}
      <${Side} title="Answer" first=${of.http_status ? "HTTP " + of.http_status : "None: " + outcome(of)} headers=${of.answer_headers} body=${of.answer} encoding=${of.answer_encoding} />
    </div>
  </details>`;
}

/** One side of an exchange. What a receiver sent is text, whatever it is. */
export function Side({ title, first, headers, body, encoding }) {
  const lines = Object.entries(headers || {}).flatMap(([name, value]) => [].concat(value).map((each) => `${name}: ${each}`));
  const text = visible([first, ...lines].join("\n") + (body ? "\n\n" + pretty(body) : ""));
  return html`<div><${Code} label=${title + (encoding === "base64" ? " (body in base64)" : "")} text=${text} wrap=${true} /></div>`;
}

/** Characters that would turn or hide what follows, by their numbers. */
const visible = (text) =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, (each) =>
    each === "\r" ? "" : "\\u" + each.charCodeAt(0).toString(16).padStart(4, "0"));

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch (notJson) {
    return body;
  }
}

function Verify({ request }) {
  const snippets = verifiers(request);
  const [chosen, choose] = useState("Shell");
  return html`<${Panel} title="Verify it" hint="with your signing secret, as your server should">
    <${Tabs} of=${Object.keys(snippets)} chosen=${chosen} choose=${choose} label="Language" />
    <${Code} text=${snippets[chosen]} label=${chosen} />
  <//>`;
}
