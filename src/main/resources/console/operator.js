// The operators' console, on the management port.
import { api, call, get, html, narrow, place, render, session, useEffect, useList, useRead, useState } from "./core.js";
import { Act, Bar, Choice, Code, Facts, Field, Form, Frame, Mark, Message, Panel, Rows, Sentence, Shown, State, Time, Title, Trouble, clock, number, relative, span } from "./parts.js";

const PAGES = [
  ["", "Queues", Queues],
  ["clients", "Clients", Clients, Client],
  ["nodes", "Nodes", Nodes],
  ["find", "Find", Find],
  ["audit", "Audit", Audit],
];
const NAME = "hookpress.operator";
const SCOPES = ["read", "write", "manage"];

/** Changes something in this operator's name. */
const change = (method, path, body) =>
  call(method, path, body, { "Hookpress-Operator": localStorage.getItem(NAME) || "operator" });

const outside = (method, body) =>
  fetch("/operator/v1/session", { method, headers: { "Hookpress-Console": "1" }, body: body && JSON.stringify(body) });

async function leave() {
  await outside("DELETE");
  session.value = null;
}

function SignIn() {
  const [wrong, setWrong] = useState(null);
  const begin = async ({ key, name }) => {
    localStorage.setItem(NAME, name.trim() || "operator");
    const answer = await outside("POST", { key: key.trim() });
    if (answer.ok) session.value = {};
    else setWrong({ title: "Not signed in", message: answer.status === 401 ? "That is not the operator key." : "HTTP " + answer.status });
  };
  return html`<main class="signin" id="main" tabindex="-1">
    <h1><${Mark} />Hookpress for operators</h1>
    <${Form} label="Sign in" run=${begin}>
      <${Field} label="Your name, for the audit log" name="name" value=${localStorage.getItem(NAME) || ""} maxlength="100" />
      <label class="field"><span>Operator key</span><input name="key" type="password" autocomplete="current-password" required spellcheck="false" /></label>
      <${Trouble} error=${wrong} />
    <//>
    <${Message} />
  </main>`;
}

function Queues() {
  const queue = useRead("/queue", 3000);
  const by = place.value.query.get("by") || "failing";
  const top = useRead(`/top?by=${by}&hours=1&limit=15`, 10000);
  return html`<${Title} text="Queues" />
    <${Shown} of=${queue}>${(it) => {
      const waiting = Object.entries(it.notifications);
      const most = Math.max(1, ...waiting.map(([, n]) => n));
      return html`<div class="grid">
        <${Panel} title="Notifications" hint="by what they wait for">
          ${waiting.length === 0 && html`<p class="none">None are waiting.</p>`}
          ${waiting.map(([what, n]) => html`<div key=${what}><p class="pair"><span>${what.replaceAll("_", " ")}</span><strong>${number(n)}</strong></p><${Bar} share=${n / most} tone="run" label=${`${n} ${what}`} /></div>`)}
        <//>
        <${Panel} title="Longest overdue"><${Facts} of=${{
          "Document to render": it.oldest_document_due_at ? html`since <${Time} at=${it.oldest_document_due_at} />` : "none",
          "Notification to send": it.oldest_notification_due_at ? html`since <${Time} at=${it.oldest_notification_due_at} />` : "none",
        }} /><//>
      </div>`;
    }}<//>
    <${Panel} title="Clients of the last hour" acts=${html`<${Choice} label="Ordered by" options=${["failing", "flooding", "waiting"]} value=${by} onChange=${(value) => narrow({ by: value })} />`}>
      <${Shown} of=${top}>${({ data }) => html`<${Rows} of=${data.map((row) => ({ ...row, id: row.client_id }))} none="None." label="Clients" href=${(row) => "#/clients/" + row.client_id} columns=${[
        ["Client", (row) => html`<strong>${row.name}</strong>`, "wide"],
        ["Failed", (row) => number(row.failed), "end"],
        ["Attempts", (row) => number(row.attempts), "end"],
        ["To send", (row) => number(row.pending_notifications), "end"],
        ["To render", (row) => number(row.pending_documents), "end"],
        ["Oldest due", (row) => row.oldest_due_at && html`<${Time} at=${row.oldest_due_at} />`, "end"],
      ]} />`}<//>
    <//>`;
}

