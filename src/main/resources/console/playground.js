// Playground: HTML or a URL in, the PDF beside it, and the command for it below.
import { call, curl, html, may, useEffect, useRead, useState } from "./core.js";
import { Choice, Code, Field, Form, State, Title, Trouble, bytes, number, span } from "./parts.js";
import { Picture, Warnings } from "./jobs.js";

const FORMATS = ["A4", "A5", "A3", "Letter", "Legal"];
const START = `<style>
  body { font-family: sans-serif; color: #222 }
  h1 { color: #4338ca; border-bottom: 2px solid }
  td { padding: .3em 2em .3em 0 }
</style>
<h1>Hello</h1>
<p>This is a PDF of <b>your</b> HTML.</p>
<table><tr><td>Paper</td><td>12.00</td></tr><tr><td>Ink</td><td>30.50</td></tr></table>`;

export function Playground() {
  const [text, setText] = useState(START);
  const [format, setFormat] = useState("A4");
  const [landscape, setLandscape] = useState(false);
  const [job, setJob] = useState(null);
  const trimmed = text.trim();
  const body = {
    parts: [/^https?:\/\/\S+$/.test(trimmed) ? { url: trimmed } : { html: text }],
    options: { format, ...(landscape ? { landscape: true } : {}) },
  };
  const run = async () => setJob((await call("POST", "/v1/jobs", body)).id);
  return html`<${Title} text="Playground" />
    ${!may("write") && html`<p class="note wait">This session may read only.</p>`}
    <div class="editor">
      <${Form} label="Make the PDF" run=${run}>
        <label class="field"><span>HTML, or a URL</span><textarea class="mono" rows="18" spellcheck="false" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>
        <div class="fields"><${Choice} label="Paper" options=${FORMATS} value=${format} onChange=${setFormat} />
          <label class="check"><input type="checkbox" checked=${landscape} onChange=${(event) => setLandscape(event.target.checked)} /> landscape</label></div>
      <//>
      <div class="preview">${job ? html`<${Result} key=${job} id=${job} />` : html`<p class="none">The PDF comes here.</p>`}</div>
    </div>
    <${Code} label="The same with curl" text=${curl("POST", "/v1/jobs", body)} />`;
}

function Result({ id }) {
  const [ended, setEnded] = useState(false);
  const read = useRead("/v1/jobs/" + id, ended ? 0 : 400);
  const it = read.data;
  useEffect(() => {
    if (it && !["pending", "processing"].includes(it.status)) setEnded(true);
  }, [it?.status]);
  if (!it) return html`<${Trouble} error=${read.error} /><p class="loading">Accepted …</p>`;
  return html`<p aria-live="polite"><${State} of=${it.status} /> <a class="mono" href=${"#/jobs/" + id}>${id}</a></p>
    ${it.error && html`<div class="note bad"><strong>${it.error.code}</strong> ${it.error.message}</div>`}
    ${it.status === "completed" && html`
      <p class="hint">${number(it.pages)} ${it.pages === 1 ? "page" : "pages"}, ${bytes(it.bytes)}, rendered in ${span(it.timings.render_ms)} · <a href=${it.destination.url + "&disposition=inline"} target="_blank" rel="noreferrer">open the PDF</a></p>
      <${Picture} job=${id} pages=${it.pages} />`}
    <${Warnings} of=${it.warnings} />`;
}
