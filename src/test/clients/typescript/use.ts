// Uses the client that openapi-typescript makes from openapi.yaml against a running node:
// HOOKPRESS_URL and HOOKPRESS_KEY. Every call is typed; what a type admits, the node must take.
import createClient from "openapi-fetch";
import type { paths } from "./out/api.js";

declare const process: { env: Record<string, string | undefined> };

const baseUrl = process.env["HOOKPRESS_URL"]!;
const client = createClient<paths>({
  baseUrl,
  headers: { Authorization: `Bearer ${process.env["HOOKPRESS_KEY"]}` },
});

function check(fact: unknown, what: string): asserts fact {
  if (!fact) throw new Error(what);
}

// Submit, wait, read the PDF.
const submitted = await client.POST("/v1/jobs", {
  params: { header: { "Idempotency-Key": crypto.randomUUID() } },
  body: { parts: [{ html: "<h1>Hello</h1>" }], options: { filename: "hello.pdf" } },
});
check(submitted.response.status === 202, `submitted: ${submitted.response.status}`);
const id = (submitted.data as { id: string }).id;
let job = await client.GET("/v1/jobs/{id}", { params: { path: { id } } });
for (let looks = 0; looks < 200 && job.data?.status !== "completed"; looks++) {
  check(job.data?.status !== "failed", "the job failed");
  await new Promise((done) => setTimeout(done, 100));
  job = await client.GET("/v1/jobs/{id}", { params: { path: { id } } });
}
check(job.data?.status === "completed", "the job ends");
const url: string = job.data.destination!.url!;
const pdf = new Uint8Array(await (await fetch(url)).arrayBuffer());
check(new TextDecoder().decode(pdf.subarray(0, 5)) === "%PDF-", "the link leads to a PDF");

// One call that waits.
const waited = await client.POST("/v1/jobs", {
  params: { query: { wait: 30 } },
  body: { parts: "<p>now</p>" },
  parseAs: "blob",
});
check(waited.response.status === 200, `waited: ${waited.response.status}`);
check((waited.data as Blob).type === "application/pdf", "the answer is the PDF");

// List, cancel.
const page = await client.GET("/v1/jobs", { params: { query: { limit: 10 } } });
check(page.data!.data.some((each) => each.id === id), "the job is listed");
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

// A replay, and the account.
const replay = await client.POST("/v1/replays", {
  body: { from: "2023-04-01T00:00:00Z", to: "2023-04-02T00:00:00Z", dry_run: true },
});
check(replay.response.status === 200, `replay: ${replay.response.status}`);
const account = await client.GET("/v1/client");
check(account.response.status === 200, `account: ${account.response.status}`);

console.log("the generated client works");
