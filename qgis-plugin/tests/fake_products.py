"""Small real products for the fake server: GeoTIFF, GeoPackage, CSV and their styles, on a grid in Mexico City."""

import os

import numpy
from osgeo import gdal, ogr, osr

gdal.UseExceptions()

DATES = ["2018-01-06", "2018-01-18", "2018-01-30"]
# 40 x 30 cells of 200 m in UTM zone 14 north.
ORIGIN, SPACING, COLUMNS, ROWS = (480000.0, 2156000.0), 200.0, 40, 30

RASTER_STYLE = """<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="Symbology"><pipe><rasterrenderer type="singlebandpseudocolor" band="1"
 classificationMin="-50" classificationMax="50" opacity="1" alphaBand="-1" nodataColor=""><rasterTransparency/>
<rastershader><colorrampshader colorRampType="INTERPOLATED" minimumValue="-50" maximumValue="50" classificationMode="1" clip="0">
<item value="-50" label="-50 mm/yr (away)" color="#7e1700" alpha="255"/><item value="0" label="0" color="#f2f2ec" alpha="255"/>
<item value="50" label="50 mm/yr (towards)" color="#033198" alpha="255"/></colorrampshader></rastershader></rasterrenderer>
</pipe></qgis>
"""


def write(output, path):
    """Writes a product of an output of the catalogue and returns the fields of its Product message."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    kind = output["kind"].replace("OUTPUT_KIND_", "")
    product = {
        "path": path,
        "title": output["label"] + " (fake)",
        "layer_group": output.get("layer_group", ""),
        "layer_order": output.get("layer_order", 0),
        "description": output["label"] + ", positive towards the satellite.",
        "style": output.get("style", ""),
    }
    if kind == "RASTER":
        bands = len(DATES) if output["name"] == "DISPLACEMENT" else 1
        _raster(path, output["name"], bands)
        if bands > 1:
            product["band_dates"] = DATES
    elif kind == "VECTOR":
        _points(path)
    elif kind == "TABLE":
        _text(path, "a,b\n1,2.5\n3,4.5\n")
        _text(path + "t", '"Integer","Real"\n')
    elif kind in ("STACK", "FOLDER"):
        _text(os.path.join(path, "collection.json"), "{}\n")
        _text(os.path.join(path, "20180106", "item.json"), "{}\n")
    else:
        _text(path, "a picture or a project\n")
    return product


def pair_layers(values, folder):
    """Writes the rasters of three pairs into a folder and returns the Product fields of those that are to be shown."""
    kinds = ("wrapped_phase", "coherence")
    layers = []
    for count, pair in enumerate((DATES[0], second) for second in (DATES[1], DATES[2], "2018-02-11")):
        dates = " to ".join(pair)
        for order, kind in enumerate(kinds):
            path = os.path.join(folder, "_".join(pair).replace("-", ""), kind + ".tif")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            _raster(path, "VELOCITY", 1)
            title, group = (dates, "Pairs: " + kind) if values["GROUP_BY"] == "KIND" else (kind, dates)
            layers.append({
                "path": path, "title": title, "layer_group": group, "layer_order": 50 + order, "hidden": count > 0,
                "style": kind, "description": "{} of {}.".format(kind, dates),
            })
    shown = {"NONE": 0, "FIRST": 2, "ALL": 3}[values["SHOW"]]
    return layers[: shown * len(kinds)]


def values(name):
    """Returns a raster's values: a bowl of -40 mm/yr for velocity, cycles in its western half for closure."""
    rows, columns = numpy.mgrid[0:ROWS, 0:COLUMNS]
    if name == "CLOSURE_CYCLES":
        return numpy.where(columns < COLUMNS // 2, 2.0, 0.0).astype("float32")
    bowl = -40.0 * numpy.exp(-((rows - 15.0) ** 2 + (columns - 20.0) ** 2) / 60.0)
    bowl[0, 0] = numpy.nan
    return bowl.astype("float32")


def _raster(path, name, bands):
    data = gdal.GetDriverByName("GTiff").Create(path, COLUMNS, ROWS, bands, gdal.GDT_Float32)
    system = osr.SpatialReference()
    system.ImportFromEPSG(32614)
    data.SetProjection(system.ExportToWkt())
    data.SetGeoTransform((ORIGIN[0], SPACING, 0, ORIGIN[1], 0, -SPACING))
    for band in range(1, bands + 1):
        data.GetRasterBand(band).SetNoDataValue(float("nan"))
        data.GetRasterBand(band).WriteArray(values(name) * band)
    data = None
    _text(os.path.splitext(path)[0] + ".qml", RASTER_STYLE)


def _points(path):
    source = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    system = osr.SpatialReference()
    system.ImportFromEPSG(32614)
    layer = source.CreateLayer("points", system, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("velocity", ogr.OFTReal))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT ({} {})".format(*ORIGIN)))
    feature.SetField("velocity", -12.5)
    layer.CreateFeature(feature)
    feature = layer = source = None


def _text(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def boxes(path, rectangles):
    """Writes a GeoPackage of rectangles, each (name, west, south, east, north), with the name in the field "unit"."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    system = osr.SpatialReference()
    system.ImportFromEPSG(32614)
    layer = source.CreateLayer("units", system, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("unit", ogr.OFTString))
    for name, west, south, east, north in rectangles:
        feature = ogr.Feature(layer.GetLayerDefn())
        ring = "{0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}".format(west, south, east, north)
        feature.SetGeometry(ogr.CreateGeometryFromWkt("POLYGON (({}))".format(ring)))
        feature.SetField("unit", name)
        layer.CreateFeature(feature)
    feature = layer = source = None


def column(path, key, name):
    """Returns a field of a vector file by another."""
    source = ogr.Open(path)
    return {feature[key]: feature[name] for feature in source.GetLayer(0)}
