package org.geofringe.server.catalogue;

/**
 * One product of an algorithm, as clients see it; the parts are those of {@link Output}.
 *
 * @param name upper case
 */
public record OutputDescription(
    String name,
    String label,
    String help,
    OutputKind kind,
    boolean optional,
    String style,
    String group,
    int order,
    String unit,
    String inside,
    String fileName) {}
