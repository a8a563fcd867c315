package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.catalogue.LayerPath;
import org.geofringe.server.file.Fingerprint;
import org.geofringe.server.interferogram.CellMask;
import org.jspecify.annotations.Nullable;

/** A mask that the user named, as those see it who leave cells out. */
final class MaskChoice {

  private MaskChoice() {}

  /**
   * The mask; null where none is named.
   *
   * @param mask as a parameter of the kind LAYER gives it
   */
  static CellMask.@Nullable Choice of(String mask, MaskMeans means) throws IOException {
    if (mask.isBlank()) {
      return null;
    }
    String content =
        new Fingerprint().add(mask).addFile(Path.of(LayerPath.parse(mask).file())).add(means).hex();
    return new CellMask.Choice(content, grid -> open(mask, means, grid));
  }

  private static CellMask open(String mask, MaskMeans means, MapGrid grid) {
    MaskSource source = MaskSource.open(mask, grid);
    return new CellMask() {
      @Override
      public void mark(Window window, boolean[] masked) {
        if (means == MaskMeans.LEAVE_OUT) {
          source.mark(window, masked);
          return;
        }
        boolean[] covered = new boolean[masked.length];
        source.mark(window, covered);
        for (int i = 0; i < covered.length; i++) {
          masked[i] |= !covered[i];
        }
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }
}
