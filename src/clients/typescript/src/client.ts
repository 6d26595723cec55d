import { NoPdfError, TransportError, WaitTimeoutError, refusal } from "./errors.js";

/** A part of a document: HTML, a page, a PDF, or a stored template and its data. */
export type Part =
  | string
  | { html: string }
  | { url: string }
  | { pdf: string }
  | { template: string; data?: object; version?: number };

/** What is to be rendered: all that `POST /v1/jobs` takes. */
export interface JobRequest {
  parts?: string | Part[];
  options?: Record<string, unknown>;
  destination?: Record<string, unknown>;
  documents?: { parts: string | Part[]; options?: Record<string, unknown> }[];
  callback?: { url: string; headers?: Record<string, string>; format?: string };
  notifiers?: Record<string, unknown>[];
  metadata?: Record<string, unknown>;
}

/** A job as it was when it was read. Later versions may add fields and states. */
export interface Job {
  id: string;
  status: "pending" | "processing" | "completed" | "failed" | "canceled" | (string & {});
  created_at: string;
  completed_at?: string;
  destination?: { provider: string; url?: string; expires_at?: string };
  pages?: number;
  bytes?: number;
  warnings?: string[];
  error?: { code: string; message: string };
  metadata?: Record<string, unknown>;
  [later: string]: unknown;
}

/** The settings of a client. */
export interface Settings {
  /** The address of the server. */
  baseUrl: string;
  apiKey: string;
  /** How long one attempt of a request may take; 30 seconds by default. */
  timeoutMs?: number;
  /** How often a request is sent again, 0 to 10; 3 times by default. */
  retries?: number;
}

const RETRIED = new Set([429, 502, 503, 504]);
const LONGEST_PAUSE_MS = 30_000;
const LONGEST_LOOK_MS = 2_000;

/**
 * Submits jobs, waits for them and reads their PDFs.
 *
 * Every request has a time limit. What fails in transit, and 429, 502, 503 and 504, is sent again a
 * few times, after the time that the server asked for; a submission is sent with an idempotency key,
 * so that it is done once.
 */
export class HookpressClient {
  readonly #base: string;
  readonly #apiKey: string;
  readonly #timeoutMs: number;
  readonly #retries: number;

  constructor(settings: Settings) {
    this.#base = settings.baseUrl.endsWith("/") ? settings.baseUrl : `${settings.baseUrl}/`;
    this.#apiKey = settings.apiKey;
    this.#timeoutMs = settings.timeoutMs ?? 30_000;
    this.#retries = settings.retries ?? 3;
    if (!(this.#retries >= 0 && this.#retries <= 10)) throw new RangeError("retries is 0 to 10.");
  }

  /**
   * Submits a job; resolves once it is stored. With an idempotency key of your own, such as the
   * number of an order, the same request within 24 hours is the same job; by default each call has a
   * new one.
   */
  async submit(request: JobRequest, idempotencyKey: string = crypto.randomUUID()): Promise<Job> {
    return this.#json("POST", "v1/jobs", {
      body: JSON.stringify(request),
      headers: { "Content-Type": "application/json", "Idempotency-Key": idempotencyKey },
    });
  }

  /** Reads a job. */
  async job(id: string): Promise<Job> {
    return this.#json("GET", `v1/jobs/${encodeURIComponent(id)}`);
  }

  /**
   * Waits until a job has ended, in any state; rejects with `WaitTimeoutError` if it has not ended
   * within so many milliseconds.
   */
  async waitFor(id: string, atMostMs: number): Promise<Job> {
    const end = performance.now() + atMostMs;
    for (let pause = 50; ; pause = Math.min(2 * pause, LONGEST_LOOK_MS)) {
      const job = await this.job(id);
      if (job.status !== "pending" && job.status !== "processing") return job;
      const left = end - performance.now();
      if (left <= 0) {
        throw new WaitTimeoutError(`The job ${id} is ${job.status} after ${atMostMs} ms.`);
      }
      await sleep(Math.min(left, pause));
    }
  }

  /** Cancels a job that has not ended. */
  async cancel(id: string): Promise<Job> {
    return this.#json("DELETE", `v1/jobs/${encodeURIComponent(id)}`);
  }

  /** Reads the PDF of a completed job with one hosted document. */
  async pdf(job: Job): Promise<Uint8Array> {
    const url = job.destination?.url;
    if (url === undefined) throw new NoPdfError(`The job ${job.id} is ${job.status}.`);
    // The link is signed: the key is for the API only.
    return new Uint8Array(await this.#send(url, { method: "GET" }));
  }

  async #json(method: string, path: string, more: RequestInit = {}): Promise<Job> {
    const headers = {
      ...(more.headers as Record<string, string>),
      Accept: "application/json",
      Authorization: `Bearer ${this.#apiKey}`,
    };
    const body = await this.#send(this.#base + path, { ...more, method, headers });
    try {
      return JSON.parse(new TextDecoder().decode(body)) as Job;
    } catch (broken) {
      throw new TransportError("The answer is not JSON.", { cause: broken });
    }
  }

  /** The body of the answer, whose status is 2xx. */
  async #send(url: string, request: RequestInit): Promise<ArrayBuffer> {
    for (let attempt = 0; ; attempt++) {
      let failure: unknown;
      let response: Response | undefined;
      try {
        const signal = AbortSignal.timeout(this.#timeoutMs);
        response = await fetch(url, { ...request, signal });
        const body = await response.arrayBuffer();
        if (response.ok) return body;
        failure = refusal(response, new TextDecoder().decode(body));
      } catch (lost) {
        response = undefined;
        const what = `${request.method} ${new URL(url).pathname}: ${String(lost)}`;
        failure = new TransportError(what, { cause: lost });
      }
      const again = response === undefined || RETRIED.has(response.status);
      if (!again || attempt >= this.#retries) throw failure;
      await sleep(pauseBefore(attempt, response));
    }
  }
}

/** `Retry-After` in seconds, within bounds, or else a random time that grows. */
function pauseBefore(attempt: number, response: Response | undefined): number {
  const asked = response?.headers.get("retry-after");
  if (asked && /^[0-9]{1,6}$/.test(asked)) return Math.min(1000 * Number(asked), LONGEST_PAUSE_MS);
  return Math.random() * Math.min(200 * 2 ** attempt, LONGEST_PAUSE_MS);
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
