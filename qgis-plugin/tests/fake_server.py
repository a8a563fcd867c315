#!/usr/bin/python3
"""A GeoFringe server of a few hundred lines for the plugin's tests: the real contract over a real socket, fake science.

Called like the launcher: `fake_server.py serve --port 0`. With GEOFRINGE_FAKE_REMOTE set it behaves as if it stood on
another machine: its nonce cannot be read, and it takes no absolute destinations.
"""

import concurrent.futures
import hashlib
import json
import os
import secrets
import shutil
import signal
import sys
import tempfile
import threading
import time

import fake_catalogue
import fake_products
import grpc

PLUGIN_PARENT = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..")
sys.path.insert(0, PLUGIN_PARENT)

from geofringe.rpc.contract import contract  # noqa: E402

VERSION = "0.1.0"
REMOTE = bool(os.environ.get("GEOFRINGE_FAKE_REMOTE"))


class Job:
    """One job: its events so far, and whether it has been told to stop."""

    def __init__(self, job_id, algorithm, values, folder):
        self.id, self.algorithm, self.values, self.folder = job_id, algorithm, values, folder
        self.events = []
        self.changed = threading.Condition()
        self.cancel = threading.Event()
        self.products = {}
        self.cancelled_after = None

    def say(self, state, **fields):
        """Adds an event."""
        numbers, _ = contract().enum("JobState")
        with self.changed:
            self.events.append(contract().message("JobEvent")(state=numbers["JOB_STATE_" + state], **fields))
            self.changed.notify_all()

    def ended(self):
        """Whether the last event is a final one."""
        return bool(self.events) and self.events[-1].state >= 3


