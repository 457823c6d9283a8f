"""HTTP/1.1 as the stand-in speaks it: requests read raw, answers written in one piece.

`http.server` is not used because it tidies request targets before anyone sees
them and writes a response in several small packets.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote

LONGEST_REQUEST_LINE = 4096
SMALLEST_GZIPPED_BODY = 200


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came over the wire; `target` is not decoded."""

    method: str
    target: str
    headers: dict[str, str]
    client: str
    connection: int
    body: bytes = b""
    version: str = "HTTP/1.1"

    @property
    def raw_path(self):
        return self.target.partition("?")[0].partition("#")[0]

    @property
    def raw_query(self):
        return self.target.partition("#")[0].partition("?")[2]

    @property
    def parameters(self):
        """Name and value pairs in the order they were sent."""
        return parse_qsl(self.raw_query, keep_blank_values=True)

    @property
    def keeps_alive(self):
        wish = self.headers.get("connection", "").lower()
        return wish != "close" if self.version == "HTTP/1.1" else wish == "keep-alive"


@dataclass(slots=True)
class Delivery:
    """How an answer is put on the wire when a fault wants it done badly."""

    drip: float | None = None
    chunk: int = 1
    stall: float | None = None
    cut: float | None = None
    extra_length: int = 0
    drop: bool = False
    truncate_gzip: bool = False


def _nothing(_status):
    """Nobody waits for the end of this answer."""


@dataclass(slots=True)
class Answer:
    """A response before it is framed.

    `finished` is called with the status (`None` where none is sent) just
    before the last bytes leave.
    """

    status: int
    body: bytes = b""
    content_type: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    delivery: Delivery = field(default_factory=Delivery)
    close: bool = False
    finished: Callable[[int | None], None] = _nothing


class Unreadable(Exception):
    """The bytes on the connection are not a request this server accepts."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status


def read_request(stream, client, connection):
    """Read one request from *stream*, or return `None` where the client has hung up."""
    line = stream.readline(LONGEST_REQUEST_LINE + 3)
    if not line:
        return None
    if len(line.rstrip(b"\r\n")) > LONGEST_REQUEST_LINE:
        raise Unreadable(414)
    words = line.decode("latin-1").split()
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise Unreadable(400)
    headers = {}
    while (header := stream.readline(65537)) not in (b"\r\n", b"\n", b""):
        name, _, value = header.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    length = headers.get("content-length", "0")
    if not length.isdigit():
        raise Unreadable(400)
    body = stream.read(int(length)) if length != "0" else b""
    return Request(words[0], words[1], headers, client, connection, body, words[2])


def decode_path(raw):
    """Undo percent-encoding once, and nothing else: no plus signs, no dot segments."""
    return unquote(raw, errors="replace")


def frame(answer, request, keep_alive):
    """Return head and body of *answer* as bytes, compressed where the client allows it."""
    body = answer.body
    headers = {"Date": formatdate(usegmt=True), **answer.headers}
    if answer.content_type is not None:
        headers["Content-Type"] = answer.content_type
    compressible = (answer.content_type or "").startswith("application/json")
    if compressible and len(body) >= SMALLEST_GZIPPED_BODY:
        headers["Vary"] = ", ".join(filter(None, [headers.get("Vary"), "Accept-Encoding"]))
        if "gzip" in request.headers.get("accept-encoding", ""):
            body = gzip.compress(body, compresslevel=1, mtime=0)
            headers["Content-Encoding"] = "gzip"
            if answer.delivery.truncate_gzip:
                body = body[: len(body) * 2 // 3]
    headers["Content-Length"] = str(len(body) + answer.delivery.extra_length)
    headers["Connection"] = "keep-alive" if keep_alive else "close"
    reason = HTTPStatus(answer.status).phrase
    lines = [f"HTTP/1.1 {answer.status} {reason}", *(f"{n}: {v}" for n, v in headers.items())]
    head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
    return head, b"" if request.method == "HEAD" else body


def send(sock, answer, request, wait: Callable[[float], bool], done: Callable[[], None]):
    """Write *answer* to *sock*; return whether the connection may be used again.

    *wait* pauses and tells whether the server is stopping.  *done* is called
    just before the bytes that let the client go on: a client must never be
    refused for a request whose response it already holds.
    """
    delivery = answer.delivery
    if delivery.drop:
        done()
        return False
    broken = delivery.cut is not None or delivery.extra_length > 0 or delivery.stall is not None
    keep_alive = request.keeps_alive and not answer.close and not broken
    head, body = frame(answer, request, keep_alive)
    if delivery.cut is not None:
        body = body[: int(len(body) * delivery.cut)]
    if delivery.stall is not None:
        sock.sendall(head)
        stopping = wait(delivery.stall)
        done()
        if not stopping:
            sock.sendall(body)
        return False
    if delivery.drip is None:
        done()
        sock.sendall(head + body)
        return keep_alive
    sock.sendall(head)
    for start in range(0, len(body), delivery.chunk):
        if wait(delivery.drip):
            break
        if start + delivery.chunk >= len(body):
            done()
        sock.sendall(body[start : start + delivery.chunk])
    done()
    return keep_alive
