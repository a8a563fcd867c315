"""Takes a picture of the desktop with a project, the toolbox and, where asked for, an algorithm's dialog.

Run by `screenshot` inside QGIS (--code). Environment: GEOFRINGE_SHOT_PROJECT (.qgz, may be empty), GEOFRINGE_SHOT_PNG
(the picture), GEOFRINGE_SHOT_ALGORITHM (such as "velocity", may be empty), GEOFRINGE_SHOT_LAYERS (names, or
GROUP/NAME, parted by commas, may be empty).
"""

import os
import sys
import traceback

from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QSettings, QSize, Qt, QTimer
from qgis.PyQt.QtGui import QPainter
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QTreeView
from qgis.utils import iface

kept = []


def arrange():
    """Opens the project and lays the window out."""
    project = os.environ.get("GEOFRINGE_SHOT_PROJECT", "")
    if project and not QgsProject.instance().read(project):
        raise RuntimeError("cannot read " + project)
    window = iface.mainWindow()
    window.showNormal()
    window.setGeometry(0, 0, 1600, 1000)
    for dock in window.findChildren(QDockWidget):
        if dock.objectName() in ("ProcessingToolbox", "Layers"):
            dock.show()
            dock.raise_()
        elif not dock.isFloating() and dock.objectName() in ("Browser", "LayerStyling", "LayerOrder"):
            dock.hide()
    toolbox = window.findChild(QDockWidget, "ProcessingToolbox")
    layers = window.findChild(QDockWidget, "Layers")
    window.resizeDocks([toolbox, layers], [360, 330], Qt.Orientation.Horizontal)
    expand(toolbox)
    zoom()


def expand(toolbox):
    """Unfolds our provider in the toolbox."""
    tree = toolbox.findChild(QTreeView)
    model = tree.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if model.data(index) == "GeoFringe":
            tree.expandRecursively(index) if hasattr(tree, "expandRecursively") else tree.expand(index)
            tree.scrollTo(index, QTreeView.ScrollHint.PositionAtTop)
            tree.horizontalScrollBar().setValue(0)


def zoom():
    """Shows the layers that are named and no others, and the whole of the first; without any, the project as it is."""
    names = [name for name in os.environ.get("GEOFRINGE_SHOT_LAYERS", "").split(",") if name]
    tree = QgsProject.instance().layerTreeRoot()
    for node in tree.findLayers() if names else []:
        shown = named(node, names)
        node.setItemVisibilityChecked(shown)
        node.setExpanded(shown)
    found = [node for node in tree.findLayers() if named(node, names)]
    for group in tree.findGroups() if names else []:
        group.setExpanded(any(node.parent() is group for node in found))
    for node in found:
        node.setItemVisibilityCheckedParentRecursive(True)
    if names:
        iface.setActiveLayer(found[0].layer())
        iface.zoomToActiveLayer()
    else:
        iface.zoomFull()
    iface.mapCanvas().zoomByFactor(1.15)


def named(node, names):
    """Whether a layer's node is among the names: its own, or that of its group and its own parted by a slash."""
    return node.name() in names or "{}/{}".format(node.parent().name(), node.name()) in names


def grab():
    """Writes the picture: the window, with the dialog painted over it."""
    picture = iface.mainWindow().grab()
    dialog = next((w for w in QApplication.topLevelWidgets() if isinstance(w, AlgorithmDialog) and w.isVisible()), None)
    if dialog is not None:
        painter = QPainter(picture)
        left, top = (picture.width() - dialog.width()) // 2, (picture.height() - dialog.height()) // 2
        painter.drawPixmap(left, top, dialog.grab())
        painter.drawRect(left - 1, top - 1, dialog.width() + 1, dialog.height() + 1)
        painter.end()
    path = os.environ["GEOFRINGE_SHOT_PNG"]
    if not picture.save(path):
        raise RuntimeError("cannot write " + path)


def open_dialog():
    """Opens the dialog of the algorithm that is asked for."""
    name = os.environ.get("GEOFRINGE_SHOT_ALGORITHM", "")
    if name:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("geofringe:" + name)
        if algorithm is None:
            raise RuntimeError("there is no algorithm " + name)
        dialog = AlgorithmDialog(algorithm, False, iface.mainWindow())
        dialog.resize(QSize(1000, 640))
        dialog.show()
        kept.append(dialog)


def busy():
    """Whether the server's algorithms have not come yet or the map is being drawn; a server that is not there never comes."""
    provider = QgsApplication.processingRegistry().providerById("geofringe")
    waiting = os.path.isdir(os.path.join(os.environ["GEOFRINGE_HOME"], "servers")) and len(provider.algorithms()) < 2
    return waiting or iface.mapCanvas().isDrawing()


def steps(remaining, patience=30):
    """Runs one step, lets QGIS draw, and goes on with the next."""
    if busy() and patience:
        QTimer.singleShot(1000, lambda: steps(remaining, patience - 1))
        return
    if not remaining:
        leave(0)
        return
    try:
        remaining[0]()
    except (RuntimeError, AttributeError, KeyError, TypeError, IndexError) as problem:
        traceback.print_exception(type(problem), problem, problem.__traceback__)
        leave(1)
        return
    QTimer.singleShot(4000, lambda: steps(remaining[1:]))


def leave(status):
    """Ends QGIS at once: closing it properly would ask whether to save the project."""
    provider = QgsApplication.processingRegistry().providerById("geofringe")
    if provider is not None:
        provider.unload()
    QSettings().sync()
    sys.stderr.flush()
    os._exit(status)


QTimer.singleShot(5000, lambda: steps([arrange, open_dialog, grab]))
