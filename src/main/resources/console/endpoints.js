// Endpoints: how each does, and what can be done about it.
import { call, html, may, place, useList, useState } from "./core.js";
import { Act, Bar, Choice, Code, Facts, Field, Form, Panel, Shown, State, Time, Title, clock, number, span } from "./parts.js";
import { Side, outcome } from "./notifications.js";

const FORMATS = ["native", "adobe", "tailpdf", "pdfgorilla", "enconvert", "vortex"];
const EVENTS = ["job.completed", "job.failed", "job.canceled", "client.blocked", "client.unblocked", "endpoint.gone", "notification.exhausted"];
const WAITS = { block: "the block of all your callbacks", pause: "you to resume it", hold: "its hold to end", limit: "attempts under way to end" };

export function Endpoints() {
  const list = useList("/v1/endpoints?limit=50");
  const wanted = place.value.query.get("id");
  return html`<${Title} text="Endpoints" />
    <p class="lead">The URLs that something was sent to in the last seven days, each with as many attempts at a time as it can take.</p>
    <${Shown} of=${list}>${(rows) => html`
      ${rows.length === 0 && html`<p class="none">Nothing has been sent yet.</p>`}
      ${rows.map((row) => html`<${Endpoint} key=${row.id} of=${row} open=${row.id === wanted} again=${list.again} />`)}
      ${list.next && html`<p class="acts"><${Act} label="Show more" run=${list.next} /></p>`}`}<//>
    ${may("write") && html`<${Panel} title="Register an endpoint" hint="it hears of every job, without being named in it"><${Register} again=${list.again} /><//>`}`;
}

/** Registers a URL for the events that it wants; its secret is shown once. */
function Register({ again }) {
  const [made, setMade] = useState(null);
  const run = async (fields, form) => {
    const body = { url: fields.url, events: new FormData(form).getAll("events"), format: fields.format };
    if (fields.name) body.name = fields.name;
    if (fields.rate) body.rate_per_second = Number(fields.rate);
    setMade(await call("POST", "/v1/endpoints", body));
    form.reset();
    again();
  };
  return html`${made?.secret && html`<div class="note ok" role="status"><p>Copy its signing secret now: it is not shown again.</p><${Code} text=${made.secret} label="Signing secret" wrap=${true} /></div>`}
    <${Form} label="Register" tone="" run=${run} done="It is registered.">
      <div class="fields"><${Field} label="URL of the endpoint" name="url" type="url" required placeholder="https://" /><${Field} label="Name of the endpoint" name="name" maxlength="100" />
        <${Choice} label="Format of its callbacks" name="format" options=${["job", ...FORMATS]} value="job" /><${Field} label="At most so many a second" name="rate" type="number" min="1" placeholder="no limit" /></div>
      <fieldset><legend>It hears of</legend>${EVENTS.map((each, at) => html`<label class="check"><input type="checkbox" name="events" value=${each} defaultChecked=${at < 3} /> ${each}</label>`)}</fieldset>
    <//>`;
}

