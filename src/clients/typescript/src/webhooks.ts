import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import { InvalidSignatureError } from "./errors.js";

const TOLERANCE_SECONDS = 5 * 60;
const MAX_SIGNATURES = 16;
const ED25519_HEAD = Buffer.from("302a300506032b6570032100", "hex");

/** A callback whose signature is right. */
export interface Callback {
  /** The same for every attempt: drop those that you know. */
  id: string;
  /** What was sent. */
  body: unknown;
}

/**
 * Verifies a callback by the Standard Webhooks scheme; throws `InvalidSignatureError` if it was not
 * signed with one of the keys within five minutes of now.
 *
 * @param keys secrets `whsec_…` and public keys `whpk_…`; several while they are rotated
 * @param headers as Node.js has them, by their names in lower case
 * @param body the bytes as they came, before any parser has touched them
 * @param now Unix time in seconds
 */
export function verifyCallback(
  keys: string | readonly string[],
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Uint8Array,
  now: number = Date.now() / 1000,
): Callback {
  const id = required(headers, "webhook-id");
  const timestamp = required(headers, "webhook-timestamp");
  const signatures = required(headers, "webhook-signature");
  if (!/^[0-9]{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > TOLERANCE_SECONDS) {
    throw new InvalidSignatureError("The callback was not sent just now.");
  }
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  const all = typeof keys === "string" ? [keys] : keys;
  for (const signature of signatures.split(" ").slice(0, MAX_SIGNATURES)) {
    if (all.some((key) => matches(key, signature, signed))) {
      return { id, body: JSON.parse(new TextDecoder().decode(body)) as unknown };
    }
  }
  throw new InvalidSignatureError("No signature is of these keys.");
}

function required(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  name: string,
): string {
  const value = headers[name];
  if (typeof value !== "string") throw new InvalidSignatureError(`There is no ${name}.`);
  return value;
}

function matches(key: string, signature: string, signed: Buffer): boolean {
  if (key.startsWith("whsec_") && signature.startsWith("v1,")) {
    const secret = Buffer.from(key.slice("whsec_".length), "base64");
    const expected = createHmac("sha256", secret).update(signed).digest();
    const given = Buffer.from(signature.slice("v1,".length), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
  if (key.startsWith("whpk_") && signature.startsWith("v1a,")) {
    const raw = Buffer.from(key.slice("whpk_".length), "base64");
    if (raw.length !== 32) return false;
    const der = Buffer.concat([ED25519_HEAD, raw]);
    const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
    return verify(null, signed, publicKey, Buffer.from(signature.slice("v1a,".length), "base64"));
  }
  return false;
}
