"""Files to and from a server that does not share our file system."""

import hashlib
import json
import os
import platform

from .discovery import address
from .errors import JobCancelled, ServerError

_CHUNK = 1024 * 1024
_POLL = 0.1
# Lies in a folder that was fetched and says where it came from: a stack need not travel back to be used again.
ORIGIN = ".geofringe-origin.json"


def shares_files(client):
    """Tells whether the server sees the same files as we do, by reading a file that it has just written.

    Host names prove nothing: a container or a tunnel on "localhost" has other files.
    """
    nonce = client.call("ProductsService", "Nonce")
    try:
        with open(nonce.path, encoding="utf-8") as stream:
            return bool(nonce.content) and stream.read() == nonce.content
    except (OSError, UnicodeDecodeError):
        return False


def upload(client, path, listener):
    """Brings a file with what lies beside it (world file, masks, statistics), or all of a folder, to the server.

    Returns the path there; nothing is sent where the folder has come from that very server. Each content has a place of
    its own there: the same files sent again replace themselves, and a file that has gone here is not in the next place.
    They are sent anew each time, since the contract has no way to ask what the server has already. Raises JobCancelled
    where the listener cancels.
    """
    path = os.path.abspath(path)
    origin = _origin(path)
    if origin.get("server") == address(client.endpoint) and origin.get("path"):
        return origin["path"]
    if os.path.isdir(path):
        return _upload_all(client, path, list(_files_below(path)), listener).folder
    parent, base = os.path.split(path)
    # A GeoPackage that QGIS has open may hold its latest features in the file of that ending.
    beside = [name for name in sorted(os.listdir(parent)) if name.startswith(base + ".") or name == base + "-wal"]
    names = [name for name in beside if os.path.isfile(os.path.join(parent, name))] + [base]
    return _upload_all(client, parent, names, listener).path


def fetch_folder(client, job_id, output, remote_path, folder, listener):
    """Writes all files of a product that is a folder below a folder of ours, with a note of where they came from."""
    _fetch(client, job_id, output, folder, lambda name: name, listener)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, ORIGIN), "w", encoding="utf-8") as stream:
        json.dump({"server": address(client.endpoint), "path": remote_path}, stream)


def fetch_file(client, job_id, output, remote_path, destination, listener):
    """Writes a product that is a file to `destination`, and what lies beside it (style, masks) beside it."""
    stem = os.path.splitext(remote_path.replace("\\", "/").rpartition("/")[2])[0]
    folder, base = os.path.split(destination)
    new_stem = os.path.splitext(base)[0]

    def renamed(name):
        return new_stem + name[len(stem) :] if name.startswith(stem + ".") else name

    _fetch(client, job_id, output, folder, renamed, listener)
    if not os.path.exists(destination):
        raise ServerError("The server did not send {}. Run the algorithm again.".format(base))


def _fetch(client, job_id, output, folder, renamed, listener):
    """Fetches the files of a product; each is checked against its SHA-256 and gets its name only when it is whole."""
    for file in client.call("ProductsService", "Describe", job_id=job_id, output=output).files:
        target = inside(folder, renamed(file.name))
        listener.status("Fetching {} ({:.1f} MB)".format(file.name, file.size / 1e6))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _fetch_one(client, job_id, output, file.name, target, listener)


def inside(folder, name):
    """Returns the path of a relative name within a folder, refusing one that leads out of it."""
    target = os.path.normpath(os.path.join(folder, *name.split("/")))
    if os.path.isabs(name) or os.path.commonpath([os.path.abspath(folder), os.path.abspath(target)]) != os.path.abspath(folder):
        raise ServerError("The server sent a file name that leads out of its folder ({!r}); nothing was written.".format(name))
    return target


def _origin(folder):
    try:
        with open(os.path.join(folder, ORIGIN), encoding="utf-8") as stream:
            content = json.load(stream)
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _files_below(folder):
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            yield os.path.relpath(os.path.join(parent, name), folder).replace(os.sep, "/")


def _upload_all(client, folder, names, listener):
    """Sends files of a folder and returns the answer to the last one."""
    if not names:
        raise ServerError("The folder {} is empty. Choose the one that holds the data.".format(folder))
    headers = [_header(folder, name, listener) for name in names]
    # The home folder stands for the user: two people's uploads never meet, so neither meddles with the other's.
    owner = [platform.node(), os.path.expanduser("~")]
    listing = json.dumps([owner, headers], sort_keys=True)
    collection = hashlib.sha256(listing.encode("utf-8")).hexdigest()
    answer = None
    for header in headers:
        answer = _upload_one(client, os.path.join(folder, header["name"]), dict(header, collection=collection), listener)
    return answer


def _header(folder, name, listener):
    """Returns a file's name, size and SHA-256."""
    listener.status("Reading {}".format(name))
    digest = hashlib.sha256()
    size = 0
    for chunk in _chunks(os.path.join(folder, name)):
        digest.update(chunk)
        size += len(chunk)
        listener.breathe()
        _check(listener)
    return {"name": name, "size": size, "sha256": digest.hexdigest()}


def _upload_one(client, path, header, listener):
    import grpc

    listener.status("Sending {} ({:.1f} MB)".format(header["name"], header["size"] / 1e6))

    def requests():
        yield client.message("UploadRequest", header=client.message("UploadHeader", **header))
        for chunk in _chunks(path):
            yield client.message("UploadRequest", chunk=chunk)

    call = client.upload("ProductsService", "Upload", requests())
    try:
        while True:
            try:
                return call.result(timeout=_POLL)
            except grpc.FutureTimeoutError:
                listener.breathe()
                _check(listener)
    except grpc.RpcError as error:
        raise client.explained(error) from error
    finally:
        # Without effect on a call that has ended.
        call.cancel()


def _fetch_one(client, job_id, output, name, target, listener):
    import grpc

    digest = hashlib.sha256()
    expected = ""
    part = target + ".part"
    call = client.stream("ProductsService", "Fetch", job_id=job_id, output=output, name=name)
    try:
        with open(part, "wb") as stream:
            for response in call:
                stream.write(response.chunk)
                digest.update(response.chunk)
                expected = response.sha256 or expected
                listener.breathe()
                _check(listener)
        if digest.hexdigest() != expected:
            raise ServerError("{} did not arrive whole (its checksum differs). Run the algorithm again.".format(name))
        os.replace(part, target)
    except grpc.RpcError as error:
        raise client.explained(error) from error
    finally:
        call.cancel()
        if os.path.exists(part):
            os.remove(part)


def _check(listener):
    if listener.cancelled():
        raise JobCancelled("Cancelled while files were on their way.")


def _chunks(path):
    try:
        with open(path, "rb") as stream:
            while True:
                chunk = stream.read(_CHUNK)
                if not chunk:
                    return
                yield chunk
    except OSError as problem:
        raise ServerError("{} cannot be read ({}).".format(path, problem.strerror)) from problem
