"""Talking to a GeoFringe server over gRPC. Nothing in this package imports QGIS, so it is tested without it."""
