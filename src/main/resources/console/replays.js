// Replays: count first, then send, and watch.
import { call, html, may, place, useList, useState } from "./core.js";
import { Act, Bar, Choice, Facts, Field, Form, Panel, Shown, State, Title, clock, number } from "./parts.js";
import { OPERATIONAL, OUTCOMES } from "./notifications.js";

const STATES = ["exhausted", "gone", "refused", "canceled", "delivered"];
const FORMATS = ["native", "adobe", "tailpdf", "pdfgorilla", "enconvert", "vortex"];
const local = (time) => new Date(time - new Date(time).getTimezoneOffset() * 60e3).toISOString().slice(0, 16);

export function Replays() {
  const list = useList("/v1/replays?limit=20", 1500);
  return html`<${Title} text="Replays" />
    <p class="lead">A replay sends again what was not delivered, or all of it, at a rate that your receiver can take.</p>
    ${may("write") && html`<${Panel} title="Start a replay"><${Start} again=${list.again} /><//>`}
    <${Panel} title="Replays"><${Shown} of=${list}>${(rows) => html`
      ${rows.length === 0 && html`<p class="none">There have been none.</p>`}
      ${rows.map((row) => html`<${Replay} key=${row.id} of=${row} again=${list.again} />`)}
      ${list.next && html`<p class="acts"><${Act} label="Show more" run=${list.next} /></p>`}`}<//><//>`;
}

const NARROWING = ["dialect", "endpoint", "endpoint_id", "job_id", "event", "outcome"];

/** Begins with the filter that a list of notifications was looked at with. */
function Start({ again }) {
  const [counted, setCounted] = useState(null);
  const asked = (name) => place.value.query.get(name) || "";
  const wanted = STATES.includes(asked("status")) ? asked("status") : "exhausted";
  const now = Date.now();
  const [times] = useState([local(now - 24 * 3600e3), local(now + 60e3)]);
  const body = (form) => {
    const data = new FormData(form);
    const narrowed = {
      from: new Date(data.get("from")).toISOString(),
      to: new Date(data.get("to")).toISOString(),
      states: data.getAll("states"),
      rate_per_second: Number(data.get("rate")),
    };
    for (const name of NARROWING) if (data.get(name)) narrowed[name] = data.get(name);
    return narrowed;
  };
  const run = async (_, form, what) => {
    const filter = body(form);
    if (what === "start") {
      await call("POST", "/v1/replays", filter);
      setCounted(null);
      again();
    } else {
      setCounted(await call("POST", "/v1/replays", { ...filter, dry_run: true }));
    }
  };
  return html`<div onInput=${() => setCounted(null)}><${Form} run=${run}>
    <div class="fields">
      <${Field} label="Created from" name="from" type="datetime-local" required value=${times[0]} />
      <${Field} label="until" name="to" type="datetime-local" required value=${times[1]} />
      <${Choice} label="Format" name="dialect" options=${FORMATS} value=${asked("dialect")} empty="any" />
      <${Choice} label="Last outcome" name="outcome" options=${OUTCOMES} value=${asked("outcome")} empty="any" />
      <${Field} label="Origin" name="endpoint" placeholder="any" hint="Of its receiver, or a URL there" />
      <${Field} label="Endpoint" name="endpoint_id" placeholder="any" value=${asked("endpoint_id")} hint="Its id, ep_…" />
      <${Field} label="Job" name="job_id" placeholder="any" value=${asked("job_id")} hint="Its id" />
      <${Choice} label="Operational event" name="event" options=${OPERATIONAL} value=${asked("event")} empty="none" />
      <${Field} label="A second" name="rate" type="number" min="1" max="1000" value="20" />
    </div>
    <fieldset><legend>That ended as</legend>${STATES.map((state) => html`<label class="check"><input type="checkbox" name="states" value=${state} defaultChecked=${state === wanted} /> ${state}</label>`)}</fieldset>
    <p class="acts"><button value="count">Count them</button>
      <button class="first" value="start" disabled=${!counted || counted.matched === 0}>${counted ? "Send these again" : "Send again"}</button>
      ${counted && html`<span role="status">${counted.matched_exactly ? "" : "At least "}${number(counted.matched)} ${counted.matched === 1 ? "notification matches" : "notifications match"}.</span>`}</p>
  <//></div>`;
}

function Replay({ of, again }) {
  const share = of.matched ? of.queued / of.matched : 1;
  const cancel = async () => {
    await call("DELETE", "/v1/replays/" + of.id);
    again();
  };
  const filter = of.filter;
  return html`<div class="replay">
    <p><${State} of=${of.status} /> <span><strong>${number(of.queued)}</strong> of ${number(of.matched)}${of.matched_exactly ? "" : " or more"} sent on</span> <span class="hint">${clock(of.created_at)}</span>
      ${of.status === "running" && may("write") && html`<${Act} label="Stop" run=${cancel} done="The replay is stopped." />`}</p>
    <${Bar} share=${of.status === "completed" ? 1 : share} tone=${of.status === "canceled" ? "mute" : of.status === "completed" ? "ok" : "run"} label=${Math.round(share * 100) + " % sent on"} />
    <p class="hint">${filter.states.join(", ")} from ${clock(filter.from)} until ${clock(filter.to)}${filter.dialect ? ", " + filter.dialect : ""}${NARROWING.slice(1).map((name) => (filter[name] ? ", " + filter[name] : ""))}, at ${of.rate_per_second} a second</p>
  </div>`;
}
