"""What happens to a product once it is a layer: style, place in the layer tree, time, and a description."""

import datetime
import os

from qgis.core import (
    QgsDateTimeRange,
    QgsLayerTreeGroup,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsRasterLayerTemporalProperties,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

# QGIS keeps a bare pointer to a post-processor: one that Python has let go of silently does nothing.
_kept = {}

ORDER_PROPERTY = "geofringe/layer_order"
GROUP_PROPERTY = "geofringe/layer_group"


def dress(context, path, product):
    """Sees to it that a product's layer is styled and put in its place when QGIS loads it, if QGIS is to load it."""
    if not context.willLoadLayerOnCompletion(path):
        return
    details = context.layerToLoadOnCompletionDetails(path)
    processor = ProductPostProcessor(product)
    _kept[path] = processor
    details.setPostProcessor(processor)


def forget(context, path):
    """Keeps QGIS from looking for a product that the run had nothing to put into: it would call that a failure."""
    waiting = context.layersToLoadOnCompletion()
    for source in [source for source in waiting if path and os.path.abspath(source) == path]:
        del waiting[source]
    context.setLayersToLoadOnCompletion(waiting)


_HINTS = {"RASTER": "Raster", "VECTOR": "Vector", "TABLE": "Vector"}


def load(context, path, product, kind, title, output_name=""):
    """Asks QGIS to load a product that has no destination of its own, of a kind of the catalogue."""
    project = context.project()
    if project is None or context.willLoadLayerOnCompletion(path) or not os.path.exists(path):
        return
    hint = getattr(QgsProcessingUtils.LayerHint, _HINTS[kind])
    context.addLayerToLoadOnCompletion(path, QgsProcessingContext.LayerDetails(title, project, output_name, hint))
    dress(context, path, product)


class ProductPostProcessor(QgsProcessingLayerPostProcessorInterface):
    """Finishes one product's layer after QGIS has loaded it; runs on the main thread."""

    def __init__(self, product):
        """Copies what it needs: the message may belong to a connection that is closed by then."""
        super().__init__()
        self.title = product.title
        self.group = product.layer_group
        self.order = product.layer_order
        self.band_dates = list(product.band_dates)
        self.description = product.description
        self.hidden = product.hidden

    def postProcessLayer(self, layer, context, feedback):  # noqa: N802 (QGIS's name)
        """Styles, names, dates, describes and groups the layer."""
        _, styled = layer.loadDefaultStyle()
        if not styled and layer.styleURI():
            feedback.pushDebugInfo("No style lies beside {}.".format(layer.source()))
        if self.title:
            layer.setName(self.title)
        describe(layer, self.title, self.description)
        if self.band_dates and isinstance(layer, QgsRasterLayer):
            set_time(layer, self.band_dates)
        layer.setCustomProperty(ORDER_PROPERTY, self.order)
        layer.setCustomProperty(GROUP_PROPERTY, self.group)
        if self.group:
            place(context.project() or QgsProject.instance(), layer, self.group, self.order, self.hidden)
        layer.triggerRepaint()


def describe(layer, title, description):
    """Puts a product's description where QGIS shows and saves it: the layer's metadata and its tool tip."""
    metadata = layer.metadata()
    metadata.setTitle(title or layer.name())
    if description:
        metadata.setAbstract(description)
    layer.setMetadata(metadata)
    # 4.0 moves the abstract that the layer tree's tool tip shows from the layer to its server properties.
    (layer if hasattr(layer, "setAbstract") else layer.serverProperties()).setAbstract(description)


def set_time(layer, dates):
    """Ties a raster with a band per date to time: band by band from QGIS 3.38 on, as a whole before."""
    moments = [QDateTime(QDate.fromString(date, Qt.DateFormat.ISODate), QTime(0, 0), Qt.TimeSpec.UTC) for date in dates]
    ends = moments[1:] + [moments[-1].addDays(_step(dates))]
    properties = layer.temporalProperties()
    if hasattr(properties, "setFixedRangePerBand"):
        from qgis.core import Qgis

        properties.setMode(Qgis.RasterTemporalMode.FixedRangePerBand)
        ranges = {}
        for band, (begin, end) in enumerate(zip(moments, ends), start=1):
            ranges[band] = QgsDateTimeRange(begin, end, True, False)
        properties.setFixedRangePerBand(ranges)
    else:
        properties.setMode(QgsRasterLayerTemporalProperties.ModeFixedTemporalRange)
        properties.setFixedTemporalRange(QgsDateTimeRange(moments[0], ends[-1]))
    properties.setIsActive(True)


def _step(dates):
    """Days that the last date is shown for: as long as the one before it."""
    if len(dates) < 2:
        return 1
    last, before = (datetime.date.fromisoformat(date) for date in (dates[-1], dates[-2]))
    return max(1, (last - before).days)


def place(project, layer, group_name, order, hidden=False):
    """Moves a layer's node into a group of the layer tree, the smallest order on top; a hidden one is switched off.

    Newer versions of QGIS put the node into the tree only after post-processing; then the move is made right after.
    """
    if not _move(project, layer.id(), group_name, order, hidden):
        from qgis.PyQt.QtCore import QTimer

        layer_id = layer.id()
        QTimer.singleShot(0, lambda: _move(project, layer_id, group_name, order, hidden))


def _move(project, layer_id, group_name, order, hidden):
    root = project.layerTreeRoot()
    node = root.findLayer(layer_id)
    if node is None:
        return False
    group = root.findGroup(group_name)
    if group is None:
        group = root.insertGroup(_group_position(root, order), group_name)
        group.setCustomProperty(ORDER_PROPERTY, order)
    if hidden:
        # A folded node keeps the tree short where there are many pairs.
        node.setItemVisibilityChecked(False)
        node.setExpanded(False)
    parent = node.parent()
    if parent is group:
        return True
    group.insertChildNode(_position(group, order), node.clone())
    parent.removeChildNode(node)
    return True


def _group_position(root, order):
    """Among our groups by order; before everything else where there are none, so that results lie over base maps."""
    after = 0
    for position, child in enumerate(root.children()):
        known = child.customProperty(ORDER_PROPERTY) if isinstance(child, QgsLayerTreeGroup) else None
        if known is not None and int(known) > order:
            return position
        if known is not None:
            after = position + 1
    return after


def _position(group, order):
    for position, child in enumerate(group.children()):
        layer = None if isinstance(child, QgsLayerTreeGroup) else child.layer()
        if layer is not None and int(layer.customProperty(ORDER_PROPERTY, 0)) > order:
            return position
    return len(group.children())
