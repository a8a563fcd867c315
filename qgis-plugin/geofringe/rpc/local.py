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

    def start(self, command, listener):
        """Starts `command serve --port 0` and returns its endpoint once it is ready.

        `command` is a list; its last words are added here. Raises ServerError with the server's own last words where it
        does not come up, and where the listener cancels.
        """
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                return self.endpoint
            self.endpoint = self._start(list(command) + ["serve", "--port", "0"], listener)
            return self.endpoint

    def stop(self):
        """Ends the server that we started, if any; it marks running jobs as interrupted."""
        with self._lock:
            process, self._process, self.endpoint = self._process, None, None
        if process is None or process.poll() is not None:
            return
        _terminate(process)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        process.stdout.close()

    def _start(self, command, listener):
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
        line = self._first_line(listener)
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

    def _first_line(self, listener):
        lines = queue.Queue()
        stream = self._process.stdout
        threading.Thread(target=lambda: lines.put(stream.readline()), name="geofringe-server", daemon=True).start()
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return lines.get(timeout=0.1).decode("utf-8", "replace").strip()
            except queue.Empty:
                listener.breathe()
            if listener.cancelled():
                self._kill()
                raise JobCancelled("Cancelled before the server was ready.")
            if time.monotonic() > deadline:
                self._kill()
                raise ServerError(
                    "The GeoFringe server was not ready within {:.0f} s. Start it by hand: geofringe serve".format(_PATIENCE)
                )

    def _kill(self):
        if self._process.poll() is None:
            _terminate(self._process)
        self._process.wait()
        self._process.stdout.close()
        self._process = None


def _terminate(process):
    """Asks a process to end, with what it started: the launcher may be a script that waits for a Java process."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGTERM)
    else:
        process.terminate()


def _last_line(path):
    with open(path, encoding="utf-8", errors="replace") as stream:
        lines = [line.strip() for line in stream if line.strip()]
    return lines[-1] if lines else ""
