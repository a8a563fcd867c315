"""The server that the plugin starts for itself when none runs, and stops again."""

import atexit
import os
import queue
import re
import shutil
import signal

# The launcher's path is the user's own setting, and it is called without a shell.
import subprocess  # nosec B404
import threading
import time

from . import discovery
from .errors import JobCancelled, ServerError

_READY = re.compile(r"^GeoFringe \S+ ready on (\S+):(\d+)\s*$")
# In a checkout the launcher may have to build first.
_PATIENCE = 600.0
# A server marks its jobs as interrupted and goes, within a second or two.
_STOP_PATIENCE = 10.0


def find_launcher(setting=""):
    """Returns the launcher to use: the setting, else `geofringe` on PATH, else the checkout that the plugin lies in.

    Returns an empty text where there is none.
    """
    if setting:
        return os.path.expanduser(setting)
    found = shutil.which("geofringe")
    if found:
        return found
    checkout = os.path.abspath(os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "..", ".."))
    candidate = os.path.join(checkout, "geofringe")
    return candidate if os.path.isfile(candidate) and os.access(candidate, os.X_OK) else ""


class LocalServer:
    """At most one server process of our own."""

    def __init__(self):
        self._process = None
        self.endpoint = None
        self._lock = threading.Lock()
        # How often we were told to stop: a start that sees the number change gives up.
        self._stops = 0

    def start(self, command, listener):
        """Starts `command serve --port 0` and returns its endpoint once it is ready.

        `command` is a list; its last words are added here. Raises ServerError with the server's own last words where it
        does not come up, and JobCancelled where the listener cancels or stop() is called meanwhile.
        """
        stops = self._stops
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                return self.endpoint
            self.endpoint = self._start(list(command) + ["serve", "--port", "0"], listener, stops)
            return self.endpoint

    def stop(self):
        """Ends the server that we started, if any, or that is about to start; it marks running jobs as interrupted."""
        self._stops += 1
        # Before the lock, which a start holds for as long as it waits for the server.
        _end(self._process)
        # Not for ever: where a window's events are seen to, the start may be below us on this very thread.
        if self._lock.acquire(timeout=_STOP_PATIENCE):
            process, self._process, self.endpoint = self._process, None, None
            self._lock.release()
            _end(process)

    def _start(self, command, listener, stops):
        log_path = os.path.join(discovery.home(), "plugin-server.log")
        os.makedirs(os.path.dirname(log_path), mode=0o700, exist_ok=True)
        listener.status("Starting a GeoFringe server")
        with open(log_path, "wb") as log:
            try:
                # A list of words, so no shell reads them; own session, so that Ctrl-C in a terminal leaves jobs alone.
                self._process = subprocess.Popen(  # nosec B603
                    command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True
                )
            except OSError as problem:
                raise ServerError(
                    "The GeoFringe server cannot be started: {} ({}). Correct the launcher's path in Settings > Options > "
                    "Processing > Providers > GeoFringe.".format(command[0], problem.strerror)
                ) from problem
        atexit.register(self.stop)
        line = self._first_line(listener, stops)
        ready = _READY.match(line)
        if not ready:
            self._kill()
            raise ServerError("The GeoFringe server did not start: {}".format(_last_line(log_path) or line or command[0]))
        endpoint = discovery.of_port(int(ready.group(2)))
        if endpoint is None:
            self._kill()
            raise ServerError(
                "The GeoFringe server started but left no token in {}. Check that the folder can be written.".format(
                    os.path.join(discovery.home(), "servers")
                )
            )
        return endpoint

    def _first_line(self, listener, stops):
        lines = queue.Queue()
        stream = self._process.stdout
        threading.Thread(target=_read, args=(stream, lines), name="geofringe-server", daemon=True).start()
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                line = lines.get(timeout=0.1)
            except queue.Empty:
                line = None
            listener.breathe()
            if listener.cancelled() or self._stops != stops:
                self._kill()
                raise JobCancelled("Cancelled before the server was ready.")
            if line is not None:
                return line.decode("utf-8", "replace").strip()
            if time.monotonic() > deadline:
                self._kill()
                raise ServerError(
                    "The GeoFringe server was not ready within {:.0f} s. Start it by hand: geofringe serve".format(_PATIENCE)
                )

    def _kill(self):
        process, self._process = self._process, None
        _end(process)


def _read(stream, lines):
    """Puts the first line into a queue; reads on to the end, since a full pipe would hold the server up."""
    with stream:
        lines.put(stream.readline())
        for _ in stream:
            pass


def _end(process):
    """Ends a process, if it is one that runs: by asking it, and where it does not listen, by force."""
    if process is None or process.poll() is not None:
        return
    for force in (False, True):
        _signal(process, force)
        try:
            process.wait(_STOP_PATIENCE)
            return
        except subprocess.TimeoutExpired:
            continue


def _signal(process, force):
    """Tells a process to end, with what it started: the launcher may be a script that waits for a Java process."""
    if os.name != "posix":
        process.terminate()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL if force else signal.SIGTERM)
    except ProcessLookupError:
        # It ended just now.
        return


def _last_line(path):
    with open(path, encoding="utf-8", errors="replace") as stream:
        lines = [line.strip() for line in stream if line.strip()]
    return lines[-1] if lines else ""
