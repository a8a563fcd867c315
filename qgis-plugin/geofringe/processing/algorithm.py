"""One algorithm of the server as a QGIS Processing algorithm."""

import os
import re

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingUtils,
    QgsProperty,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ..rpc import connect, contract, jobs, transfer
from ..rpc.errors import JobCancelled, ServerError
from . import help as help_text
from . import layers, outputs
from . import parameters as values

LOAD_LAYERS = "LOAD_LAYERS"
METRICS = "METRICS"


class ServerAlgorithm(QgsProcessingAlgorithm):
    """Draws itself from a description of the catalogue, and runs as a job on the server."""

    def __init__(self, spec, settings, on_catalogue=None):
        """Takes the description, the plugin's settings, and what to call with each catalogue message seen."""
        super().__init__()
        self.spec = spec
        self._settings = settings
        self._on_catalogue = on_catalogue
        self._choice = None
        self._values = {}
        self._destinations = {}
        self._load_layers = False

    def createInstance(self):  # noqa: N802
        """Returns a fresh copy, as QGIS asks for before each run."""
        return ServerAlgorithm(self.spec, self._settings, self._on_catalogue)

    def name(self):
        """The identifier within the provider."""
        return self.spec.id

    def displayName(self):  # noqa: N802
        """The name in the toolbox."""
        return self.spec.label

    def group(self):
        """The toolbox group."""
        return self.spec.group

    def groupId(self):  # noqa: N802
        """The toolbox group's stable identifier."""
        return re.sub(r"[^a-z0-9]+", "_", self.spec.group.lower()).strip("_")

    def shortDescription(self):  # noqa: N802
        """One sentence for the tool tip."""
        return help_text.Words(self.spec).of(self.spec.summary)

    def shortHelpString(self):  # noqa: N802
        """The help beside the dialog."""
        return help_text.algorithm_help(self.spec)

    def icon(self):
        """The provider's icon."""
        provider = self.provider()
        return provider.icon() if provider else super().icon()

    def canExecute(self):  # noqa: N802
        """Tells what is missing on this machine, if anything."""
        missing = contract.missing_requirement()
        return not missing, missing

    def initAlgorithm(self, configuration=None):  # noqa: N802
        """Declares parameters and outputs."""
        words = help_text.Words(self.spec)
        for parameter in self.spec.parameters:
            self.addParameter(values.definition(parameter, words))
        for output in self.spec.outputs:
            destination = outputs.destination(output)
            if destination is None:
                self.addOutput(outputs.inner(output))
            else:
                self.addParameter(destination)
        if self._inner_layers():
            load = QgsProcessingParameterBoolean(LOAD_LAYERS, "Add the results to the project", True, True)
            load.setFlags(load.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
            load.setHelp("Adds the layers within the result's folder to the open project, styled and grouped.")
            self.addParameter(load)
        self.addOutput(QgsProcessingOutputString(METRICS, "Figures of the run (JSON)"))

    def checkParameterValues(self, parameters, context):  # noqa: N802
        """Refuses file names whose ending does not fit what is written."""
        for output in self.spec.outputs:
            path = _sink_text(parameters.get(output.name))
            if not output.inside and not _temporary(path):
                wrong = outputs.wrong_extension(output, path)
                if wrong:
                    return False, wrong
        return super().checkParameterValues(parameters, context)

    def prepareAlgorithm(self, parameters, context, feedback):  # noqa: N802
        """Reads settings, token and layers while still on the main thread."""
        # qgis_process runs an algorithm without asking canExecute().
        missing = contract.missing_requirement()
        if missing:
            raise QgsProcessingException(missing)
        self._choice = self._settings.choice()
        self._values = {}
        for parameter in self.spec.parameters:
            text = values.text_of(self, parameter, parameters, context)
            if text is not None:
                self._values[parameter.name] = text
        self._destinations = {}
        for output in self.spec.outputs:
            path = "" if output.inside else self._destination(output, parameters, context)
            if path:
                self._destinations[output.name] = os.path.abspath(path)
        self._load_layers = bool(self._inner_layers()) and self.parameterAsBool(parameters, LOAD_LAYERS, context)
        return True

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        """Runs the job and returns the products' paths by output name."""
        listener = FeedbackListener(feedback)
        try:
            client, catalogue = connect.connect(self._choice, listener)
            with client:
                if self._on_catalogue:
                    self._on_catalogue(catalogue)
                return self._run(client, context, listener)
        except JobCancelled as cancelled:
            feedback.pushInfo(str(cancelled))
            return {}
        except ServerError as problem:
            raise QgsProcessingException(str(problem)) from problem

    def _run(self, client, context, listener):
        local = transfer.shares_files(client)
        sent = dict(self._values)
        if local:
            for path in self._destinations.values():
                os.makedirs(os.path.dirname(path), exist_ok=True)
            sent.update(self._destinations)
        else:
            listener.log("The server is on another machine: inputs are sent there and results fetched.")
            self._upload(client, sent, listener)
            # A bare name lies in the job's own folder; naming it is what asks for an optional product.
            sent.update({name: os.path.basename(path) for name, path in self._destinations.items()})
        job_id, result = jobs.run(client, self.spec.id, sent, listener)
        results = {METRICS: result.metrics_json}
        roots = {}
        for output in sorted(self.spec.outputs, key=lambda o: bool(o.inside)):
            if output.name not in result.products:
                layers.forget(context, self._destinations.get(output.name, ""))
                continue
            product = result.products[output.name]
            path = product.path if local else self._fetch(client, job_id, output, product, roots, listener)
            roots[output.name] = (product.path, path)
            results[output.name] = path
            if output.kind not in outputs.LAYERS:
                continue
            if not output.inside:
                layers.dress(context, path, product)
            elif self._load_layers:
                layers.load(context, path, product, output.kind, product.title or output.label, output.name)
        if self._load_layers or not self._inner_layers():
            for layer in result.layers:
                path = layer.path if local else _inside_any(roots, layer.path)
                layers.load(context, path, layer, "RASTER", layer.title)
        return results

    def _upload(self, client, sent, listener):
        for parameter in self.spec.parameters:
            if parameter.kind in values.PATH_KINDS and parameter.name in sent:
                paths = sent[parameter.name].split(";") if parameter.kind == "FILES" else [sent[parameter.name]]
                sent[parameter.name] = ";".join(self._upload_one(client, path, listener) for path in paths)

    def _upload_one(self, client, path, listener):
        """Sends a file or folder; what names a layer in it stays behind the path."""
        path, separator, name = path.partition(values.LAYER_NAME)
        return transfer.upload(client, path, listener) + separator + name

    def _fetch(self, client, job_id, output, product, roots, listener):
        """Brings one product here and returns its path; one within a folder that has come already is only found there."""
        if output.inside in roots:
            root, here = roots[output.inside]
            return _below(root, here, product.path)
        destination = self._destinations.get(output.name) or QgsProcessingUtils.generateTempFilename(
            os.path.basename(product.path)
        )
        if output.kind in outputs.FOLDERS:
            transfer.fetch_folder(client, job_id, output.name, product.path, destination, listener)
        else:
            transfer.fetch_file(client, job_id, output.name, product.path, destination, listener)
        return destination

    def _destination(self, output, parameters, context):
        value = parameters.get(output.name)
        if not _given(value):
            return ""
        if output.kind in outputs.LAYERS:
            return self.parameterAsOutputLayer(parameters, output.name, context)
        if output.kind == "FILE" and not outputs.extension(output) and _temporary(value):
            # Only the server knows the format; it chooses a name with the right ending.
            return ""
        return self.parameterAsFileOutput(parameters, output.name, context)

    def _inner_layers(self):
        return [o for o in self.spec.outputs if o.inside and o.kind in outputs.LAYERS]


class FeedbackListener(jobs.Listener):
    """Passes what a job says on to a QgsProcessingFeedback."""

    def __init__(self, feedback):
        """Remembers the last line of status, so that it is written to the log only when it changes."""
        self._feedback = feedback
        self._status = ""

    def progress(self, percent):
        """Moves the progress bar."""
        self._feedback.setProgress(percent)

    def status(self, text):
        """Shows the line above the progress bar."""
        if text != self._status:
            self._status = text
            self._feedback.setProgressText(text)

    def log(self, line):
        """Writes to the dialog's log."""
        self._feedback.pushInfo(line)

    def warning(self, line):
        """Writes to the dialog's log in the colour of warnings."""
        self._feedback.pushWarning(line)

    def cancelled(self):
        """Whether the user pressed Cancel."""
        return self._feedback.isCanceled()

    def breathe(self):
        """Lets the window repaint and take clicks where we run on its thread, as models do before QGIS 3.26."""
        application = QCoreApplication.instance()
        if application is not None and QThread.currentThread() == application.thread():
            QCoreApplication.processEvents()

def _below(root, here, path):
    """Returns where a path below a folder of the server lies below the folder that it was fetched to."""
    return transfer.inside(here, path[len(root) :].replace("\\", "/").lstrip("/"))


def _inside_any(roots, path):
    """Returns where a path of the server lies here, given (there, here) of all that was fetched; empty where it was not."""
    for root, here in roots.values():
        if path.startswith(root) and path[len(root) : len(root) + 1] in ("/", "\\"):
            return _below(root, here, path)
    return ""


def _sink_text(value):
    """Returns the text of a destination's value: plain, or as the dialog gives it, a definition with a property."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.staticValue() if value.propertyType() == QgsProperty.StaticProperty else value.expressionString()
    return str(value) if value else ""


def _given(value):
    return bool(_sink_text(value))


def _temporary(value):
    return _sink_text(value) in ("", QgsProcessing.TEMPORARY_OUTPUT)
