// Uses the client that openapi-typescript makes from openapi.yaml against a running node:
// HOOKPRESS_URL and HOOKPRESS_KEY. Every call is typed; what a type admits, the node must take.
// RECEIVER_URL takes callbacks, and has the pages /page and /slow.
import createClient from "openapi-fetch";
import type { components, paths } from "./out/api.js";

declare const process: { env: Record<string, string | undefined> };

const baseUrl = process.env["HOOKPRESS_URL"]!;
const receiver = process.env["RECEIVER_URL"]!;
const key = process.env["HOOKPRESS_KEY"]!;
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });

function check(fact: unknown, what: string): asserts fact {
  if (!fact) throw new Error(what);
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let looks = 0; looks < 200; looks++) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(what);
}

async function isPdf(body: Blob): Promise<boolean> {
  return (await body.slice(0, 5).text()) === "%PDF-";
}

async function fetched(url: string): Promise<Blob> {
  return (await fetch(url)).blob();
}

// Submit, wait, read the PDF.
const submitted = await client.POST("/v1/jobs", {
  params: { header: { "Idempotency-Key": crypto.randomUUID() } },
  body: {
    parts: [{ html: "<h1>Hello</h1>" }],
    options: { filename: "hello.pdf" },
    callback: { url: `${receiver}/hook` },
  },
});
check(submitted.response.status === 202, `submitted: ${submitted.response.status}`);
const id = (submitted.data as components["schemas"]["AcceptedJob"]).id;
const job = await until("the job ends", async () => {
  const { data } = await client.GET("/v1/jobs/{id}", { params: { path: { id } } });
  check(data?.status !== "failed", "the job failed");
  return data?.status === "completed" ? data : undefined;
});
check(await isPdf(await fetched(job.destination!.url!)), "the link leads to a PDF");

// One call that waits.
const waited = await client.POST("/v1/jobs", {
  params: { query: { wait: 30 } },
  body: { parts: "<p>now</p>" },
  parseAs: "blob",
});
check(waited.response.status === 200, `waited: ${waited.response.status}`);
check(await isPdf(waited.data as Blob), "the answer is the PDF");

// List, cancel.
const page = await client.GET("/v1/jobs", { params: { query: { limit: 10 } } });
check(page.data!.data.some((each) => each.id === id), "the job is listed");
const slow = await client.POST("/v1/jobs", { body: { parts: `${receiver}/slow` } });
const slowId = (slow.data as components["schemas"]["AcceptedJob"]).id;
const canceled = await client.DELETE("/v1/jobs/{id}", { params: { path: { id: slowId } } });
check(canceled.data?.status === "canceled", `canceled: ${canceled.response.status}`);
const ended = await client.DELETE("/v1/jobs/{id}", { params: { path: { id } } });
check(ended.response.status === 409, "a job that has ended is not canceled");
check(ended.error!.type === "/docs/problems/job-ended", "errors are typed");

// A template, and a batch that uses it.
const template = await client.POST("/v1/templates", {
  body: { name: "greeting", html: "<p>{{who}}</p>" },
});
check(template.response.status === 201, `template: ${template.response.status}`);
const batch = await client.POST("/v1/jobs", {
  params: { query: { wait: 30 } },
  body: {
    documents: [
      { parts: [{ template: template.data!.id, data: { who: "you" } }] },
      { parts: "<p>second</p>" },
    ],
  },
});
check(batch.response.status === 200, `batch: ${batch.response.status}`);

// Redeliver, replay, and the account.
const told = await until("the callback is delivered", async () => {
  const { data } = await client.GET("/v1/jobs/{id}/notifications", { params: { path: { id } } });
  return data?.data.find((each) => each.status === "delivered");
});
const again = await client.POST("/v1/notifications/{id}/redeliver", {
  params: { path: { id: told.id } },
});
check(again.response.status === 202, `redelivered: ${again.response.status}`);
const replay = await client.POST("/v1/replays", {
  body: { from: "2023-04-01T00:00:00Z", to: "2023-04-02T00:00:00Z", dry_run: true },
});
check(replay.response.status === 200, `replay: ${replay.response.status}`);
const account = await client.GET("/v1/client");
check(account.response.status === 200, `account: ${account.response.status}`);

