"""What can go wrong between the plugin and a server, as one line a person can act on."""


class ServerError(Exception):
    """The server refused, failed or could not be reached; the text says what, why and what to do."""


class Unreachable(ServerError):
    """Nothing answers at the server's address."""


class Refused(ServerError):
    """Something answers, but does not accept our token."""


class JobFailed(ServerError):
    """The job ran and ended in an error; the text is the server's own line."""


class JobCancelled(Exception):
    """The job was cancelled and has stopped on the server."""
