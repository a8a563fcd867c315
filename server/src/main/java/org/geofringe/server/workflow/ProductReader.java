package org.geofringe.server.workflow;

import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffReader;

/** Reads back the rasters that an inversion has just written, for its points. */
final class ProductReader implements AutoCloseable {

  private final GeoTiffReader velocity;
  private final GeoTiffReader velocityStd;
  private final GeoTiffReader temporalCoherence;
  private final GeoTiffReader residualRms;

  /** A window of all four. */
  record Values(
      float[] velocity, float[] velocityStd, float[] temporalCoherence, float[] residualRms) {}

  ProductReader(EstimateVelocity.Parameters parameters) {
    velocity = GeoTiffReader.open(parameters.velocity());
    velocityStd = GeoTiffReader.open(parameters.velocityStd());
    temporalCoherence = GeoTiffReader.open(parameters.temporalCoherence());
    residualRms = GeoTiffReader.open(parameters.residualRms());
  }

  Values read(Window window) {
    return new Values(
        read(velocity, window),
        read(velocityStd, window),
        read(temporalCoherence, window),
        read(residualRms, window));
  }

  @Override
  public void close() {
    velocity.close();
    velocityStd.close();
    temporalCoherence.close();
    residualRms.close();
  }

  private static float[] read(GeoTiffReader reader, Window window) {
    float[] values = new float[window.cells()];
    reader.read(0, window, values, 0);
    return values;
  }
}
