// Jobs: the list, and one with its documents, pictures and notifications.
import { call, html, may, place, useList, useRead, useState } from "./core.js";
import { Act, Facts, Filter, Panel, Rows, Sentence, Shown, State, Time, Title, Trouble, bytes, clock, number, span } from "./parts.js";

const STATES = ["pending", "processing", "completed", "failed", "canceled"];

export function Jobs() {
  const query = new URLSearchParams({ limit: 30 });
  const status = place.value.query.get("status");
  if (status) query.set("status", status);
  const list = useList("/v1/jobs?" + query);
  return html`<${Title} text="Jobs" />
    <div class="filters"><${Filter} label="State" name="status" options=${STATES} /></div>
    <${Shown} of=${list}>${(rows) => html`<${Rows} of=${rows} next=${list.next} none="No jobs." label="Jobs" href=${(row) => "#/jobs/" + row.id} columns=${[
      ["State", (row) => html`<${State} of=${row.status} />`],
      ["Job", (row) => row.id, "wide mono"],
      ["Pages", (row) => number(row.pages), "end"],
      ["Took", (row) => (row.completed_at ? span(new Date(row.completed_at) - new Date(row.created_at)) : ""), "end"],
      ["Created", (row) => html`<${Time} at=${row.created_at} />`, "end"],
    ]} />`}<//>`;
}

/** The documents of a job; a job of one is a document itself. */
const documents = (job) => (job.documents?.length ? job.documents : [job]);

export function Job({ id }) {
  const job = useRead("/v1/jobs/" + id, 3000);
  const told = useRead(`/v1/jobs/${id}/notifications`, 5000);
  const cancel = async () => {
    await call("DELETE", "/v1/jobs/" + id);
    job.again();
  };
  const live = job.data && ["pending", "processing"].includes(job.data.status);
  return html`<${Title} text="Job"><code class="id">${id}</code>
      ${live && may("write") && html`<${Act} label="Cancel the job" run=${cancel} done="The job is canceled." sure="Cancel this job? What is being rendered is thrown away." />`}<//>
    <${Shown} of=${job}>${(it) => html`
      <${Standing} job=${it} />
      <${Panel} title="Timeline"><${Timeline} job=${it} told=${told.data?.data} /><//>
      ${documents(it).map((one, at, all) => html`<${Document} key=${at} job=${it} one=${one} at=${at} many=${all.length > 1} />`)}
      <${Panel} title="Notifications"><${Shown} of=${told}>${(page) => html`<${Rows} of=${page.data} none=${live ? "They are made when the job ends." : "The job named nobody to notify."} label="Notifications of this job" href=${(row) => "#/notifications/" + row.id} columns=${[
        ["State", (row) => html`<${State} of=${row.status} />`],
        ["What", (row) => html`<${Sentence} text=${row.explanation} />`, "wide"],
        ["Attempts", (row) => row.attempts_made, "end"],
      ]} />`}<//><//>
      ${it.metadata && html`<${Panel} title="Metadata"><pre>${JSON.stringify(it.metadata, null, 2)}</pre><//>`}`}<//>`;
}

function Standing({ job }) {
  const took = job.completed_at && span(new Date(job.completed_at) - new Date(job.created_at));
  const words = {
    pending: "The job waits to be rendered.",
    processing: "The job is being rendered.",
    completed: `The PDF was ready ${took} after the job was accepted.`,
    failed: job.error ? job.error.message : "The job failed.",
    canceled: "The job was canceled.",
  }[job.status];
  return html`<div class="verdict ${{ completed: "ok", failed: "bad", canceled: "mute" }[job.status] || "wait"}"><h2>${words}</h2>
    <p><${State} of=${job.status} />${job.error && html` <code>${job.error.code}</code>`}</p></div>`;
}

