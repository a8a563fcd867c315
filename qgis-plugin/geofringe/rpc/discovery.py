"""Finds servers that run on this machine for this user, by the files they leave while they live."""

import collections
import json
import os

Endpoint = collections.namedtuple("Endpoint", ["host", "port", "token", "tls", "ca_file"])
Endpoint.__doc__ = "Where a server listens and what it takes to be let in."


def address(endpoint):
    """Returns "host:port", with brackets around an IPv6 host."""
    host = "[{}]".format(endpoint.host) if ":" in endpoint.host else endpoint.host
    return "{}:{}".format(host, endpoint.port)


def is_loopback(host):
    """Tells whether a host name means this machine without leaving it."""
    return host in ("localhost", "::1") or host.startswith("127.")


def home():
    """Returns the folder that servers and clients of this user share."""
    return os.environ.get("GEOFRINGE_HOME") or os.path.join(os.path.expanduser("~"), ".geofringe")


def running(folder=None):
    """Returns the endpoints of servers that left a file, the latest first.

    A server that was killed leaves its file behind, so an endpoint is a hint: try it before trusting it. Unreadable
    files are passed over; they belong to a server that is just starting or just ending.
    """
    servers = os.path.join(folder or home(), "servers")
    found = []
    try:
        names = os.listdir(servers)
    except OSError:
        return []
    for name in names:
        path = os.path.join(servers, name)
        if name.endswith(".json"):
            endpoint = _read(path)
            if endpoint:
                found.append((os.path.getmtime(path) if os.path.exists(path) else 0, endpoint))
    return [endpoint for _, endpoint in sorted(found, key=lambda pair: pair[0], reverse=True)]


def of_port(port, folder=None):
    """Returns the endpoint of the server on a port, or None."""
    return _read(os.path.join(folder or home(), "servers", "{}.json".format(port)))


def parse(text, token="", tls=False, ca_file=""):
    """Returns the endpoint for a user's "host:port", raising ValueError that says what is wrong with it."""
    host, colon, port = text.strip().rpartition(":")
    if not colon or not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("The server address '{}' is not of the form host:port, such as insar.example.org:8443".format(text))
    host = host.strip("[]")
    if not tls and not is_loopback(host):
        raise ValueError(
            "The server {} is on another machine: switch TLS on in the settings, or the token would travel unprotected".format(
                text
            )
        )
    return Endpoint(host, int(port), token, tls, ca_file)


def _read(path):
    try:
        with open(path, encoding="utf-8") as stream:
            content = json.load(stream)
        return Endpoint(str(content["host"]), int(content["port"]), str(content["token"]), False, "")
    except (OSError, ValueError, KeyError, TypeError):
        return None
