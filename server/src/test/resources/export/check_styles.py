"""Opens in real QGIS what the Java side wrote into a folder, and says what is wrong with it.

usage: check_styles.py FOLDER

FOLDER holds a pair of style files per kind of product, points.gpkg, network.gpkg and project.qgz.
The rasters and polygons they belong to are made here. Prints one line per problem, and at the end the
number of checks; exit status 0 where there is no problem. Pictures go to FOLDER/pictures.
"""
import os
import sys
from xml.etree import ElementTree

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsProject,
    QgsRasterLayer, QgsVectorLayer, QgsRectangle)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

ROWS, COLUMNS, WEST, NORTH, CELL = 60, 80, 480000, 2150000, 30
RASTERS = {
    "velocity": (-20, 20), "velocity_std": (0, 5), "temporal_coherence": (0, 1),
    "residual_rms": (0, 2), "closure_rms": (0, 1.5), "closure_cycles": (0, 12), "coherence": (0, 1),
    "wrapped_phase": (-np.pi, np.pi), "unwrapped_phase": (-15, 15), "displacement": (-40, 40),
    "height": (2200, 3400), "incidence": (30, 45), "mask": (0, 1),
    "amplitude": (20, 300), "radar": (2200, 3400), "lookup": (100, 2600), "look_vector": (-0.7, 0.7), "layover_shadow": (1, 4)}
CLASSES = {
    "mask": ["as measured", "interpolated"],
    "layover_shadow": ["seen", "layover: several slopes in one cell", "shadow: not seen", "layover and shadow"]}
VECTORS = ("points", "network", "velocity_by_unit")
problems = []
checks = 0


def check(good, what):
    global checks
    checks += 1
    if not good:
        problems.append(what)


def reference_system():
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(32614)
    return srs


def make_raster(path, low, high, bands, mask):
    kind = gdal.GDT_Byte if mask else gdal.GDT_Float32
    data = gdal.GetDriverByName("GTiff").Create(path, COLUMNS, ROWS, bands, kind)
    data.SetProjection(reference_system().ExportToWkt())
    data.SetGeoTransform([WEST, CELL, 0, NORTH, 0, -CELL])
    x = np.linspace(0, 1, COLUMNS)[None, :]
    for band in range(bands):
        values = low + (high - low) * np.repeat(x, ROWS, 0)
        values = values * (band + 1) / bands
        if mask:
            values = np.rint(values)
        else:
            values[:10, :10] = np.nan
            data.GetRasterBand(band + 1).SetNoDataValue(float("nan"))
        data.GetRasterBand(band + 1).WriteArray(values)
    data.FlushCache()


def make_units(path):
    source = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = source.CreateLayer("units", reference_system(), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("velocity_mean", ogr.OFTReal))
    for i in range(8):
        x = WEST + i * 300
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["velocity_mean"] = -25 + 7 * i
        feature.SetGeometry(ogr.CreateGeometryFromWkt(
            f"POLYGON(({x} 2148200,{x + 300} 2148200,{x + 300} 2150000,{x} 2150000,{x} 2148200))"))
        layer.CreateFeature(feature)


def picture(layers, extent, path, crs=None):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(480, 360))
    if crs is not None:
        settings.setDestinationCrs(crs)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    return image


def colours(image):
    return {image.pixel(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)}


