"""Runs one job on a server and follows it to its end."""

import queue
import threading
import time

from .contract import contract
from .errors import JobCancelled, JobFailed, ServerError

# A cancelled job stops at its next check, within a second; beyond this we stop waiting to be told.
_CANCEL_PATIENCE = 10.0
_POLL = 0.1


class Listener:
    """What the caller wants to hear while a job runs; every method may be overridden."""

    def progress(self, percent):
        """0 to 100."""

    def status(self, text):
        """What is going on and how long it may take, one line."""

    def log(self, line):
        """A line of the job's log."""

    def warning(self, line):
        """Something the user should know."""

    def cancelled(self):
        """Asked every 0.1 s: whether the user wants the job to stop."""
        return False

    def breathe(self):
        """Called every 0.1 s on the caller's thread, to keep a window alive."""


class Watch:
    """Reads a job's events on a thread of its own, so that the caller never blocks on the network."""

    def __init__(self, client, job_id):
        """Starts to follow the job."""
        self._client = client
        self._call = client.stream("JobsService", "Watch", job_id=job_id)
        self._queue = queue.Queue()
        self._thread = threading.Thread(target=self._read, name="geofringe-watch-" + job_id, daemon=True)
        self._thread.start()

    def next(self, timeout):
        """Returns the next event, or None if none came in time; raises ServerError once the stream is over."""
        try:
            event, error = self._queue.get(timeout=timeout)
        except queue.Empty:
            return None
        if error is not None:
            raise error
        return event

    def close(self):
        """Stops following; the job itself goes on."""
        self._call.cancel()
        self._thread.join(2)

    def _read(self):
        import grpc

        try:
            for response in self._call:
                self._queue.put((response.event, None))
            self._queue.put((None, ServerError("The server stopped reporting on the job before it ended. Run it again.")))
        except grpc.RpcError as error:
            self._queue.put((None, self._client.explained(error)))


def run(client, algorithm, values, listener):
    """Submits a job and follows it; returns its identifier and the JobResult message.

    Raises JobCancelled once a job that the listener cancelled has stopped, JobFailed with the server's line where it
    failed, and ServerError where the connection broke. A job that has been submitted goes on without us in that case.
    """
    job_id = client.call("JobsService", "Submit", algorithm=algorithm, values=values).job_id
    watch = Watch(client, job_id)
    try:
        return job_id, _follow(client, job_id, watch, listener)
    finally:
        watch.close()


def _follow(client, job_id, watch, listener):
    _, states = contract().enum("JobState")
    give_up = None
    while True:
        event = watch.next(_POLL)
        listener.breathe()
        if give_up is None and listener.cancelled():
            client.call("JobsService", "Cancel", timeout=5, job_id=job_id)
            listener.status("Cancelling")
            give_up = time.monotonic() + _CANCEL_PATIENCE
        if event is not None:
            _tell(event, listener)
            state = states.get(event.state, "")
            if state == "JOB_STATE_SUCCEEDED":
                return event.result
            if state == "JOB_STATE_CANCELLED":
                raise JobCancelled("The job has been cancelled.")
            if state == "JOB_STATE_FAILED":
                raise JobFailed(event.error or "The job failed without saying why. See the server's log.")
            if state == "JOB_STATE_INTERRUPTED":
                raise JobFailed("The server was stopped while the job ran. Run it again: it goes on where it was.")
        if give_up is not None and time.monotonic() > give_up:
            raise JobCancelled("The job was told to stop but the server has not said that it did.")


def _tell(event, listener):
    for line in event.log:
        listener.log(line)
    if event.warning:
        listener.warning(event.warning)
    text = event.message
    if event.HasField("seconds_left"):
        left = "about {} left".format(duration(event.seconds_left))
        text = "{} ({})".format(text, left) if text else left
    if text:
        listener.status(text)
    listener.progress(event.percent)


def duration(seconds):
    """Returns a length of time in words as coarse as an estimate deserves: "40 s", "12 min", "3 h 20 min"."""
    seconds = max(0, int(round(seconds)))
    if seconds < 90:
        return "{} s".format(seconds)
    minutes = int(round(seconds / 60))
    if minutes < 90:
        return "{} min".format(minutes)
    return "{} h {} min".format(minutes // 60, minutes % 60)
