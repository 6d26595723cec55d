/** Why a call did not do what it promises. Each kind is a class of its own. */
export abstract class HookpressError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** There was no answer, or none that could be read, after all retries. */
export class TransportError extends HookpressError {}

/** The job had not ended when the time was up. It goes on, and can be waited for again. */
export class WaitTimeoutError extends HookpressError {}

/** The job has no PDF to read: it failed, was canceled, or is stored elsewhere. */
export class NoPdfError extends HookpressError {}

/** A callback was not signed with the given keys, or not recently; do not act on it. */
export class InvalidSignatureError extends HookpressError {}

/** One fault of a request: a JSON pointer into the body, or the name of a parameter or header. */
export interface Fault {
  where: string;
  detail: string;
}

/** The server refused a request: a problem document (RFC 9457). */
export class ApiError extends HookpressError {
  constructor(
    /** The HTTP status. */
    readonly status: number,
    /** The kind of problem, such as `/docs/problems/job-ended`; empty if the server named none. */
    readonly type: string,
    message: string,
    readonly faults: readonly Fault[],
    /** The id under which the server has logged the request. */
    readonly requestId: string | undefined,
  ) {
    super(message);
  }
}

/** 400, 413, 415 or 422: the request has faults. */
export class InvalidRequestError extends ApiError {}

/** 401 or 403: the API key is missing, not known, or may not be used for this. */
export class NotAllowedError extends ApiError {}

/** 404 or 410: there is no such resource, or not any more. */
export class NotFoundError extends ApiError {}

/** 409: the state does not allow it, for example because the job has ended. */
export class ConflictError extends ApiError {}

/** 429, after all retries. */
export class RateLimitedError extends ApiError {}

/** 5xx, after all retries. */
export class ServerError extends ApiError {}

interface Problem {
  type?: string;
  title?: string;
  detail?: string;
  errors?: { pointer?: string; parameter?: string; header?: string; detail: string }[];
}

/** The error that an answer is. */
export function refusal(response: Response, text: string): ApiError {
  let problem: Problem = {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) problem = parsed;
  } catch {
    // Not every server in between answers in JSON.
  }
  const status = response.status;
  const faults = (problem.errors ?? []).map((each) => ({
    where: each.pointer ?? each.parameter ?? each.header ?? "",
    detail: each.detail,
  }));
  const Kind = kind(status);
  return new Kind(
    status,
    problem.type ?? "",
    `${status} ${problem.detail ?? problem.title ?? ""}`.trim(),
    faults,
    response.headers.get("x-request-id") ?? undefined,
  );
}

function kind(status: number): typeof ApiError {
  if ([400, 413, 415, 422].includes(status)) return InvalidRequestError;
  if (status === 401 || status === 403) return NotAllowedError;
  if (status === 404 || status === 410) return NotFoundError;
  if (status === 409) return ConflictError;
  if (status === 429) return RateLimitedError;
  return status >= 500 ? ServerError : ApiError;
}
