// The tenants' console: signs in and shows the page of the address.
import { api, call, html, place, render, session, useEffect, useState } from "./core.js";
import { Form, Frame, Mark, Message, Trouble } from "./parts.js";
import { Overview } from "./overview.js";
import { Job, Jobs } from "./jobs.js";
import { Notification, Notifications } from "./notifications.js";
import { Endpoints } from "./endpoints.js";
import { Replays } from "./replays.js";
import { Template, Templates } from "./templates.js";
import { Settings } from "./settings.js";
import { Playground } from "./playground.js";

const SESSION = "/v1/console/session";
const PAGES = [
  ["", "Overview", Overview],
  ["jobs", "Jobs", Jobs, Job],
  ["notifications", "Notifications", Notifications, Notification],
  ["endpoints", "Endpoints", Endpoints],
  ["replays", "Replays", Replays],
  ["templates", "Templates", Templates, Template],
  ["playground", "Playground", Playground],
  ["settings", "Settings", Settings],
];

async function begin(credential) {
  session.value = await call("POST", SESSION, credential);
}

async function leave() {
  await call("DELETE", SESSION);
  session.value = null;
}

/** What the page is opened with: a link, or the cookie of a session. */
async function open() {
  const link = location.hash.startsWith("#link=") ? location.hash.slice(6) : null;
  if (link) {
    history.replaceState(null, "", location.pathname + "#/");
    dispatchEvent(new Event("hashchange"));
    return begin({ link });
  }
  try {
    session.value = await call("GET", SESSION);
  } catch (none) {
    session.value = null;
    if (none.status !== 401) throw none;
  }
  return undefined;
}

function SignIn({ error }) {
  return html`<main class="signin" id="main" tabindex="-1">
    <h1><${Mark} />Hookpress</h1>
    <p>See what became of your jobs and callbacks, and act on it.</p>
    <${Trouble} error=${error} />
    <${Form} label="Sign in" run=${({ key }) => begin({ api_key: key.trim() })}>
      <label class="field"><span>API key</span><input name="key" type="password" autocomplete="current-password" required spellcheck="false" />
      <small>The session ends after twelve hours, or with the key. Only a cookie that pages cannot read keeps it.</small></label>
    <//>
    <${Message} />
  </main>`;
}

function Page() {
  const [page, id] = place.value.path;
  const [, , List, One] = PAGES.find(([path]) => path === (page || "")) || [];
  if (!List) return html`<h1>There is no such page</h1><p><a href="#/">Overview</a></p>`;
  return id && One ? html`<${One} key=${id} id=${id} />` : html`<${List} />`;
}

function Console() {
  const [error, setError] = useState(null);
  useEffect(() => {
    open().catch((refused) => {
      setError(refused);
      session.value = null;
    });
  }, []);
  if (session.value === undefined) return html`<p class="loading">Loading …</p>`;
  if (session.value === null) return html`<${SignIn} error=${error} />`;
  const { client, name } = session.value;
  return html`<${Frame} pages=${PAGES} who=${name ? name + " · " + client.name : client.name} leave=${leave}><${Page} /><//>`;
}

api("", "$HOOKPRESS_API_KEY");
const app = document.getElementById("app");
app.replaceChildren();
render(html`<${Console} />`, app);
