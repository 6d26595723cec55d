"""Verifies the signature of a callback by the Standard Webhooks scheme.

Copy verify() into your receiver, and give it the body as it came over the wire, byte for byte.

As a program it reads the body from standard input, and ends with 0 if the signature is right:

    python3 verify_signature.py SECRET ID TIMESTAMP SIGNATURES < body
"""

import base64
import hashlib
import hmac
import re
import sys
import time

TOLERANCE_SECONDS = 5 * 60
MAX_SIGNATURES = 16


def verify(secret, message_id, timestamp, signatures, body, now):
    """Whether the message was signed with the secret within five minutes of now.

    secret      whsec_...
    message_id  the header webhook-id
    timestamp   the header webhook-timestamp
    signatures  the header webhook-signature: one or more, with spaces between
    body        bytes, as received
    now         Unix time in seconds
    """
    if not re.fullmatch("[0-9]{1,12}", timestamp):
        return False
    if abs(now - int(timestamp)) > TOLERANCE_SECONDS:
        return False  # Too old, or from the future: perhaps a replay.
    key = base64.b64decode(secret[len("whsec_"):])
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(digest)
    # While secrets are rotated there is a signature for each; any that matches will do.
    # compare_digest takes the same time wherever the two differ.
    return any(
        hmac.compare_digest(expected, one.encode())
        for one in signatures.split(" ")[:MAX_SIGNATURES]
    )


def main(arguments):
    if len(arguments) != 4:
        print("python3 verify_signature.py SECRET ID TIMESTAMP SIGNATURES < body", file=sys.stderr)
        return 2
    valid = verify(*arguments, sys.stdin.buffer.read(), int(time.time()))
    print("valid" if valid else "invalid")
    return 0 if valid else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
