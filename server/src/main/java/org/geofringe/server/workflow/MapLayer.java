package org.geofringe.server.workflow;

import java.nio.file.Path;

/**
 * A raster within a product that is a folder, for the map: which ones there are differs from run to
 * run. Its style lies beside it.
 *
 * @param path where it is
 * @param title name of the layer
 * @param description what it shows, with unit and sign
 * @param style name of its style
 * @param group of the layer tree
 * @param order smaller ones lie above larger ones; groups go by their smallest
 * @param hidden whether it starts switched off
 */
public record MapLayer(
    Path path,
    String title,
    String description,
    String style,
    String group,
    int order,
    boolean hidden) {}
