"""JSON as the registry prints it: slashes and all non-ASCII escaped, floats of 32 bits."""

import json
import struct


def dumps(value):
    """Return *value* as compact JSON text.

    >>> print(dumps({"DOI": "10.1/ü"}))
    {"DOI":"10.1\\/\\u00fc"}
    """
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/")


def float32(number):
    """Round to 32 bits, keeping the few digits a 32-bit float prints with.

    >>> float32(1 / 3)
    0.33333334
    """
    packed = struct.pack("f", number)
    (rounded,) = struct.unpack("f", packed)
    shorter = (float(f"{rounded:.{digits}g}") for digits in range(6, 9))
    return next((short for short in shorter if struct.pack("f", short) == packed), rounded)


def envelope(kind, message):
    """Wrap a message, given as JSON text, the way every successful answer is wrapped."""
    return f'{{"status":"ok","message-type":"{kind}","message-version":"1.0.0","message":{message}}}'.encode()


def failure(kind, problems):
    """Return the body for *problems*, a list of (type, value, message)."""
    message = [{"type": t, "value": v, "message": m} for t, v, m in problems]
    return dumps({"status": "failed", "message-type": kind, "message": message}).encode()
