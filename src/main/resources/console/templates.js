// Templates: the list, and an editor with a preview beside it.
import { call, get, html, may, useEffect, useList, useRead, useRef, useState } from "./core.js";
import { Act, Choice, Code, Field, Form, Panel, Rows, Shown, Time, Title, Trouble } from "./parts.js";
import { differences } from "./diff.js";

const ENGINES = ["handlebars", "liquid"];
const STARTER = `<h1>Invoice {{reference}}</h1>
<table>
{{#each lines}}
  <tr><td>{{what}}</td><td>{{price}}</td></tr>
{{/each}}
</table>`;
const SAMPLE = `{
  "reference": "2024-17",
  "lines": [
    { "what": "Paper", "price": "12.00" },
    { "what": "Ink", "price": "30.50" }
  ]
}`;

export function Templates() {
  const list = useList("/v1/templates?limit=50");
  const create = async (fields) => {
    const made = await call("POST", "/v1/templates", { name: fields.name, engine: fields.engine, html: fields.engine === "liquid" ? "<h1>Invoice {{ reference }}</h1>" : STARTER });
    location.hash = "#/templates/" + made.id;
  };
  return html`<${Title} text="Templates" />
    <${Shown} of=${list}>${(rows) => html`<${Rows} of=${rows} next=${list.next} none="No templates." label="Templates" href=${(row) => "#/templates/" + row.id} columns=${[
      ["Name", (row) => html`<strong>${row.name || "Unnamed"}</strong>`, "wide"],
      ["Id", (row) => row.id, "mono wide"],
      ["Version", (row) => row.version, "end"],
      ["Engine", (row) => row.engine],
      ["Changed", (row) => html`<${Time} at=${row.updated_at} />`, "end"],
    ]} />`}<//>
    ${may("write") && html`<${Panel} title="New template"><${Form} label="Create" run=${create}><div class="fields"><${Field} label="Name" name="name" required maxlength="100" /><${Choice} label="Engine" name="engine" options=${ENGINES} value="handlebars" /></div><//><//>`}`;
}

export function Template({ id }) {
  const read = useRead("/v1/templates/" + id);
  return html`<${Shown} of=${read}>${(it) => html`<${Editor} key=${it.version} of=${it} again=${read.again} />`}<//>`;
}

const kept = (id) => "hookpress.sample." + id;

function Editor({ of, again }) {
  const [text, setText] = useState(of.html);
  const [data, setData] = useState(() => localStorage.getItem(kept(of.id)) || SAMPLE);
  const save = async () => {
    await call("POST", `/v1/templates/${of.id}/versions`, { html: text, engine: of.engine });
    again();
  };
  const remove = async () => {
    await call("DELETE", "/v1/templates/" + of.id);
    location.hash = "#/templates";
  };
  const sample = (value) => {
    setData(value);
    localStorage.setItem(kept(of.id), value);
  };
  return html`<${Title} text=${of.name || "Template"}><code class="id">${of.id}</code>
      ${may("write") && html`<${Act} label="Delete" run=${remove} done="The template is deleted." sure="Delete this template and all its versions?" />
      <${Act} label=${"Save as version " + (of.version + 1)} tone="first" run=${save} done="Saved." disabled=${text === of.html} />`}<//>
    <div class="editor">
      <div>
        <label class="field"><span>Template, in ${of.engine}</span><textarea class="mono" rows="18" spellcheck="false" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>
        <label class="field"><span>Sample data, kept in this browser</span><textarea class="mono" rows="8" spellcheck="false" value=${data} onInput=${(event) => sample(event.target.value)}></textarea></label>
      </div>
      <${Preview} text=${text} data=${data} engine=${of.engine} />
    </div>
    <${Versions} of=${of} now=${text} use=${setText} />`;
}

/** Draws the template as it is being written, half a second after the last key. */
function Preview({ text, data, engine }) {
  const [shown, setShown] = useState({});
  const url = useRef(null);
  useEffect(() => {
    let live = true;
    const timer = setTimeout(async () => {
      try {
        const values = JSON.parse(data || "{}");
        const picture = await call("POST", "/v1/templates/preview", { html: text, engine, data: values });
        if (!live) return;
        URL.revokeObjectURL(url.current);
        url.current = URL.createObjectURL(picture);
        setShown({ url: url.current });
      } catch (error) {
        if (live) setShown((was) => ({ url: was.url, error: error instanceof SyntaxError ? { title: "The data is not JSON", message: error.message } : error }));
      }
    }, 500);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [text, data, engine]);
  return html`<div class="preview" aria-live="polite"><${Trouble} error=${shown.error} />
    ${shown.url ? html`<img class=${shown.error ? "stale" : ""} src=${shown.url} alt="First page of the filled template" />` : !shown.error && html`<p class="loading">Drawing …</p>`}</div>`;
}

function Versions({ of, now, use }) {
  const numbers = Array.from({ length: of.version }, (_, at) => String(of.version - at)).slice(0, 100);
  const [chosen, choose] = useState(String(Math.max(1, of.version - 1)));
  const read = useRead(`/v1/templates/${of.id}/versions/${chosen}`);
  return html`<${Panel} title="Versions" hint="what the text above changes">
    <div class="filters"><${Choice} label="Compare with version" options=${numbers} value=${chosen} onChange=${choose} />
      ${read.data && html`<button type="button" onClick=${() => use(read.data.html)}>Take its text</button>`}</div>
    <${Shown} of=${read}>${(it) => html`<${Diff} before=${it.html} after=${now} />`}<//>
  <//>`;
}

function Diff({ before, after }) {
  const lines = differences(before, after);
  if (lines.every(([mark]) => mark === " ")) return html`<p class="none">They are the same.</p>`;
  const names = { "+": "Added", "-": "Removed" };
  return html`<pre class="diff" tabindex="0" aria-label="Changed lines">${lines.map(([mark, line]) => html`<span class=${{ "+": "added", "-": "removed" }[mark] || ""} aria-label=${names[mark] ? names[mark] + ": " + line : null}>${mark + " " + line + "\n"}</span>`)}</pre>`;
}
