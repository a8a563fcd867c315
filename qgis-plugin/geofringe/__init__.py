"""GeoFringe for QGIS: Sentinel-1 interferometry, done by a GeoFringe server and shown as styled layers."""


def classFactory(iface):  # noqa: N802 (QGIS's name)
    """Returns the plugin; QGIS calls this."""
    from .plugin import GeoFringePlugin

    return GeoFringePlugin(iface)
