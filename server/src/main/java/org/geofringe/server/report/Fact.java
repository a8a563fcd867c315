package org.geofringe.server.report;

/**
 * One thing worth knowing.
 *
 * @param name what it is about
 * @param value text with its unit
 */
public record Fact(String name, String value) {}