function Clients() {
  const list = useList("/clients?limit=50");
  const [made, setMade] = useState(null);
  const create = async ({ name }, form) => {
    setMade(await change("POST", "/clients", { name }));
    form.reset();
    list.again();
  };
  return html`<${Title} text="Clients" />
    <${Shown} of=${list}>${(rows) => html`<${Rows} of=${rows} next=${list.next} none="No clients." label="Clients" href=${(row) => "#/clients/" + row.id} columns=${[
      ["State", (row) => html`<${State} of=${row.status} />`],
      ["Name", (row) => html`<strong>${row.name}</strong>`, "wide"],
      ["Id", (row) => row.id, "wide mono"],
      ["Created", (row) => html`<${Time} at=${row.created_at} />`, "end"],
    ]} />`}<//>
    <${Panel} title="New client">
      ${made && html`<div class="note ok" role="status"><p>Copy these now: they are not shown again.</p><${Code} label="Credentials" text=${`api_key:        ${made.api_key}\nsigning_secret: ${made.signing_secret}`} wrap=${true} /></div>`}
      <${Form} label="Create" run=${create}><${Field} label="Name" name="name" required maxlength="100" /><//>
    <//>`;
}

const LIMITS = [
  ["requests_per_second", "Submissions a second"],
  ["max_pending_jobs", "Jobs that may wait"],
  ["breaker_errors", "Errors that start a block"],
  ["breaker_window_seconds", "within so many seconds"],
  ["breaker_block_seconds", "Seconds that a block lasts"],
];

function Client({ id }) {
  const read = useRead("/clients/" + id, 5000);
  const act = (method, path, body) => async () => {
    await change(method, `/clients/${id}${path}`, body);
    read.again();
  };
  return html`<${Shown} of=${read}>${(it) => html`
    <${Title} text=${it.name || "Client"}><code class="id">${id}</code>
      ${it.blocked_until && html`<${Act} label="Lift the block" tone="first" run=${act("POST", "/unblock")} done="The block is lifted on all nodes." />`}
      ${it.status === "active" && html`<${Act} label="Disable" run=${act("POST", "/disable")} done="Its keys are refused, and nothing is sent for it." sure="Refuse this client's keys and send nothing for it?" />`}
      ${it.status === "disabled" && html`<${Act} label="Enable" tone="first" run=${act("POST", "/enable")} done="It is enabled." />`}<//>
    <div class="grid">
      <${Panel} title="Now"><${Facts} of=${{
        State: html`<${State} of=${it.status} />`,
        Created: it.created_at && clock(it.created_at),
        "Blocked until": it.blocked_until && html`${clock(it.blocked_until)} (<${Time} at=${it.blocked_until} />)`,
        "To render": number(it.pending_documents),
        "To send": number(it.pending_notifications),
        Block: it.breaker && `${it.breaker.errors} errors within ${span(it.breaker.window_seconds * 1000)} block for ${span(it.breaker.block_seconds * 1000)}`,
        Retries: it.retry_schedule_seconds?.map((seconds) => span(seconds * 1000)).join(", "),
      }} />
      ${it.holds?.length > 0 && html`<h3>On hold</h3><ul>${it.holds.map((hold) => html`<li><code class="break">${hold.endpoint}</code> until ${clock(hold.until)}: ${hold.reason}</li>`)}</ul>`}<//>
      <${Panel} title="Limits" hint="empty is as in the settings"><${Limits} id=${id} limits=${it.limits || {}} again=${read.again} /><//>
    </div>
    <${Keys} id=${id} />
    <p><a href=${"#/audit?subject=" + id}>What operators have changed of it</a></p>`}<//>`;
}

