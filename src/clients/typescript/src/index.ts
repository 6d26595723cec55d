export * from "./client.js";
export {
  ApiError,
  ConflictError,
  HookpressError,
  InvalidRequestError,
  InvalidSignatureError,
  NoPdfError,
  NotAllowedError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  TransportError,
  WaitTimeoutError,
  type Fault,
} from "./errors.js";
export { verifyCallback, type Callback } from "./webhooks.js";
