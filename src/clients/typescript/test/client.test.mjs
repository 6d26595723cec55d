// Uses the client against a running node: HOOKPRESS_URL, HOOKPRESS_KEY and HOOKPRESS_SECRET.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import {
  ConflictError,
  HookpressClient,
  InvalidRequestError,
  InvalidSignatureError,
  NoPdfError,
  NotAllowedError,
  NotFoundError,
  ServerError,
  TransportError,
  WaitTimeoutError,
  verifyCallback,
} from "hookpress-client";

const baseUrl = process.env.HOOKPRESS_URL;
const hookpress = new HookpressClient({ baseUrl, apiKey: process.env.HOOKPRESS_KEY });
let requests = [];
let answer = () => [200, {}, "{}"];
const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    requests.push({ headers: request.headers, body: Buffer.concat(chunks) });
    server.emit("received");
    const reply = request.url === "/slow" ? undefined : answer(requests.length);
    if (reply) response.writeHead(reply[0], reply[1]).end(reply[2]);
  });
});
let own;

before(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  own = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.close();
  server.closeAllConnections();
});

test("a job is submitted, waited for and read", async () => {
  const accepted = await hookpress.submit({ parts: "<h1>Hello</h1>", metadata: { order: 1042 } });
  const job = await hookpress.waitFor(accepted.id, 60_000);
  assert.equal(job.id, accepted.id);
  assert.equal(job.status, "completed");
  assert.deepEqual(job.metadata, { order: 1042 });
  const pdf = await hookpress.pdf(job);
  assert.equal(new TextDecoder().decode(pdf.subarray(0, 5)), "%PDF-");
});

test("the same key is the same job, and without one each is new", async () => {
  const request = { parts: "<p>order 1044</p>" };
  const first = await hookpress.submit(request, "order-1044");
  assert.equal((await hookpress.submit(request, "order-1044")).id, first.id);
  const others = [await hookpress.submit(request), await hookpress.submit(request)];
  assert.notEqual(others[0].id, others[1].id);
});

test("a callback is verified", async () => {
  requests = [];
  const received = once(server, "received");
  await hookpress.submit({ parts: "<h1>Hello</h1>", callback: { url: `${own}/hook` } });
  await received;
  const { headers, body } = requests[0];
  const secret = process.env.HOOKPRESS_SECRET;
  const callback = verifyCallback(["whsec_AAAA", secret], headers, body);
  assert.equal(callback.id, headers["webhook-id"]);
  assert.equal(callback.body.status, "completed");
  const forged = Buffer.from(body);
  forged[forged.length - 2] ^= 1;
  assert.throws(() => verifyCallback(secret, headers, forged), InvalidSignatureError);
  assert.throws(() => verifyCallback("whsec_AAAA", headers, body), InvalidSignatureError);
  assert.throws(() => verifyCallback(secret, {}, body), InvalidSignatureError);
  const later = Date.now() / 1000 + 600;
  assert.throws(() => verifyCallback(secret, headers, body, later), InvalidSignatureError);
});

test("refusals are typed", async () => {
  await assert.rejects(hookpress.submit({ part: "<p>typo</p>" }), (error) => {
    assert.ok(error instanceof InvalidRequestError);
    assert.equal(error.status, 422);
    assert.equal(error.type, "/docs/problems/invalid-request");
    assert.ok(error.faults.some((fault) => fault.where === "/part"));
    assert.ok(error.requestId);
    return true;
  });
  await assert.rejects(hookpress.job("job_01M7Z5T8Q3F4N6R2W9X1Y7K0AB"), NotFoundError);
  const stranger = new HookpressClient({ baseUrl, apiKey: "no key" });
  await assert.rejects(stranger.submit({ parts: "<p>" }), NotAllowedError);
});

test("waiting is bounded, and a job is canceled", async () => {
  const job = await hookpress.submit({ parts: `${own}/slow` });
  await assert.rejects(hookpress.waitFor(job.id, 300), WaitTimeoutError);
  const canceled = await hookpress.cancel(job.id);
  assert.equal(canceled.status, "canceled");
  await assert.rejects(hookpress.cancel(job.id), ConflictError);
  await assert.rejects(hookpress.pdf(canceled), NoPdfError);
});

test("a retry is the same request, and tries are bounded", async () => {
  requests = [];
  const busy = [503, { "Retry-After": "0" }, '{"detail":"busy"}'];
  answer = (number) => (number < 3 ? busy : [202, {}, '{"id":"job_1","status":"pending"}']);
  const patient = new HookpressClient({ baseUrl: own, apiKey: "key" });
  assert.equal((await patient.submit({ parts: "<p>" })).id, "job_1");
  const keys = requests.map((each) => each.headers["idempotency-key"]);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);

  answer = () => busy;
  const hasty = new HookpressClient({ baseUrl: own, apiKey: "key", retries: 1 });
  await assert.rejects(hasty.job("job_1"), ServerError);
  assert.equal(requests.length, 5);
});

test("a server that says nothing is a transport error", async () => {
  const settings = { baseUrl: own, apiKey: "key", timeoutMs: 200, retries: 1 };
  answer = () => undefined;
  await assert.rejects(new HookpressClient(settings).job("job_1"), TransportError);
});
