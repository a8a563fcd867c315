"""The server's catalogue as plain Python, and the copy of it that is kept for when the server is down.

Plain Python, so that algorithms and models open even where grpc and protobuf are missing.
"""

import json
import os

CACHE_NAME = "catalogue.json"


class Choice:
    """One value of a parameter that is chosen from a list."""

    def __init__(self, content):
        self.value = content.get("value", "")
        self.label = content.get("label", "") or self.value


class Parameter:
    """One input of an algorithm; see Parameter in catalogue.proto."""

    def __init__(self, content):
        self.name = content["name"]
        self.label = content.get("label", "") or self.name
        self.help = content.get("help", "")
        self.kind = content.get("kind", "").replace("PARAMETER_KIND_", "")
        self.optional = content.get("optional", False)
        self.advanced = content.get("advanced", False)
        self.default = content.get("default_value", "")
        self.minimum = content.get("minimum")
        self.maximum = content.get("maximum")
        self.unit = content.get("unit", "")
        self.choices = [Choice(choice) for choice in content.get("choices", [])]

    def choices_text(self):
        """Returns a line per choice that says more than its value does."""
        said = [choice for choice in self.choices if choice.label != choice.value]
        return "\n".join(c.label if c.label.startswith(c.value) else "{}: {}".format(c.value, c.label) for c in said)


class Output:
    """One product of an algorithm; see Output in catalogue.proto."""

    def __init__(self, content):
        self.name = content["name"]
        self.label = content.get("label", "") or self.name
        self.help = content.get("help", "")
        self.kind = content.get("kind", "").replace("OUTPUT_KIND_", "")
        self.optional = content.get("optional", False)
        self.style = content.get("style", "")
        self.layer_group = content.get("layer_group", "")
        self.unit = content.get("unit", "")
        self.layer_order = content.get("layer_order", 0)
        self.inside = content.get("inside", "")
        self.file_name = content.get("file_name", "")


class Algorithm:
    """One algorithm that a user can call; see Algorithm in catalogue.proto."""

    def __init__(self, content):
        self.id = content["id"]
        self.group = content.get("group", "")
        self.label = content.get("label", "") or self.id
        self.summary = content.get("summary", "")
        self.help = content.get("help", "")
        self.parameters = [Parameter(item) for item in content.get("parameters", [])]
        self.outputs = [Output(item) for item in content.get("outputs", [])]


class Catalogue:
    """All algorithms of a server."""

    def __init__(self, content):
        """Takes what to_content() and the cache give; raises KeyError, TypeError or AttributeError where it is broken."""
        self.content = content
        self.server_version = content.get("server_version", "")
        self.algorithms = [Algorithm(item) for item in content.get("algorithms", [])]


def to_content(message):
    """Returns a ListAlgorithmsResponse message as nested dictionaries with the names of the .proto file."""
    from google.protobuf import json_format

    return json_format.MessageToDict(message, preserving_proto_field_name=True)


def load(folder):
    """Returns the catalogue kept in a folder, or None where there is none that can be read."""
    try:
        with open(os.path.join(folder, CACHE_NAME), encoding="utf-8") as stream:
            return Catalogue(json.load(stream))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def save(folder, content):
    """Keeps a catalogue in a folder; a reader sees the old one or the new one, never half of it."""
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, CACHE_NAME)
    part = "{}.{}.part".format(path, os.getpid())
    with open(part, "w", encoding="utf-8") as stream:
        json.dump(content, stream, indent=1, sort_keys=True)
    os.replace(part, path)
