"""The gRPC contract, built at run time from the descriptor set that the .proto files compile to.

No generated Python is shipped: generated modules demand a certain range of protobuf versions, and the plugin has to live
with whichever one QGIS's Python has. A private descriptor pool also keeps the messages apart from other plugins'.
"""

import functools
import os

PACKAGE = "geofringe.v1"
DESCRIPTOR_SET = os.path.join(os.path.dirname(__file__), "geofringe.desc")


def missing_requirement():
    """Returns what this Python lacks for talking to a server and how to get it, or an empty text."""
    try:
        import google.protobuf  # noqa: F401
        import grpc  # noqa: F401
    except ImportError as problem:
        return (
            "GeoFringe needs the Python packages grpcio and protobuf ({}). On Debian and Ubuntu: "
            "sudo apt install python3-grpcio. On Windows and macOS: install the plugin 'qpip' and restart QGIS."
        ).format(problem)
    if not os.path.exists(DESCRIPTOR_SET):
        return "The plugin is incomplete: {} is missing. Install the zip that './geofringe package' makes.".format(
            DESCRIPTOR_SET
        )
    return ""


class Contract:
    """Message classes and methods of the contract, by name."""

    def __init__(self, path=DESCRIPTOR_SET):
        """Reads a descriptor set written by protoc with --include_imports."""
        from google.protobuf import descriptor_pb2, descriptor_pool

        files = descriptor_pb2.FileDescriptorSet()
        with open(path, "rb") as stream:
            files.ParseFromString(stream.read())
        self._pool = descriptor_pool.DescriptorPool()
        for file in files.file:
            self._pool.AddSerializedFile(file.SerializeToString())
        self._classes = {}

    def message(self, name):
        """Returns the class of a message of the package, such as "SubmitRequest"."""
        return self._class_of(self._pool.FindMessageTypeByName("{}.{}".format(PACKAGE, name)))

    def method(self, service, name):
        """Returns the path, request class and response class of a method."""
        found = self._pool.FindServiceByName("{}.{}".format(PACKAGE, service)).methods_by_name[name]
        path = "/{}.{}/{}".format(PACKAGE, service, name)
        return path, self._class_of(found.input_type), self._class_of(found.output_type)

    def enum(self, name):
        """Returns the numbers of an enum by value name, and the names by number, as one mapping each."""
        values = self._pool.FindEnumTypeByName("{}.{}".format(PACKAGE, name)).values
        return {v.name: v.number for v in values}, {v.number: v.name for v in values}

    def _class_of(self, descriptor):
        if descriptor.full_name not in self._classes:
            self._classes[descriptor.full_name] = _message_class(self._pool, descriptor)
        return self._classes[descriptor.full_name]


def _message_class(pool, descriptor):
    from google.protobuf import message_factory

    # protobuf 4.22 brought the function and 5 took the factory's method away.
    if hasattr(message_factory, "GetMessageClass"):
        return message_factory.GetMessageClass(descriptor)
    return message_factory.MessageFactory(pool).GetPrototype(descriptor)


@functools.lru_cache(maxsize=None)
def contract():
    """Returns the plugin's contract, read once."""
    return Contract()
