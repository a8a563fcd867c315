package org.geofringe.server.unwrap;

import java.nio.file.Path;
import java.util.Locale;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.interferogram.CellMask;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.GeoTiffReader;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/** A wrapped raster, as its processor left it, in our terms. */
final class RasterSource implements WrappedSource {

  /** Degrees fill their circle; radians that are beyond ±π rarely end just there. */
  private static final float ALMOST_HALF_A_CIRCLE = 175;

  private static final double MANY_ZEROS = 0.01;

  private final RasterUnwrapping.Source source;
  private final GeoTiffReader phase;
  private final @Nullable GeoTiffReader coherence;
  private final @Nullable CellMask mask;

  private RasterSource(
      RasterUnwrapping.Source source,
      GeoTiffReader phase,
      @Nullable GeoTiffReader coherence,
      @Nullable CellMask mask) {
    this.source = source;
    this.phase = phase;
    this.coherence = coherence;
    this.mask = mask;
  }

  /**
   * Opens phase and coherence, which must fit each other.
   *
   * @param mask of the cells that get no phase
   */
  static RasterSource open(
      RasterUnwrapping.Source source, GeoTiffReader phase, @Nullable CellMask mask) {
    requireOneBand(phase, source.phase());
    Path file = source.coherence();
    GeoTiffReader coherence = file == null ? null : GeoTiffReader.openAnywhere(file);
    boolean sound = false;
    try {
      if (file != null && coherence != null) {
        requireSameCells(coherence.grid(), phase.grid(), file, source.phase());
        requireOneBand(coherence, file);
        if (coherence.isComplex()) {
          throw new UserException(
              file + " holds complex numbers: COHERENCE must be plain numbers from 0 to 1.");
        }
      }
      sound = true;
      return new RasterSource(source, phase, coherence, mask);
    } finally {
      if (!sound && coherence != null) {
        coherence.close();
      }
    }
  }

  @Override
  public MapGrid grid() {
    return phase.grid();
  }

  @Override
  public boolean hasCoherence() {
    return coherence != null;
  }

  /**
   * Looks at all values once, and says what is odd about them.
   *
   * @throws UserException where they cannot be unwrapped
   */
  void inspect(RunContext context) {
    MapGrid grid = grid();
    if (grid.crs().equals(Crs.RADAR)) {
      context.log(
          source.phase()
              + " does not say in which coordinate reference system it lies; what is made of it"
              + " has the same cells and does not say it either.");
    }
    Looks looks = new Looks();
    WholeImage.each(
        grid,
        context::checkCancelled,
        band -> {
          float[] values = new float[band.cells()];
          readPhase(band, values);
          looks.at(values);
          if (coherence != null) {
            readCoherence(band, values);
          }
          context.progress(band.row() / (double) grid.rows(), "Reading");
        });
    looks.tell(source, phase, context);
  }

  /** What a look at all values found. */
  private static final class Looks {
    private long cells;
    private long valid;
    private long zeros;
    private long beyond;
    private float least;
    private float largest;

    void at(float[] values) {
      cells += values.length;
      for (float value : values) {
        if (!Float.isNaN(value)) {
          valid++;
          zeros += value == 0 ? 1 : 0;
          beyond += Math.abs(value) > (float) Math.PI ? 1 : 0;
          least = Math.min(least, value);
          largest = Math.max(largest, value);
        }
      }
    }

