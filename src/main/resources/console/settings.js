// Settings: keys, secrets, events, links to the console, and a test of a receiver.
import { call, html, may, useRead, useState } from "./core.js";
import { Act, Choice, Code, Facts, Field, Form, Panel, Rows, Shown, Time, Title, clock } from "./parts.js";
import { Test } from "./endpoints.js";

const SCOPES = ["read", "write", "manage"];

export function Settings() {
  if (!may("manage")) {
    return html`<${Title} text="Settings" /><p class="none">This session may not change settings.</p>`;
  }
  return html`<${Title} text="Settings" />
    <${Keys} /><${Secrets} /><${Events} /><${Links} />
    <${Panel} title="Test callback" hint="one callback as for a completed job; it is not recorded"><${Test} url="" /><//>`;
}

/** Something that is shown once. */
const Once = ({ what, label }) =>
  what && html`<div class="note ok" role="status"><p>Copy it now: it is not shown again.</p><${Code} text=${what} label=${label} wrap=${true} /></div>`;

const Scopes = () =>
  html`<fieldset><legend>It may</legend>${SCOPES.map((each) => html`<label class="check"><input type="checkbox" name="scopes" value=${each} defaultChecked=${may(each)} disabled=${!may(each)} /> ${each}</label>`)}</fieldset>`;

const days = (count) => count && new Date(Date.now() + count * 86400e3).toISOString();

function Keys() {
  const list = useRead("/v1/client/keys");
  const [made, setMade] = useState(null);
  const create = async (fields, form) => {
    const body = { scopes: new FormData(form).getAll("scopes") };
    if (fields.name) body.name = fields.name;
    if (fields.days) body.expires_at = days(Number(fields.days));
    setMade((await call("POST", "/v1/client/keys", body)).api_key);
    form.reset();
    list.again();
  };
  const revoke = (id) => async () => {
    await call("DELETE", "/v1/client/keys/" + id);
    list.again();
  };
  return html`<${Panel} title="API keys">
    <${Shown} of=${list}>${({ data }) => html`<${Rows} of=${data} none="None." label="API keys" columns=${[
      ["Key", (row) => html`<strong>${row.name || "Unnamed"}</strong> <code>${row.prefix}…</code>`, "wide"],
      ["May", (row) => row.scopes.join(", ")],
      ["Last used", (row) => (row.last_used_at ? html`<${Time} at=${row.last_used_at} />` : "never")],
      ["Expires", (row) => (row.expires_at ? html`<${Time} at=${row.expires_at} />` : "never")],
      ["", (row) => html`<${Act} label="Revoke" run=${revoke(row.id)} done="The key is revoked." sure=${"Revoke the key " + (row.name || row.prefix) + "?"} />`, "end"],
    ]} />`}<//>
    <${Once} what=${made} label="API key" />
    <${Form} label="Create a key" tone="" run=${create}><div class="fields"><${Field} label="Name" name="name" maxlength="100" /><${Field} label="Days until it expires" name="days" type="number" min="1" max="3650" placeholder="never" /></div><${Scopes} /><//>
  <//>`;
}

function Secrets() {
  const list = useRead("/v1/client/signing-secrets");
  const [made, setMade] = useState(null);
  const rotate = async (fields, form) => {
    const body = { scheme: fields.scheme };
    if (fields.hours) body.overlap_seconds = Math.round(Number(fields.hours) * 3600);
    const key = await call("POST", "/v1/client/signing-secrets", body);
    setMade(key.secret || key.public_key);
    form.reset();
    list.again();
  };
  const end = (id) => async () => {
    await call("DELETE", "/v1/client/signing-secrets/" + id);
    list.again();
  };
  return html`<${Panel} title="Signing secrets" hint="both sign while one is rotated out">
    <${Shown} of=${list}>${({ data }) => html`<${Rows} of=${data} none="None." label="Signing secrets" columns=${[
      ["Secret", (row) => html`<code>${row.id}</code>`, "wide"],
      ["Scheme", (row) => (row.scheme === "v1a" ? "Ed25519" : "HMAC-SHA256")],
      ["Created", (row) => html`<${Time} at=${row.created_at} />`],
      ["Ends", (row) => (row.expires_at ? html`<${Time} at=${row.expires_at} />` : "is current")],
      ["", (row) => row.expires_at && html`<${Act} label="End now" run=${end(row.id)} done="The secret no longer signs." sure="End this secret? Receivers that only know it will refuse callbacks." />`, "end"],
    ]} />`}<//>
    <${Once} what=${made} label="Signing secret" />
    <${Form} label="Rotate" tone="" run=${rotate}><div class="fields"><${Choice} label="Scheme" name="scheme" options=${["v1", "v1a"]} value="v1" /><${Field} label="Hours that the old one still signs" name="hours" type="number" min="0" max="168" step="0.5" placeholder="24" /></div><//>
  <//>`;
}

function Events() {
  const target = useRead("/v1/client/events");
  const none = target.error?.status === 404;
  const put = async ({ url }) => {
    await call("PUT", "/v1/client/events", { url });
    target.again();
  };
  const remove = async () => {
    await call("DELETE", "/v1/client/events");
    target.again();
  };
  const shown = none ? { data: null } : target;
  return html`<${Panel} title="Operational events" hint="blocks, endpoints that are gone, callbacks given up"
      acts=${target.data && !none && html`<${Act} label="Remove" run=${remove} done="No events are sent." sure="Send no more operational events?" />`}>
    <${Shown} of=${shown}>${(it) => html`<${Facts} of=${{ "Sent to": it ? html`<code class="break">${it.target}</code>` : "nowhere" }} />`}<//>
    <${Form} label="Send them here" tone="" run=${put} done="Events are sent there."><${Field} label="URL" name="url" type="url" required placeholder="https://" /><//>
  <//>`;
}

function Links() {
  const [made, setMade] = useState(null);
  const create = async (fields, form) => {
    const body = { scopes: new FormData(form).getAll("scopes"), expires_at: new Date(Date.now() + Number(fields.hours) * 3600e3).toISOString() };
    if (fields.name) body.name = fields.name;
    setMade(await call("POST", "/v1/client/console-links", body));
  };
  return html`<${Panel} title="Links to this console" hint="for one use, within ten minutes">
    ${made && html`<div class="note ok" role="status"><p>Opens the console once, until ${clock(made.use_before)}; the session ends ${clock(made.expires_at)}.</p><${Code} text=${made.url} label="Link" wrap=${true} /></div>`}
    <${Form} label="Make a link" tone="" run=${create}><div class="fields"><${Field} label="For whom" name="name" maxlength="100" /><${Field} label="Hours that the session lasts" name="hours" type="number" min="1" max="720" value="1" required /></div><${Scopes} /><//>
  <//>`;
}
