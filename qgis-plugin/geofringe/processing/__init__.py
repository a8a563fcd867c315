"""From the server's catalogue to QGIS Processing: algorithms, their values, and the layers that come out."""