function Timeline({ job, told }) {
  const events = [["Accepted", job.created_at], ["Begun", job.started_at], [{ completed: "Completed", failed: "Failed", canceled: "Canceled" }[job.status] || "Ended", job.completed_at]];
  for (const each of told || []) if (each.ended_at) events.push([html`Notification ${each.status}`, each.ended_at, "#/notifications/" + each.id]);
  const known = events.filter(([, at]) => at).sort((a, b) => new Date(a[1]) - new Date(b[1]));
  return html`<ol class="timeline">${known.map(([what, at, href], n) => html`
    ${n > 0 && html`<li class="gap"><span>${span(new Date(at) - new Date(known[n - 1][1]))}</span></li>`}
    <li><strong>${href ? html`<a href=${href}>${what}</a>` : what}</strong> <time datetime=${at}>${clock(at)}</time></li>`)}</ol>`;
}

function Document({ job, one, at, many }) {
  const place = one.destination || {};
  return html`<${Panel} title=${many ? "Document " + (at + 1) : "Document"} acts=${place.url && place.provider === "hosted" && html`<a class="button" href=${place.url + "&disposition=inline"} target="_blank" rel="noreferrer">Open the PDF</a>`}>
    <div class="document">
      ${one.status === "completed" && place.provider === "hosted" && html`<${Picture} job=${job.id} document=${at + 1} pages=${one.pages} />`}
      <div>
        <${Facts} of=${{
          State: many && html`<${State} of=${one.status} />`,
          File: one.filename,
          Pages: one.pages !== undefined && number(one.pages),
          Size: one.bytes !== undefined && bytes(one.bytes),
          "Rendered in": one.timings?.render_ms !== undefined && span(one.timings.render_ms),
          "Stored in": one.timings?.upload_ms !== undefined && span(one.timings.upload_ms),
          Kept: place.provider && { hosted: "by Hookpress", presigned: "at your presigned URL", aws_s3: "in your bucket" }[place.provider],
          Bucket: place.bucket && html`<code>${place.bucket}/${place.path}</code>`,
          "Link valid until": place.expires_at && clock(place.expires_at),
        }} />
        ${many && one.error && html`<div class="note bad"><strong>${one.error.code}</strong> ${one.error.message}</div>`}
        <${Warnings} of=${one.warnings} />
      </div>
    </div>
  <//>`;
}

const LOSS = /missing|left out|not (be )?(loaded|fetched|found|drawn|shown)|without|empty|lost|cut/i;

/** Warnings with those of lost content first, then by how often they come. */
export function ranked(warnings) {
  const count = new Map();
  for (const each of warnings) count.set(each, (count.get(each) || 0) + 1);
  return [...count]
    .map(([text, times]) => ({ text, times, loss: LOSS.test(text) }))
    .sort((a, b) => b.loss - a.loss || b.times - a.times);
}

export function Warnings({ of }) {
  if (!of?.length) return null;
  const list = ranked(of);
  return html`<h3>${list.length === 1 ? "One warning" : list.length + " warnings"}</h3>
    <ul class="warnings">${list.map((each) => html`<li class=${each.loss ? "bad" : "wait"}>${each.text}${each.times > 1 && html` <small>× ${each.times}</small>`}</li>`)}</ul>`;
}

/** Pages of a PDF as pictures, drawn by the server. */
export function Picture({ job, document = 1, pages }) {
  const [page, setPage] = useState(1);
  const [failed, setFailed] = useState(false);
  if (failed) return html`<p class="hint">The page cannot be shown.</p>`;
  const source = `/v1/jobs/${job}/pages/${page}.png?width=480${document > 1 ? "&document=" + document : ""}`;
  return html`<figure class="picture">
    <img src=${source} alt=${`Page ${page} of the PDF`} onError=${() => setFailed(true)} />
    ${pages > 1 && html`<figcaption><button type="button" class="small" disabled=${page <= 1} aria-label="Page before" onClick=${() => setPage(page - 1)}>‹</button>
      ${page} of ${pages}<button type="button" class="small" disabled=${page >= pages} aria-label="Next page" onClick=${() => setPage(page + 1)}>›</button></figcaption>`}
  </figure>`;
}