function Limits({ id, limits, again }) {
  const save = async (fields) => {
    const body = {};
    for (const [name] of LIMITS) body[name] = fields[name] === "" ? null : Number(fields[name]);
    const waits = fields.retries.trim();
    body.retry_schedule_seconds = waits === "" ? null : waits.split(/[\s,]+/).map(Number);
    await change("PATCH", `/clients/${id}/limits`, body);
    again();
  };
  return html`<${Form} label="Change" tone="" run=${save} done="The limits are changed on all nodes.">
    <div class="fields">${LIMITS.map(([name, label]) => html`<${Field} label=${label} name=${name} type="number" min="1" value=${limits[name] ?? ""} />`)}</div>
    <${Field} label="Seconds before each retry" name="retries" value=${(limits.retry_schedule_seconds || []).join(", ")} placeholder="as in the settings" />
  <//>`;
}

function Keys({ id }) {
  const path = `/clients/${id}/keys`;
  const list = useRead(path);
  const [made, setMade] = useState(null);
  const create = async (fields, form) => {
    const body = { scopes: new FormData(form).getAll("scopes") };
    if (fields.name) body.name = fields.name;
    setMade((await change("POST", path, body)).api_key);
    form.reset();
    list.again();
  };
  const revoke = (key) => async () => {
    await change("DELETE", `${path}/${key}`);
    list.again();
  };
  return html`<${Panel} title="API keys">
    <${Shown} of=${list}>${({ data }) => html`<${Rows} of=${data} none="None." label="API keys" columns=${[
      ["Key", (row) => html`<strong>${row.name || "Unnamed"}</strong> <code>${row.prefix}…</code>`, "wide"],
      ["May", (row) => row.scopes.join(", ")],
      ["Last used", (row) => (row.last_used_at ? html`<${Time} at=${row.last_used_at} />` : "never")],
      ["Expires", (row) => (row.expires_at ? html`<${Time} at=${row.expires_at} />` : "never")],
      ["", (row) => html`<${Act} label="Revoke" run=${revoke(row.id)} done="The key is revoked." sure="Revoke this key?" />`, "end"],
    ]} />`}<//>
    ${made && html`<div class="note ok" role="status"><p>Copy it now: it is not shown again.</p><${Code} text=${made} label="API key" wrap=${true} /></div>`}
    <${Form} label="Create a key" tone="" run=${create}><${Field} label="Name" name="name" maxlength="100" />
      <fieldset><legend>It may</legend>${SCOPES.map((each) => html`<label class="check"><input type="checkbox" name="scopes" value=${each} defaultChecked=${true} /> ${each}</label>`)}</fieldset><//>
  <//>`;
}

function Nodes() {
  const list = useRead("/nodes", 5000);
  const drain = (id) => async () => {
    await change("POST", `/nodes/${id}/drain`);
    list.again();
  };
  return html`<${Title} text="Nodes" /><${Shown} of=${list}>${({ data }) => html`<${Rows} of=${data} none="No nodes." label="Nodes" columns=${[
    ["State", (row) => html`<${State} of=${row.status} />`],
    ["Node", (row) => html`<strong>${row.name || "Unnamed"}</strong> <small class="mono">${row.id}</small>`, "wide"],
    ["Roles", (row) => row.roles],
    ["Version", (row) => row.version],
    ["Documents", (row) => number(row.documents), "end"],
    ["Notifications", (row) => number(row.notifications), "end"],
    ["Seen", (row) => html`<${Time} at=${row.seen_at} />`, "end"],
    ["", (row) => row.status === "alive" && html`<${Act} label="Drain" run=${drain(row.id)} done="The node finishes what it has and takes no more." sure="Let this node finish what it has and take no more?" />`, "end"],
  ]} />`}<//>`;
}

