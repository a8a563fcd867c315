package org.geofringe.server.interferogram;

import java.io.IOException;
import org.geofringe.server.raster.FlatRaster;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.stack.Layer;
import org.geofringe.server.stack.StackWriter;
import org.geofringe.server.tile.Bands;

/** The mask as a layer of the stack. */
final class MaskLayer {

  private static final float SEEN = 1;
  private static final float MASKED = 2;

  private MaskLayer() {}

  /** Writes it where a mask was given; the number of valid pairs must be there. */
  static void write(InterferogramPlan plan, StackWriter writer, RunContext context)
      throws IOException {
    CellMask mask = plan.mask();
    if (mask == null) {
      return;
    }
    try (FlatRaster valid = writer.open(Layer.VALID_PAIRS);
        FlatRaster.Writer layer = writer.layer(Layer.MASK)) {
      Bands.run(
          plan.grid(),
          3L * Float.BYTES,
          context,
          "Mask",
          band -> {
            float[] values = new float[band.cells()];
            boolean[] masked = new boolean[values.length];
            valid.read(0, band, values, 0);
            mask.mark(band, masked);
            for (int i = 0; i < values.length; i++) {
              values[i] = masked[i] ? MASKED : values[i] > 0 ? SEEN : 0;
            }
            return values;
          },
          (band, values) -> layer.write(0, band.row(), band.rows(), values, 0));
    }
    writer.completeLayer(Layer.MASK);
  }
}
