"""A threaded listener on 127.0.0.1 that can refuse connections and come back."""

import itertools
import socket
import threading

from tests.standin.wire import Answer, Request, Unreadable, read_request, send


class Listener:
    """Serve *application*, a function from `Request` to `Answer`, one thread per connection."""

    def __init__(self, application, port=0):
        self._application = application
        self._port = port
        self._listening = None
        self._connections = set()
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    @property
    def port(self):
        return self._port

    def start(self):
        """Bind, or bind again to the port used before, and accept connections."""
        with self._lock:
            if self._listening is not None or self._stopping.is_set():
                return
            listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(("127.0.0.1", self._port))
            listening.listen(128)
            self._port = listening.getsockname()[1]
            self._listening = listening
        threading.Thread(target=self._accept, args=(listening,), daemon=True).start()

    def refuse(self):
        """Stop listening and drop every connection: new ones are refused."""
        with self._lock:
            listening, self._listening = self._listening, None
        if listening is not None:
            _hang_up(listening)
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            _hang_up(connection, close=False)

    def stop(self):
        self._stopping.set()
        self.refuse()

    def wait(self, seconds):
        """Pause; return whether the server is stopping."""
        return self._stopping.wait(seconds)

    def _accept(self, listening):
        while self._listening is listening:
            try:
                sock, (host, _) = listening.accept()
            except OSError:
                return
            with self._lock:
                self._connections.add(sock)
            threading.Thread(target=self._serve, args=(sock, host), daemon=True).start()

    def _serve(self, sock, host):
        number = next(self._numbers)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            with sock, sock.makefile("rb", 65536) as stream:
                while self._exchange(sock, stream, host, number):
                    pass
        except OSError:
            # The client went away, or a fault did it for us: nothing is left to tell anyone.
            return
        finally:
            with self._lock:
                self._connections.discard(sock)

    def _exchange(self, sock, stream, host, number):
        try:
            request = read_request(stream, host, number)
        except Unreadable as problem:
            refusal = Answer(problem.status, b"<h1>Bad request</h1>", "text/html", close=True)
            send(sock, refusal, Request("GET", "", {}, host, number), self.wait, lambda: None)
            # Closing with unread bytes would reset the connection under the answer.
            sock.shutdown(socket.SHUT_WR)
            while stream.read1(65536):
                pass
            return False
        if request is None:
            return False
        answer = self._application(request)
        status = None if answer.delivery.drop else answer.status
        done = _once(lambda: answer.finished(status))
        try:
            return send(sock, answer, request, self.wait, done)
        finally:
            done()


def _once(function):
    called = threading.Event()

    def call():
        if not called.is_set():
            called.set()
            function()

    return call


def _hang_up(sock, close=True):
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        # Already disconnected by the other side.
        pass
    if close:
        sock.close()
