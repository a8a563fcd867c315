"""One connection to a server: calls by name, with the token on each, and errors in words."""

from .contract import contract
from .discovery import address
from .errors import Refused, ServerError, Unreachable

# Products arrive in chunks of at most 1 MiB; a catalogue with long help fits as well.
_MESSAGE_LIMIT = 16 * 1024 * 1024


class Client:
    """Calls a server's methods. Close it, or use it as a context manager."""

    def __init__(self, endpoint):
        """Opens a channel; nothing is sent before the first call."""
        import grpc

        self.endpoint = endpoint
        options = [
            ("grpc.max_receive_message_length", _MESSAGE_LIMIT),
            # A proxy for the web does not speak HTTP/2 and has no business between QGIS and its own machine.
            ("grpc.enable_http_proxy", 1 if endpoint.tls else 0),
            ("grpc.keepalive_time_ms", 60000),
        ]
        if endpoint.tls:
            roots = _read(endpoint.ca_file) if endpoint.ca_file else None
            self._channel = grpc.secure_channel(address(endpoint), grpc.ssl_channel_credentials(roots), options=options)
        else:
            self._channel = grpc.insecure_channel(address(endpoint), options=options)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Closes the connection; streams in progress end."""
        self._channel.close()

    def message(self, kind, /, **fields):
        """Returns a new message of the contract."""
        return contract().message(kind)(**fields)

    def call(self, service, method, /, timeout=30, **fields):
        """Sends one request made of the given fields and returns the answer."""
        import grpc

        path, request, response = contract().method(service, method)
        stub = self._channel.unary_unary(path, request.SerializeToString, response.FromString)
        try:
            return stub(request(**fields), timeout=timeout, metadata=self._metadata())
        except grpc.RpcError as error:
            raise self.explained(error) from error

    def stream(self, service, method, /, **fields):
        """Sends one request and returns the call, to be iterated over (raises grpc.RpcError) and cancelled."""
        path, request, response = contract().method(service, method)
        stub = self._channel.unary_stream(path, request.SerializeToString, response.FromString)
        return stub(request(**fields), metadata=self._metadata())

    def upload(self, service, method, requests):
        """Sends many requests and returns the call: a future of the one answer (raises grpc.RpcError), to be cancelled.

        The requests are taken on a thread of their own.
        """
        path, request, response = contract().method(service, method)
        stub = self._channel.stream_unary(path, request.SerializeToString, response.FromString)
        return stub.future(requests, metadata=self._metadata())

    def explained(self, error):
        """Returns the exception to raise for a gRPC error: one line that says what to do."""
        import grpc

        where = address(self.endpoint)
        code, details = error.code(), (error.details() or "").strip()
        if code == grpc.StatusCode.UNAVAILABLE:
            return Unreachable(
                "No GeoFringe server answers at {} ({}). Start it, or correct the address in "
                "Settings > Options > Processing > Providers > GeoFringe.".format(where, details or "no answer")
            )
        if code in (grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.PERMISSION_DENIED):
            return Refused(
                "The server at {} does not accept the token ({}). Choose the right authentication in "
                "Settings > Options > Processing > Providers > GeoFringe.".format(where, details or code.name)
            )
        if code == grpc.StatusCode.DEADLINE_EXCEEDED:
            return Unreachable("The server at {} did not answer in time. Try again, or restart it.".format(where))
        if code == grpc.StatusCode.UNIMPLEMENTED:
            return ServerError(
                "The server at {} does not know this request: it is another version than the plugin, or not GeoFringe. "
                "Update the older of the two.".format(where)
            )
        return ServerError(details or "The server at {} answered {}.".format(where, code.name))

    def _metadata(self):
        return (("authorization", "Bearer " + self.endpoint.token),) if self.endpoint.token else ()


def _read(path):
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as problem:
        raise ServerError(
            "The file of trusted certificates cannot be read ({}). Correct it in Settings > Options > Processing > "
            "Providers > GeoFringe.".format(problem)
        ) from problem