def check_raster(folder, name):
    path = os.path.join(folder, name + ".tif")
    low, high = RASTERS[name]
    layer = QgsRasterLayer(path, name)
    check(layer.isValid(), f"{name}: the raster is not valid")
    message, good = layer.loadNamedStyle(os.path.join(folder, name + ".qml"))
    check(good, f"{name}.qml: {message}")
    renderer = layer.renderer()
    if name in CLASSES:
        check(renderer.type() == "paletted", f"{name}.qml: {renderer.type()}")
        labels = [c.label for c in renderer.classes()]
        check(labels == CLASSES[name], f"{name}.qml: {labels}")
    else:
        check(renderer.type() == "singlebandpseudocolor", f"{name}.qml: {renderer.type()}")
        check(abs(renderer.classificationMin() - low) < 1e-4, f"{name}.qml: low {renderer.classificationMin()}")
        check(abs(renderer.classificationMax() - high) < 1e-4, f"{name}.qml: high {renderer.classificationMax()}")
        shader = renderer.shader().rasterShaderFunction()
        items = shader.colorRampItemList()
        check(len(items) >= 2, f"{name}.qml: {len(items)} colours")
        check(abs(items[0].value - low) < 1e-4 and abs(items[-1].value - high) < 1e-4,
              f"{name}.qml: stops {items[0].value} to {items[-1].value}")
        ramp = shader.sourceColorRamp()
        for item in items:
            wanted = ramp.color((item.value - low) / (high - low))
            off = max(abs(wanted.red() - item.color.red()), abs(wanted.green() - item.color.green()),
                      abs(wanted.blue() - item.color.blue()))
            check(off <= 2, f"{name}.qml: ramp and stops differ by {off} at {item.value}")
        legend = shader.legendSettings()
        check(legend.useContinuousLegend(), f"{name}.qml: no continuous legend")
        if name in ("velocity", "displacement"):
            check("away from the satellite" in legend.minimumLabel(), f"{name}.qml: {legend.minimumLabel()}")
            check("towards the satellite" in legend.maximumLabel(), f"{name}.qml: {legend.maximumLabel()}")
            first, last = items[0].color, items[-1].color
            check(first.red() > first.blue() and last.blue() > last.red(), f"{name}.qml: red is not away")
        if name == "amplitude":
            check("50 dB" in legend.maximumLabel(), f"amplitude.qml: {legend.maximumLabel()}")
            middle = items[len(items) // 2]
            check(abs(middle.value - (low * high) ** 0.5) < 0.1, f"amplitude.qml: {middle.value} in the middle of dB")
        if name == "wrapped_phase":
            check(items[0].color == items[-1].color, "wrapped_phase.qml: the ramp is not cyclic")
    image = picture([layer], layer.extent(), os.path.join(folder, "pictures", name + ".png"))
    check(len(colours(image)) >= (2 if name in CLASSES else 20), f"{name}.qml: drawn in {len(colours(image))} colours")
    if name not in CLASSES:
        corner = QColor(image.pixel(20, 20))
        check(corner == QColor("white"), f"{name}.qml: no data is drawn as {corner.name()}")
    # QGIS 3.22 reads SLD for vectors only, so the raster's colour map is compared as XML.
    entries = ElementTree.parse(os.path.join(folder, name + ".sld")).iter("{http://www.opengis.net/sld}ColorMapEntry")
    got = [(float(e.get("quantity")), e.get("color")) for e in entries]
    wanted = [(c.value, c.color.name()) for c in renderer.classes()] if name in CLASSES else [
        (i.value, i.color.name()) for i in items]
    check(got == wanted, f"{name}.sld: its stops differ from the QML's: {got}, {wanted}")


def check_vector(folder, name):
    path = os.path.join(folder, ("units" if name == "velocity_by_unit" else name) + ".gpkg")
    layer = QgsVectorLayer(path, name, "ogr")
    check(layer.isValid(), f"{name}: the layer is not valid")
    check(layer.featureCount() > 0, f"{name}: no features")
    message, good = layer.loadNamedStyle(os.path.join(folder, name + ".qml"))
    check(good, f"{name}.qml: {message}")
    renderer = layer.renderer()
    check(renderer.type() == "graduatedSymbol", f"{name}.qml: {renderer.type()}")
    check(layer.fields().indexOf(renderer.classAttribute()) >= 0, f"{name}.qml: no field {renderer.classAttribute()}")
    check(len(renderer.ranges()) >= 8, f"{name}.qml: {len(renderer.ranges())} classes")
    image = picture([layer], layer.extent(), os.path.join(folder, "pictures", name + ".png"))
    check(len(colours(image)) >= 5, f"{name}.qml: drawn in {len(colours(image))} colours")
    from_sld = QgsVectorLayer(path, name, "ogr")
    message, good = from_sld.loadSldStyle(os.path.join(folder, name + ".sld"))
    check(good, f"{name}.sld: {message}")
    rules = from_sld.renderer().rootRule().children() if from_sld.renderer().type() == "RuleRenderer" else []
    check(len(rules) == len(renderer.ranges()), f"{name}.sld: {from_sld.renderer().type()} of {len(rules)} rules")


def check_footprints(folder):
    path = os.path.join(folder, "footprints.gpkg")
    layer = QgsVectorLayer(path, "footprints", "ogr")
    check(layer.featureCount() == 6 and layer.crs().authid() == "EPSG:32614", "footprints.gpkg: not six in UTM")
    check(layer.hasSpatialIndex() == 2, "footprints.gpkg: QGIS sees no spatial index")
    check(all(f.geometry().isGeosValid() for f in layer.getFeatures()), "footprints.gpkg: a polygon is not valid")
    message, good = layer.loadNamedStyle(os.path.join(folder, "footprints.qml"))
    check(good, f"footprints.qml: {message}")
    check(layer.renderer().type() == "categorizedSymbol", f"footprints.qml: {layer.renderer().type()}")
    check(layer.labelsEnabled() and layer.labeling().settings().fieldName == "burst", "footprints.qml: no labels")
    image = picture([layer], layer.extent(), os.path.join(folder, "pictures", "footprints.png"))
    check(len(colours(image)) >= 6, f"footprints.qml: drawn in {len(colours(image))} colours")
    from_sld = QgsVectorLayer(path, "footprints", "ogr")
    message, good = from_sld.loadSldStyle(os.path.join(folder, "footprints.sld"))
    check(good and len(from_sld.renderer().rootRule().children()) == 3, f"footprints.sld: {message}")


def check_points(folder):
    layer = QgsVectorLayer(os.path.join(folder, "points.gpkg"), "points", "ogr")
    names = [f.name() for f in layer.fields()]
    check(names == ["fid", "velocity", "velocity_std", "temporal_coherence", "residual_rms", "height",
                    "D20200101", "D20200113", "D20200125"], f"points.gpkg: fields {names}")
    check(layer.crs().authid() == "EPSG:32614", f"points.gpkg: {layer.crs().authid()}")
    check(layer.featureCount() == 4800, f"points.gpkg: {layer.featureCount()} points")
    check(layer.hasSpatialIndex() == 2, "points.gpkg: QGIS sees no spatial index")
    box = QgsRectangle(480300, 2149400, 480600, 2149700)
    found = sum(1 for _ in layer.getFeatures(box))
    check(found == 100, f"points.gpkg: {found} points in a box of 10 x 10 cells")
    plane = QgsVectorLayer(os.path.join(folder, "network.gpkg"), "n", "ogr").crs()
    check(plane.authid() == "" and not plane.isGeographic(), f"network.gpkg: lies in {plane.authid()}")


def check_project(folder):
    project = QgsProject.instance()
    check(project.read(os.path.join(folder, "project.qgz")), "project.qgz: cannot be read")
    for layer in project.mapLayers().values():
        check(layer.isValid(), f"project.qgz: layer {layer.name()} is not valid: {layer.source()}")
    root = project.layerTreeRoot()
    check(all(n.layer() is not None for n in root.findLayers()), "project.qgz: a node of the tree has no layer")
    groups = [(g.name(), [c.name() for c in g.children()]) for g in root.children()]
    check(groups == [
        ("Motion & <series>", ["Velocity", "Points", "Displacement", "Displacement by date"]),
        ("Quality", ["Coherence", "Network"])], f"project.qgz: groups {groups}")
    check(project.crs().authid() == "EPSG:32614", f"project.qgz: {project.crs().authid()}")
    check(project.title() == "A \"title\" & <more>", f"project.qgz: title {project.title()}")
    by_name = {layer.name(): layer for layer in project.mapLayers().values()}
    velocity = by_name["Velocity"]
    check(velocity.crs().authid() == "EPSG:32614", f"project.qgz: velocity in {velocity.crs().authid()}")
    check(velocity.renderer().type() == "singlebandpseudocolor", f"project.qgz: velocity is {velocity.renderer().type()}")
    check(abs(velocity.renderer().classificationMin() + 20) < 1e-6, "project.qgz: velocity has lost its range")
    check("positive towards" in velocity.abstract(), f"project.qgz: abstract {velocity.abstract()!r}")
    check("positive towards" in velocity.metadata().abstract(), "project.qgz: no abstract in the metadata")
    check(by_name["Points"].renderer().type() == "graduatedSymbol", "project.qgz: points have no classes")
    check(by_name["Points"].crs().authid() == "EPSG:32614", f"project.qgz: points in {by_name['Points'].crs().authid()}")
    check(not by_name["Network"].crs().isValid(), f"project.qgz: network in {by_name['Network'].crs().authid()}")
    series = root.findGroup("Displacement by date")
    check(not series.isExpanded() and not series.itemVisibilityChecked(), "project.qgz: the series is open or on")
    check(root.findGroup("Quality").isExpanded(), "project.qgz: a theme is folded")
    check(by_name["Displacement"].renderer().band() == 3, "project.qgz: displacement does not show its last date")
    for band, date in enumerate(("2020-01-01", "2020-01-13", "2020-01-25"), 1):
        layer = by_name["Displacement " + date]
        check(layer.renderer().band() == band, f"project.qgz: {date} shows band {layer.renderer().band()}")
        time = layer.temporalProperties()
        start = time.fixedTemporalRange().begin().toString("yyyy-MM-dd")
        check(time.isActive() and start == date, f"project.qgz: {date} starts {start}")
    end = by_name["Displacement 2020-01-01"].temporalProperties().fixedTemporalRange().end().toString("yyyy-MM-ddTHH:mm:ss")
    check(end == "2020-01-12T23:59:59", f"project.qgz: the first date ends {end}")
    times = project.timeSettings()
    check(times.temporalRange().begin().toString("yyyy-MM-dd") == "2020-01-01", "project.qgz: no start of time")
    check(times.timeStep() == 12, f"project.qgz: time step {times.timeStep()}")
    extent = project.viewSettings().defaultViewExtent()
    check(abs(extent.xMinimum() - WEST) < 1 and abs(extent.yMaximum() - NORTH) < 1, f"project.qgz: extent {extent.toString()}")
    legend = [item.label() for item in by_name["Points"].renderer().legendSymbolItems()]
    check(any("away from the satellite" in str(text) for text in legend), f"project.qgz: legend {legend}")
    shown = [n.layer() for n in root.findLayers() if n.isVisible()]
    image = picture(shown, QgsRectangle(WEST, NORTH - ROWS * CELL, WEST + COLUMNS * CELL, NORTH),
                    os.path.join(folder, "pictures", "project.png"), project.crs())
    check(QColor(image.pixel(100, 200)).red() > QColor(image.pixel(100, 200)).blue() + 20,
          "project.qgz: velocity does not lie on top")
    check(len(colours(image)) >= 20, f"project.qgz: drawn in {len(colours(image))} colours")


def main(folder):
    os.makedirs(os.path.join(folder, "pictures"), exist_ok=True)
    for name, (low, high) in RASTERS.items():
        make_raster(os.path.join(folder, name + ".tif"), low, high, 3 if name == "displacement" else 1, name in CLASSES)
    make_units(os.path.join(folder, "units.gpkg"))
    application = QgsApplication([], False)
    application.initQgis()
    for name in RASTERS:
        check_raster(folder, name)
    for name in VECTORS:
        check_vector(folder, name)
    check_points(folder)
    check_footprints(folder)
    check_project(folder)
    QgsProject.instance().clear()
    application.exitQgis()
    for problem in problems:
        print(problem)
    print(f"{checks} checks, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