class Server:
    """The three services."""

    def __init__(self, folder):
        self.token = secrets.token_hex(16)
        self.folder = folder
        self.jobs = {}
        self.workers = concurrent.futures.ThreadPoolExecutor(4)

    def list_algorithms(self, request, context):
        """Catalogue.ListAlgorithms."""
        answer = contract().message("ListAlgorithmsResponse")
        return answer(server_version=VERSION, algorithms=[_message("Algorithm", a) for a in fake_catalogue.ALGORITHMS])

    def submit(self, request, context):
        """Jobs.Submit."""
        known = {a["id"]: a for a in fake_catalogue.ALGORITHMS}
        if request.algorithm not in known:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "There is no algorithm " + request.algorithm)
        names = {p["name"] for p in known[request.algorithm]["parameters"] + known[request.algorithm]["outputs"]}
        for name in request.values:
            if name not in names:
                context.abort(grpc.StatusCode.INVALID_ARGUMENT, "{} has no parameter {}".format(request.algorithm, name))
        job = Job("job-{}".format(len(self.jobs) + 1), known[request.algorithm], dict(request.values), self.folder)
        self.jobs[job.id] = job
        job.say("QUEUED", message="Queued")
        self.workers.submit(self._work, job)
        return contract().message("SubmitResponse")(job_id=job.id)

    def watch(self, request, context):
        """Jobs.Watch."""
        job = self.jobs[request.job_id]
        sent = 0
        while True:
            with job.changed:
                job.changed.wait_for(lambda: len(job.events) > sent, timeout=1)
                news = job.events[sent:]
            for event in news:
                yield contract().message("WatchResponse")(event=event)
            sent += len(news)
            if job.ended() and sent == len(job.events) or not context.is_active():
                return

    def cancel(self, request, context):
        """Jobs.Cancel."""
        self.jobs[request.job_id].cancel.set()
        return contract().message("CancelResponse")(job=self._job(request.job_id))

    def get(self, request, context):
        """Jobs.Get."""
        return contract().message("GetResponse")(job=self._job(request.job_id))

    def list(self, request, context):
        """Jobs.List."""
        return contract().message("ListResponse")(jobs=[self._job(job_id) for job_id in reversed(list(self.jobs))])

    def nonce(self, request, context):
        """Products.Nonce."""
        content = secrets.token_hex(16)
        path = os.path.join(self.folder, "nonce")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write("other file system" if REMOTE else content)
        return contract().message("NonceResponse")(path=path, content=content)

    def describe(self, request, context):
        """Products.Describe."""
        answer = contract().message("DescribeResponse")()
        folder, names = self._files(request)
        for name in names:
            answer.files.add(name=name, size=os.path.getsize(os.path.join(folder, name)))
        return answer

    def fetch(self, request, context):
        """Products.Fetch."""
        response = contract().message("FetchResponse")
        folder, names = self._files(request)
        if request.name not in names:
            context.abort(grpc.StatusCode.NOT_FOUND, "No such file: " + request.name)
        with open(os.path.join(folder, request.name), "rb") as stream:
            content = stream.read()
        for start in range(0, len(content), 1000):
            yield response(chunk=content[start : start + 1000])
        yield response(sha256=hashlib.sha256(content).hexdigest())

    def upload(self, requests, context):
        """Products.Upload."""
        header = next(requests).header
        folder = os.path.join(self.folder, "uploads", header.collection)
        path = os.path.join(folder, *header.name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        content = b"".join(request.chunk for request in requests)
        if hashlib.sha256(content).hexdigest() != header.sha256 or len(content) != header.size:
            context.abort(grpc.StatusCode.DATA_LOSS, "The upload of {} is broken".format(header.name))
        with open(path, "wb") as stream:
            stream.write(content)
        return contract().message("UploadResponse")(path=path, folder=folder)

    def _job(self, job_id):
        job = self.jobs[job_id]
        return contract().message("Job")(id=job.id, algorithm=job.algorithm["id"], values=job.values, latest=job.events[-1])

    def _files(self, request):
        path = self.jobs[request.job_id].products[request.output]["path"]
        if os.path.isdir(path):
            found = [os.path.relpath(os.path.join(d, n), path) for d, _, names in os.walk(path) for n in names]
            return path, sorted(found)
        folder, base = os.path.split(path)
        stem = os.path.splitext(base)[0]
        return folder, sorted(name for name in os.listdir(folder) if os.path.splitext(name)[0] == stem)

    def _work(self, job):
        job.say("RUNNING", percent=1, message="Working", seconds_left=100, log=["started with " + json.dumps(job.values)])
        if job.algorithm["id"] == "fail":
            for pair in (1, 2):
                said = dict(warning="Pair {} is empty.".format(pair), log=["looked at pair {}".format(pair)])
                job.say("RUNNING", percent=99, **said)
            job.say("FAILED", log=["gave up"], error="The stack has no pairs: import some interferograms first.")
            return
        if job.algorithm["id"] == "wait":
            end = time.monotonic() + float(job.values["SECONDS"])
            while time.monotonic() < end:
                if job.cancel.wait(0.05):
                    job.say("CANCELLED", message="Cancelled")
                    return
                job.say("RUNNING", percent=50, message="Waiting", seconds_left=end - time.monotonic())
        result = contract().message("JobResult")(metrics_json=json.dumps(_metrics(job)))
        outputs = sorted(job.algorithm["outputs"], key=lambda o: bool(o.get("inside")))
        for output in outputs:
            path = self._path(job, output)
            if path:
                job.products[output["name"]] = fake_products.write(output, path)
                result.products[output["name"]].CopyFrom(contract().message("Product")(**job.products[output["name"]]))
        if job.algorithm["id"] == "interferograms":
            for layer in fake_products.pair_layers(job.values, job.products["INTERFEROGRAMS"]["path"]):
                result.layers.append(contract().message("Product")(**layer))
        job.say("RUNNING", percent=90, message="Writing", warning="One date is noisy.", log=["wrote products"])
        job.say("SUCCEEDED", percent=100, message="Done", result=result)

    def _path(self, job, output):
        folder = os.path.join(self.folder, "jobs", job.id)
        endings = {"RASTER": ".tif", "VECTOR": ".gpkg", "TABLE": ".csv", "FILE": ".png"}
        ending = endings.get(output["kind"].replace("OUTPUT_KIND_", ""), "")
        if output.get("inside"):
            return os.path.join(job.products[output["inside"]]["path"], output["name"].lower() + ending)
        if output["name"] == "CLOSURE_CYCLES" and job.values.get("PHASE") == "WRAPPED":
            return ""
        given = job.values.get(output["name"], "")
        if not given and output.get("optional"):
            return ""
        if REMOTE and os.path.isabs(given):
            raise ValueError("a destination on another machine")
        return os.path.join(folder, given or output["name"].lower() + ending)


def _metrics(job):
    metrics = {"values": job.values}
    if job.algorithm["id"] == "noisy_dates":
        metrics["suggested_exclusions"] = ["2018-01-18"]
    return metrics


def _message(name, fields):
    """Returns a message of nested dictionaries, by way of JSON as the .proto names them."""
    from google.protobuf import json_format

    return json_format.ParseDict(fields, contract().message(name)())


class Guard(grpc.ServerInterceptor):
    """Lets in who brings the token."""

    def __init__(self, token):
        def refuse(request, context):
            context.abort(grpc.StatusCode.UNAUTHENTICATED, "wrong or no token")

        self._wanted = ("authorization", "Bearer " + token)
        self._refuse = grpc.unary_unary_rpc_method_handler(refuse)

    def intercept_service(self, continuation, details):
        """Passes the call on, or refuses it."""
        return continuation(details) if self._wanted in tuple(details.invocation_metadata) else self._refuse


def _handlers(server):
    methods = {
        "CatalogueService": {"ListAlgorithms": server.list_algorithms},
        "JobsService": {
            "Submit": server.submit, "Watch": server.watch, "Cancel": server.cancel, "Get": server.get, "List": server.list
        },
        "ProductsService": {
            "Nonce": server.nonce, "Describe": server.describe, "Fetch": server.fetch, "Upload": server.upload
        },
    }
    kinds = {"Watch": grpc.unary_stream_rpc_method_handler, "Fetch": grpc.unary_stream_rpc_method_handler}
    kinds["Upload"] = grpc.stream_unary_rpc_method_handler
    for service, functions in methods.items():
        handlers = {}
        for name, function in functions.items():
            _, request, response = contract().method(service, name)
            make = kinds.get(name, grpc.unary_unary_rpc_method_handler)
            handlers[name] = make(function, request.FromString, response.SerializeToString)
        yield grpc.method_handlers_generic_handler("geofringe.v1." + service, handlers)


def main():
    """Serves until SIGTERM."""
    if sys.argv[1:3] != ["serve", "--port"]:
        sys.exit("usage: fake_server.py serve --port 0")
    folder = tempfile.mkdtemp(prefix="geofringe-fake-")
    fake = Server(folder)
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(16), interceptors=[Guard(fake.token)])
    server.add_generic_rpc_handlers(tuple(_handlers(fake)))
    port = server.add_insecure_port("127.0.0.1:" + sys.argv[3])
    server.start()
    home = os.environ["GEOFRINGE_HOME"]
    os.makedirs(os.path.join(home, "servers"), exist_ok=True)
    mine = os.path.join(home, "servers", "{}.json".format(port))
    content = {"host": "127.0.0.1", "port": port, "pid": os.getpid(), "token": fake.token, "version": VERSION}
    with open(os.open(mine, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as stream:
        json.dump(dict(content, started="2018-01-06T00:00:00Z"), stream)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    print("GeoFringe {} ready on 127.0.0.1:{}".format(VERSION, port), flush=True)
    parent = os.getppid()
    while not stop.wait(0.5) and os.getppid() == parent:
        # A test that crashes must not leave a server behind.
        pass
    os.remove(mine)
    for job in fake.jobs.values():
        job.cancel.set()
    server.stop(0)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
