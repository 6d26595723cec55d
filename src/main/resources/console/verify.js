// Programs that check the signature of one request, as a receiver should of each.

const header = (request, name) => {
  const found = Object.entries(request.headers || {}).find(([each]) => each.toLowerCase() === name);
  return found ? [].concat(found[1]).join(" ") : "";
};

const quoted = (text) => "'" + text.replaceAll("'", "'\\''") + "'";

/** Such programs for a request, by the name of their language. */
export function verifiers(request) {
  const id = header(request, "webhook-id");
  const time = header(request, "webhook-timestamp");
  const signature = header(request, "webhook-signature");
  const body = request.body_encoding === "text" ? request.body : null;
  const shell = `# Prints the signature that this request should have had.
secret='whsec_…'   # from Settings, when it was made
key=$(printf '%s' "\${secret#whsec_}" | base64 -d | od -An -tx1 | tr -d ' \\n')
${body === null ? "body=$(cat body.json)" : "body=" + quoted(body)}
printf '%s' "${id}.${time}.$body" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64
# It had:  ${signature || "none"}`;
  const node = `import { createHmac, timingSafeEqual } from "node:crypto";

/** The body must be the bytes as they came, before any JSON parser. */
export function verify(secret, headers, body) {
  const age = Math.abs(Date.now() / 1000 - Number(headers["webhook-timestamp"]));
  if (!(age <= 300)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const right = createHmac("sha256", key)
    .update(\`\${headers["webhook-id"]}.\${headers["webhook-timestamp"]}.\`)
    .update(body)
    .digest();
  return headers["webhook-signature"].split(" ").some((each) => {
    const given = Buffer.from(each.replace(/^v1,/, ""), "base64");
    return given.length === right.length && timingSafeEqual(given, right);
  });
}`;
  const python = `import base64, hashlib, hmac, time

def verify(secret: str, headers: dict, body: bytes) -> bool:
    """The body must be the bytes as they came, before any JSON parser."""
    stamp = headers["webhook-timestamp"]
    if abs(time.time() - int(stamp)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{stamp}.".encode() + body
    right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(
        hmac.compare_digest(each.removeprefix("v1,"), right)
        for each in headers["webhook-signature"].split(" ")
    )`;
  return { Shell: shell, "Node.js": node, Python: python };
}