// TailPDF.
const tailpdf = await client.POST("/pdf", {
  body: { content: '<h1 class="text-2xl">Hello</h1>' },
  parseAs: "blob",
});
check(await isPdf(tailpdf.data as Blob), `tailpdf: ${tailpdf.response.status}`);

// PDF Gorilla: a template of its own, then a job.
const liquid = await client.PUT("/api/v1/templates/{template}", {
  params: { path: { template: "greeting-of-typescript" } },
  body: { name: "greeting", html: "<p>{{ who }}</p>" },
});
check(liquid.response.status === 201, `pdfgorilla's template: ${liquid.response.status}`);
const gorilla = await client.POST("/api/v1/templates/{template}/generate-async", {
  params: { path: { template: "greeting-of-typescript" } },
  body: { data: { who: "you" } },
});
check(gorilla.response.status === 202, `pdfgorilla: ${gorilla.response.status}`);
await until("pdfgorilla's job ends", async () => {
  const { data } = await client.GET("/api/v1/jobs/{id}", {
    params: { path: { id: gorilla.data!.jobId } },
  });
  return data?.status === "completed" ? data : undefined;
});

// Enconvert: one page that is waited for, and two in the background.
const page1 = await client.POST("/v1/convert/url-to-pdf", {
  body: { url: `${receiver}/page`, direct_download: true },
  parseAs: "blob",
});
check(await isPdf(page1.data as Blob), `enconvert: ${page1.response.status}`);
const pages = await client.POST("/v1/convert/url-to-pdf", {
  body: { url: [`${receiver}/page`, `${receiver}/page`], callback_url: `${receiver}/hook` },
});
check(pages.response.status === 202, `enconvert's batch: ${pages.response.status}`);
const upload = await client.POST("/v1/convert/{conversion}", {
  params: { path: { conversion: "html-to-pdf" } },
  body: { file: "" },
  bodySerializer: () => {
    const form = new FormData();
    form.append("file", new Blob(["<h1>Hello</h1>"], { type: "text/html" }), "hello.html");
    return form;
  },
});
check(upload.response.status === 200, `enconvert's upload: ${upload.response.status}`);
check(await isPdf(await fetched(upload.data!.presigned_url)), "enconvert's upload becomes a PDF");

// Vortex PDF.
const vortex = await client.POST("/api/v1/renderers/pdf", {
  body: { parts: ["<h1>Hello</h1>"] },
  parseAs: "blob",
});
check(await isPdf(vortex.data as Blob), `vortex: ${vortex.response.status}`);
const background = await client.POST("/api/v1/renderers/pdf/async", {
  body: { parts: "<h1>Hello</h1>", callback: { url: `${receiver}/hook` } },
});
check(background.data?.status === "accepted", `vortex: ${background.response.status}`);

// Adobe: a token, an upload, an operation, its result.
const token = await client.POST("/token", {
  body: { client_id: "any", client_secret: key },
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
});
check(token.data?.access_token === key, `adobe's token: ${token.response.status}`);
const asset = await client.POST("/assets", { body: { mediaType: "text/html" } });
const put = await fetch(asset.data!.uploadUri, {
  method: "PUT",
  headers: { "Content-Type": "text/html" },
  body: "<h1>Hello</h1>",
});
check(put.status === 200, `adobe's upload: ${put.status}`);
const operation = await client.POST("/operation/{operation}", {
  params: { path: { operation: "htmltopdf" } },
  body: {
    assetID: asset.data!.assetID,
    includeHeaderFooter: true,
    notifiers: [{ type: "CALLBACK", data: { url: `${receiver}/hook` } }],
  },
});
check(operation.response.status === 201, `adobe: ${operation.response.status}`);
const jobId = operation.response.headers.get("location")!.split("/").at(-2)!;
const done = await until("adobe's job ends", async () => {
  const { data } = await client.GET("/operation/{operation}/{id}/status", {
    params: { path: { operation: "htmltopdf", id: jobId } },
  });
  check(data?.status !== "failed", "adobe's job failed");
  return data?.status === "done" ? data : undefined;
});
check(await isPdf(await fetched(done.asset!.downloadUri!)), "adobe's result is a PDF");

console.log("the generated client works");
