"""Chooses the server to talk to: the one in the settings, else one that runs here, else one of our own."""

import collections

from . import discovery
from .client import Client
from .errors import ServerError, Unreachable
from .jobs import Listener
from .local import LocalServer, find_launcher

Choice = collections.namedtuple("Choice", ["address", "tls", "ca_file", "token", "launcher"])
Choice.__doc__ = """What the settings say. An empty address means: find a server on this machine, or start one."""

own_server = LocalServer()


def connect(choice, listener=None, start=True):
    """Returns a client whose server has answered, and that server's catalogue message.

    With `start` false no server is started. Raises ServerError where there is none to be had.
    """
    if choice.address:
        try:
            endpoint = discovery.parse(choice.address, choice.token, choice.tls, choice.ca_file)
        except ValueError as problem:
            raise ServerError(str(problem)) from problem
        return _try(endpoint, 10)
    for endpoint in discovery.running():
        try:
            return _try(endpoint, 2)
        except ServerError:
            # A killed server's file, or another program on its old port.
            continue
    if not start:
        raise Unreachable("No GeoFringe server runs on this machine.")
    launcher = find_launcher(choice.launcher)
    if not launcher:
        raise Unreachable(
            "No GeoFringe server runs on this machine and there is no launcher to start one. Set the launcher's path in "
            "Settings > Options > Processing > Providers > GeoFringe, or run 'geofringe serve'."
        )
    return _try(own_server.start([launcher], listener or Listener()), 10)


def _try(endpoint, timeout):
    client = Client(endpoint)
    try:
        return client, client.call("CatalogueService", "ListAlgorithms", timeout=timeout)
    except ServerError:
        client.close()
        raise
