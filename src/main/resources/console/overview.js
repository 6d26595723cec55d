// What is wrong now, and what the last hour was like.
import { get, html, useEffect, useState } from "./core.js";
import { useRead } from "./core.js";
import { Bar, Columns, Facts, Panel, Rows, Shown, Sentence, State, Time, Title, clock, number, relative, span, tone } from "./parts.js";

const HOUR = 3600e3;
const BINS = 12;
const MAX_PAGES = 5;

/** The latest of the last hour, in columns of five minutes. */
function useHour(path) {
  const [hour, setHour] = useState(null);
  useEffect(() => {
    let live = true;
    const read = async () => {
      const now = Date.now();
      const from = new Date(now - HOUR).toISOString();
      let rows = [];
      let cursor = "";
      for (let page = 0; page < MAX_PAGES && cursor !== null; page++) {
        const part = await get(`${path}?limit=100&created_from=${from}${cursor && "&cursor=" + encodeURIComponent(cursor)}`);
        rows = rows.concat(part.data);
        cursor = part.next_cursor;
      }
      if (live) setHour({ rows, now, all: cursor === null });
    };
    const quietly = () => read().catch(() => {});
    quietly();
    const timer = setInterval(quietly, 30000);
    return () => {
      live = false;
      clearInterval(timer);
    };
  }, [path]);
  return hour;
}

function bins({ rows, now }) {
  const result = Array.from({ length: BINS }, (_, at) => [clock(now - HOUR + (at * HOUR) / BINS).slice(11, 16), {}]);
  for (const row of rows) {
    const at = Math.min(BINS - 1, Math.max(0, Math.floor(((new Date(row.created_at) - now + HOUR) / HOUR) * BINS)));
    const counts = result[at][1];
    counts[tone(row.status)] = (counts[tone(row.status)] || 0) + 1;
  }
  return result;
}

function counts(rows) {
  const sums = {};
  for (const row of rows) sums[row.status] = (sums[row.status] || 0) + 1;
  return Object.entries(sums).sort((a, b) => b[1] - a[1]);
}

function Hour({ title, path, page }) {
  const hour = useHour(path);
  if (!hour) return html`<${Panel} title=${title}><p class="loading">Loading …</p><//>`;
  const words = counts(hour.rows);
  return html`<${Panel} title=${title} hint=${hour.all ? "last hour" : "the latest 500 of the last hour"}>
    <${Columns} bins=${bins(hour)} label=${title + " of the last hour: " + (words.map(([state, n]) => n + " " + state).join(", ") || "none")} />
    <p class="legend">${words.length === 0 ? html`<span class="hint">None</span>` : words.map(([state, n]) => html`<a href=${`#/${page}?status=${state}`}><${State} of=${state} /> ${number(n)}</a>`)}</p>
  <//>`;
}

function Standing({ account }) {
  const { error_window: window, blocked_until: blocked, holds } = account;
  if (blocked) {
    return html`<div class="verdict bad"><h2>Your callbacks are on hold until ${clock(blocked).slice(11, 16)} UTC</h2>
      <p>Your receivers gave ${window.limit} errors within ${span(window.window_seconds * 1000)}, so nothing is sent for ${span(window.block_seconds * 1000)}. Nothing is lost: what is due goes out ${relative(blocked)}.</p></div>`;
  }
  if (holds.length > 0) {
    return html`<div class="verdict wait"><h2>${holds.length === 1 ? "One receiver is" : holds.length + " receivers are"} on hold</h2><p>All others are sent to.</p></div>`;
  }
  return html`<div class="verdict ok"><h2>Callbacks are being sent</h2><p>Nothing is blocked and no receiver is on hold.</p></div>`;
}

const many = (n, orMore) => number(n) + (orMore ? " or more" : "");

export function Overview() {
  const account = useRead("/v1/client", 5000);
  return html`<${Title} text="Overview" />
    <${Shown} of=${account}>${(it) => html`
      <${Standing} account=${it} />
      <div class="grid">
        <${Panel} title="Errors" hint=${"within " + span(it.error_window.window_seconds * 1000)}>
          <p class="figure">${number(it.error_window.errors)}<small> of ${number(it.error_window.limit)} that start a block</small></p>
          <${Bar} share=${it.error_window.errors / it.error_window.limit} tone=${it.error_window.errors * 2 > it.error_window.limit ? "bad" : it.error_window.errors ? "wait" : "ok"} label=${it.error_window.errors + " of " + it.error_window.limit + " errors"} />
        <//>
        <${Panel} title="Waiting">
          <${Facts} of=${{
            "Documents to render": many(it.use.pending_documents, it.use.pending_documents_or_more),
            "Notifications to send": html`<a href="#/notifications?status=pending">${many(it.use.pending_notifications, it.use.pending_notifications_or_more)}</a>`,
            "Jobs that may wait": number(it.limits.pending_jobs),
            "Submissions a second": number(it.limits.requests_per_second),
          }} />
        <//>
        <${Hour} title="Jobs" path="/v1/jobs" page="jobs" />
        <${Hour} title="Notifications" path="/v1/notifications" page="notifications" />
      </div>
      ${it.holds.length > 0 &&
      html`<${Panel} title="On hold">
        <${Rows} of=${it.holds} label="Receivers on hold" href=${(row) => "#/endpoints?id=" + row.endpoint_id} columns=${[
          ["Endpoint", (row) => row.endpoint, "wide mono"],
          ["Why", (row) => row.reason],
          ["Until", (row) => html`<${Time} at=${row.until} />`],
        ]} />
      <//>`}`}<//>
    <${Panel} title="Last undelivered" hint="newest first"><${Undelivered} /><//>`;
}

function Undelivered() {
  const exhausted = useRead("/v1/notifications?status=exhausted&limit=5", 15000);
  const waiting = useRead("/v1/notifications?status=pending&limit=5", 15000);
  const rows = [...(exhausted.data?.data || []), ...(waiting.data?.data || []).filter((row) => row.attempts_made > 0)];
  rows.sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
  return html`<${Rows} of=${rows.slice(0, 8)} none="Everything has been delivered." label="Undelivered notifications" href=${(row) => "#/notifications/" + row.id} columns=${[
    ["State", (row) => html`<${State} of=${row.status} />`],
    ["Why", (row) => html`<${Sentence} text=${row.explanation} />`, "wide"],
    ["Created", (row) => html`<${Time} at=${row.created_at} />`, "end"],
  ]} />`;
}
