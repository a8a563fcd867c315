"""What the tests share: a home of their own, a server, and the command lines that start both."""

import os
import shlex
import subprocess
import sys
import tempfile

TESTS = os.path.dirname(os.path.abspath(__file__))
PLUGIN_PARENT = os.path.dirname(TESTS)
FAKE = os.path.join(TESTS, "fake_server.py")
REAL_SERVER = os.environ.get("GEOFRINGE_SERVER_COMMAND", "")

if PLUGIN_PARENT not in sys.path:
    sys.path.insert(0, PLUGIN_PARENT)


class Place:
    """A temporary folder with a GeoFringe home of its own; a context manager."""

    def __init__(self):
        """Makes the folder."""
        self._folder = tempfile.TemporaryDirectory(prefix="geofringe-test-")
        self.path = self._folder.name
        self.home = os.path.join(self.path, "home")
        os.makedirs(self.home)
        self._before = os.environ.get("GEOFRINGE_HOME")
        os.environ["GEOFRINGE_HOME"] = self.home

    def file(self, *names):
        """Returns a path within the folder."""
        return os.path.join(self.path, *names)

    def close(self):
        """Removes the folder."""
        if self._before is None:
            os.environ.pop("GEOFRINGE_HOME", None)
        else:
            os.environ["GEOFRINGE_HOME"] = self._before
        self._folder.cleanup()


class ServerProcess:
    """A server in a process of its own, ready when the constructor returns."""

    def __init__(self, home, remote=False, command=None):
        """Starts the fake one, or `command` (a list)."""
        environment = dict(os.environ, GEOFRINGE_HOME=home)
        environment.pop("GEOFRINGE_FAKE_REMOTE", None)
        if remote:
            environment["GEOFRINGE_FAKE_REMOTE"] = "1"
        words = (command or [FAKE]) + ["serve", "--port", "0"]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, env=environment, text=True)
        self.line = self.process.stdout.readline()
        if " ready on " not in self.line:
            raise RuntimeError("the server did not start: {!r}".format(self.line))
        self.port = int(self.line.rsplit(":", 1)[1])

    def kill(self):
        """Kills it, so that its file stays behind."""
        self.process.kill()
        self._reap()

    def stop(self):
        """Ends it and returns its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        return self._reap()

    def _reap(self):
        status = self.process.wait(20)
        self.process.stdout.close()
        return status


def real_command():
    """Returns the real server's command as a list of words, empty where it is not given."""
    return shlex.split(REAL_SERVER)


def write(path, text):
    """Writes a text file."""
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def add_boxes(layer, boxes):
    """Adds rectangles, each (name, west, south, east, north), to a memory layer; the name is the first field."""
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle

    features = []
    for name, *bounds in boxes:
        feature = QgsFeature(layer.fields())
        feature.setAttribute(0, name)
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(*bounds)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
