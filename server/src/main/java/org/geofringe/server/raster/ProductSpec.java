package org.geofringe.server.raster;

import java.util.List;
import java.util.Map;

/**
 * What a product raster holds.
 *
 * @param type FLOAT32, INT16 or UINT8; values are rounded to the nearest and clamped to its range
 * @param noData stored where a value is NaN; NaN itself for FLOAT32
 * @param bands at least one
 * @param metadata items of the whole file, as GDAL metadata
 */
public record ProductSpec(
    SampleType type, double noData, List<Band> bands, Map<String, String> metadata) {

  /**
   * One band.
   *
   * @param description shown by a GIS as the band's name; may be empty
   * @param unit {@code mm/yr} and the like; may be empty
   */
  public record Band(String description, String unit) {}

  public ProductSpec {
    if (type != SampleType.FLOAT32 && type != SampleType.INT16 && type != SampleType.UINT8) {
      throw new IllegalArgumentException("type must be FLOAT32, INT16 or UINT8, got " + type);
    }
    if (type == SampleType.FLOAT32 != Double.isNaN(noData)) {
      throw new IllegalArgumentException(
          "noData must be NaN for FLOAT32 and a number for integers, got " + noData);
    }
    if (!Double.isNaN(noData)) {
      double low = type == SampleType.UINT8 ? 0 : Short.MIN_VALUE;
      double high = type == SampleType.UINT8 ? 255 : Short.MAX_VALUE;
      if (noData < low || noData > high || noData != Math.rint(noData)) {
        throw new IllegalArgumentException(
            "noData must be a whole number from " + low + " to " + high + ", got " + noData);
      }
    }
    if (bands.isEmpty()) {
      throw new IllegalArgumentException("bands must name at least one band");
    }
    bands = List.copyOf(bands);
    metadata = Map.copyOf(metadata);
  }

  /** One band of floats without further metadata. */
  public static ProductSpec ofFloats(String description, String unit) {
    return new ProductSpec(
        SampleType.FLOAT32, Double.NaN, List.of(new Band(description, unit)), Map.of());
  }
}