    void tell(RasterUnwrapping.Source source, GeoTiffReader reader, RunContext context) {
      Path file = source.phase();
      boolean told = !Double.isNaN(source.noData());
      if (valid == 0) {
        throw new UserException(
            file + ": no cell holds data; check the file" + (told ? ", or NO_DATA." : "."));
      }
      boolean declared = !Double.isNaN(reader.noData().orElse(Double.NaN));
      if (!told && !declared && !reader.isComplex() && zeros > MANY_ZEROS * cells) {
        context.warn(
            "More than 1 % of the cells of "
                + file
                + " are exactly 0 and the file does not say what no data is: give NO_DATA=0 if they"
                + " are empty.");
      }
      if (largest > ALMOST_HALF_A_CIRCLE && largest <= 180.5f && least >= -180.5f) {
        context.warn(
            "The values of "
                + file
                + " look like degrees: radians are expected, so divide them by 57.29578 first.");
      }
      if (beyond > 0) {
        context.log(
            String.format(
                Locale.ROOT,
                "%d cells of %s lay beyond -π to π (%.4g to %.4g) and were wrapped.",
                beyond,
                file,
                least,
                largest));
      }
      if (reader.isComplex()) {
        context.log("Complex numbers: their angle is unwrapped.");
      }
    }
  }

  @Override
  public void read(Window window, float[] target, float[] gamma) {
    readPhase(window, target);
    PhaseValues.wrap(target);
    if (mask != null) {
      PhaseValues.clear(mask, window, target);
    }
    if (coherence != null) {
      readCoherence(window, gamma);
    }
  }

  private void readPhase(Window window, float[] target) {
    if (phase.isComplex()) {
      float[] numbers = new float[2 * window.cells()];
      phase.readComplex(0, window, numbers, 0);
      for (int i = 0; i < target.length; i++) {
        target[i] = angle(numbers[2 * i], numbers[2 * i + 1]);
      }
    } else {
      phase.read(0, window, target, 0);
      float none = (float) source.noData();
      for (int i = 0; i < target.length; i++) {
        target[i] = target[i] == none ? Float.NaN : target[i];
      }
    }
    PhaseValues.requireFinite(target, window, source.phase().toString());
  }

  private void readCoherence(Window window, float[] target) {
    if (coherence == null) {
      return;
    }
    coherence.read(0, window, target, 0);
    boolean bytes = coherence.sampleType() == SampleType.UINT8;
    for (int i = 0; bytes && i < target.length; i++) {
      target[i] /= 255;
    }
    PhaseValues.requireCoherence(target, window, String.valueOf(source.coherence()));
  }

  /** A complex 0 has no angle; that of an infinite number is told as infinite. */
  private static float angle(float real, float imaginary) {
    if (Float.isInfinite(real) || Float.isInfinite(imaginary)) {
      return Float.POSITIVE_INFINITY;
    }
    boolean zero = real == 0 && imaginary == 0;
    return zero ? Float.NaN : (float) Math.atan2(imaginary, real);
  }

  private static void requireOneBand(GeoTiffReader reader, Path file) {
    if (reader.bands() != 1) {
      throw new UserException(
          file
              + " holds "
              + reader.bands()
              + " bands where one is wanted: take out the right one, as gdal_translate -b 1 does.");
    }
  }

  /** One of the two may have no place on the map; then the number of cells must do. */
  private static void requireSameCells(MapGrid grid, MapGrid of, Path file, Path phase) {
    if (grid.rows() != of.rows() || grid.columns() != of.columns()) {
      throw new UserException(
          file
              + " has "
              + grid.columns()
              + " x "
              + grid.rows()
              + " cells but "
              + phase
              + " has "
              + of.columns()
              + " x "
              + of.rows()
              + ": both must be of the same cells; cut or warp one to the other, as gdalwarp -te …"
              + " -ts … does.");
    }
    boolean placed = !grid.crs().equals(Crs.RADAR) && !of.crs().equals(Crs.RADAR);
    if (placed && !grid.matches(of)) {
      throw new UserException(
          file
              + " lies elsewhere than "
              + phase
              + ", or in another coordinate reference system: both must be of the same cells; warp"
              + " one to the other, as gdalwarp -te … -ts … does.");
    }
  }

  /** Closes the coherence; the phase belongs to whoever opened it. */
  @Override
  public void close() {
    if (coherence != null) {
      coherence.close();
    }
  }
}
