// Verifies the signature of a callback by the Standard Webhooks scheme.
//
// Copy verify() into your receiver, and give it the body as it came over the wire, byte for byte:
// with Express, express.raw({ type: "application/json" }) and not express.json().
//
// As a program it reads the body from standard input, and ends with 0 if the signature is right:
//
//     node verify-signature.mjs SECRET ID TIMESTAMP SIGNATURES < body

import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

const TOLERANCE_SECONDS = 5 * 60;
const MAX_SIGNATURES = 16;

/**
 * Whether the message was signed with the secret within five minutes of now.
 *
 * @param {string} secret whsec_...
 * @param {string} id the header webhook-id
 * @param {string} timestamp the header webhook-timestamp
 * @param {string} signatures the header webhook-signature: one or more, with spaces between
 * @param {Buffer} body as received
 * @param {number} now Unix time in seconds
 */
export function verify(secret, id, timestamp, signatures, body, now) {
  if (!/^[0-9]{1,12}$/.test(timestamp)) {
    return false;
  }
  if (Math.abs(now - Number(timestamp)) > TOLERANCE_SECONDS) {
    return false; // Too old, or from the future: perhaps a replay.
  }
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const expected = createHmac("sha256", key)
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest();
  // While secrets are rotated there is a signature for each; any that matches will do.
  return signatures
    .split(" ")
    .slice(0, MAX_SIGNATURES)
    .filter((one) => one.startsWith("v1,"))
    .map((one) => Buffer.from(one.slice("v1,".length), "base64"))
    // timingSafeEqual takes the same time wherever the two differ; it wants equal lengths.
    .some((given) => given.length === expected.length && timingSafeEqual(expected, given));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [secret, id, timestamp, signatures, ...rest] = process.argv.slice(2);
  if (signatures === undefined || rest.length > 0) {
    console.error("node verify-signature.mjs SECRET ID TIMESTAMP SIGNATURES < body");
    process.exit(2);
  }
  const valid = verify(secret, id, timestamp, signatures, readFileSync(0), Date.now() / 1000);
  console.log(valid ? "valid" : "invalid");
  process.exit(valid ? 0 : 1);
}