function Endpoint({ of, open, again }) {
  const [testing, setTesting] = useState(false);
  const day = of.last_24_hours || {};
  const act = (what) => async () => {
    await call("POST", `/v1/endpoints/${of.id}/${what}`);
    again();
  };
  const registered = of.registration;
  const enable = (enabled) => async () => {
    await call("PATCH", "/v1/endpoints/" + of.id, { enabled });
    again();
  };
  const remove = async () => {
    await call("DELETE", "/v1/endpoints/" + of.id);
    again();
  };
  const ratio = day.success_ratio;
  const share = ratio === undefined || ratio === null ? "no attempts" : (ratio * 100).toFixed(ratio < 1 && ratio > 0.99 ? 1 : 0) + " %";
  return html`<section class="panel endpoint">
    <header>${registered?.name && html`<h2>${registered.name}</h2>`}<h2 class="mono break">${of.endpoint}</h2><${State} of=${of.status} />
      <div class="acts">${may("write") && html`
        ${(of.status === "gone" || of.status === "held") && html`<${Act} label="Send again" run=${act("reinstate")} done="It is sent to again." />`}
        ${registered && html`<${Act} label=${registered.enabled ? "Switch off" : "Switch on"} run=${enable(!registered.enabled)} done=${registered.enabled ? "It hears of no further jobs." : "It hears of jobs again."} />
          <${Act} label="Remove" run=${remove} done="It is no longer registered." sure="Remove this endpoint?" />`}
        ${of.status === "paused" ? html`<${Act} label="Resume" tone="first" run=${act("resume")} done="It is sent to again." />` : of.status !== "gone" && html`<${Act} label="Pause" run=${act("pause")} done="Nothing is sent to it until you resume it." />`}`}
        ${may("manage") && html`<button type="button" aria-expanded=${testing} onClick=${() => setTesting(!testing)}>Test</button>`}
      </div></header>
    <div class="endpoint-facts">
      <div><p class="figure">${share}<small> delivered of ${number(day.attempts || 0)} attempts in 24 h</small></p>
        <${Bar} share=${ratio ?? 0} tone=${ratio === undefined || ratio === null ? "mute" : ratio >= 0.99 ? "ok" : ratio >= 0.8 ? "wait" : "bad"} label=${share + " delivered"} /></div>
      <${Facts} of=${{
        "Hears of": registered && (registered.enabled ? registered.events?.join(", ") || "what names it" : "nothing, it is switched off"),
        "At most": registered?.rate_per_second && number(registered.rate_per_second) + " a second",
        "Authorized by": registered?.auth && (registered.auth.type === "mtls" ? `certificate ${registered.auth.subject}, until ${clock(registered.auth.not_after)}` : `access token of ${registered.auth.token_url}`),
        "At a time": number(of.in_flight_limit),
        "Answers in": day.mean_latency_ms !== undefined && day.mean_latency_ms !== null && span(day.mean_latency_ms) + (day.longest_latency_ms > day.mean_latency_ms ? `, ${span(day.longest_latency_ms)} at most` : ""),
        "Last attempt": of.last_attempt && html`${outcome(of.last_attempt)}, <${Time} at=${of.last_attempt.at} />`,
        "Waits for": of.waits_for && (WAITS[of.waits_for] || of.waits_for),
        Held: of.hold && html`until ${clock(of.hold.until)}: ${of.hold.reason}`,
        "Paused since": of.paused_at && clock(of.paused_at),
        "Gone since": of.gone_at && clock(of.gone_at),
        Notifications: html`<a href=${"#/notifications?endpoint_id=" + of.id}>show them</a>`,
      }} />
    </div>
    ${testing && html`<${Test} url=${of.endpoint} />`}
  </section>`;
}

/** Sends one callback as for a completed job, and shows the whole exchange. */
export function Test({ url }) {
  const [result, setResult] = useState(null);
  const run = async (fields) => {
    setResult(null);
    setResult(await call("POST", "/v1/client/test-callback", { url: fields.url, format: fields.format }));
  };
  return html`<div class="test">
    <${Form} label="Send a test" run=${run}>
      <div class="fields"><${Field} label="URL" name="url" type="url" required value=${url} hint="Parts of the URL that may be secret are not shown; fill them in." />
      <${Choice} label="Format" name="format" options=${FORMATS} value="native" /></div>
    <//>
    ${result && html`<p><${State} of=${result.outcome === "delivered" ? "delivered" : "failed"} /> ${outcome(result)}${result.latency_ms !== undefined && " in " + span(result.latency_ms)}${result.detail && ": " + result.detail}</p>
      <div class="exchange"><${Side} title="Request" first=${"POST " + result.request.url} headers=${result.request.headers} body=${result.request.body} />
      <${Side} title="Answer" first=${result.http_status ? "HTTP " + result.http_status : "None"} headers=${result.answer_headers} body=${result.answer} /></div>`}
  </div>`;
}