function Find() {
  const id = place.value.query.get("id") || "";
  const found = useRead(id && "/explain/" + encodeURIComponent(id));
  const redeliver = async () => {
    await change("POST", `/notifications/${encodeURIComponent(id)}/redeliver`);
    found.again();
  };
  const it = found.data;
  return html`<${Title} text="Find" />
    <${Form} label="Find" run=${async (fields) => narrow({ id: fields.id.trim() })}><${Field} label="The id of a job, notification, replay or client, in any format" name="id" value=${id} required /><//>
    ${id && html`<${Shown} of=${found}>${() => html`
      ${it.explanation && html`<div class="verdict"><h2><${Sentence} text=${it.explanation} /></h2><p><${State} of=${it.status} /></p>
        <p class="acts"><${Act} label="Send it again" tone="first" run=${redeliver} done="It is queued and goes out now." /></p></div>`}
      ${it.notifications?.length > 0 && html`<${Panel} title="Notifications"><${Rows} of=${it.notifications} label="Notifications" href=${(row) => "#/find?id=" + row.id} columns=${[
        ["State", (row) => html`<${State} of=${row.status} />`],
        ["What", (row) => html`<${Sentence} text=${row.explanation} />`, "wide"],
      ]} /><//>`}
      ${it.client_id && html`<p><a href=${"#/clients/" + it.client_id}>Its client</a></p>`}
      <${Code} label=${id} text=${JSON.stringify(it, null, 2)} wrap=${true} />`}<//>`}`;
}

function Audit() {
  const subject = place.value.query.get("subject");
  const list = useList("/audit?limit=50" + (subject ? "&subject=" + encodeURIComponent(subject) : ""));
  return html`<${Title} text="Audit" />
    ${subject && html`<p class="lead">Of <code>${subject}</code> · <a href="#/audit">of all</a></p>`}
    <${Shown} of=${list}>${(rows) => html`<${Rows} of=${rows} next=${list.next} none="Nothing has been changed." label="Changes" columns=${[
      ["When", (row) => html`<${Time} at=${row.at} />`],
      ["Who", (row) => html`<strong>${row.actor}</strong> <small>${row.source}</small>`],
      ["What", (row) => row.action],
      ["Of", (row) => html`<a class="mono break" href=${"#/find?id=" + row.subject}>${row.subject}</a>`, "wide"],
      ["Change", (row) => html`<code class="break">${changed(row.before, row.after)}</code>`, "wide"],
    ]} />`}<//>`;
}

/** The fields that differ, as "name: before → after". */
function changed(before, after) {
  const flat = (value, prefix = "") =>
    Object.entries(value || {}).flatMap(([name, each]) =>
      each && typeof each === "object" && !Array.isArray(each) ? flat(each, name + ".") : [[prefix + name, JSON.stringify(each)]]);
  const was = new Map(flat(before));
  const is = new Map(flat(after));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => `${name}: ${was.get(name) ?? "–"} → ${is.get(name) ?? "–"}`)
    .join(", ");
}

function Page() {
  const [page, id] = place.value.path;
  const [, , List, One] = PAGES.find(([path]) => path === (page || "")) || [];
  if (!List) return html`<h1>There is no such page</h1><p><a href="#/">Queues</a></p>`;
  return id && One ? html`<${One} key=${id} id=${id} />` : html`<${List} />`;
}

function Console() {
  useEffect(() => {
    get("/queue").then(
      () => (session.value = {}),
      () => (session.value = null),
    );
  }, []);
  if (session.value === undefined) return html`<p class="loading">Loading …</p>`;
  if (session.value === null) return html`<${SignIn} />`;
  return html`<${Frame} pages=${PAGES} who=${(localStorage.getItem(NAME) || "operator") + " · operator"} leave=${leave}><${Page} /><//>`;
}

api("/operator/v1", "$HOOKPRESS_OPERATOR_KEY");
const app = document.getElementById("app");
app.replaceChildren();
render(html`<${Console} />`, app);
