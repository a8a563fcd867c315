package org.geofringe.simulation.scene;

import java.util.Arrays;
import org.geofringe.geometry.Ellipsoid;
import org.geofringe.geometry.GroundPoint;
import org.geofringe.sentinel1.Burst;

/**
 * The scatterers that a strip of a burst can see on any date, and what of them does not change with
 * the date. Columns of numbers, to keep millions of them.
 */
final class Scatterers {

  private static final double LINES_AROUND = 12;
  private static final double SAMPLES_AROUND = 14;

  private final SceneSettings settings;
  private final Ground ground;
  private int count;
  private double[] x = new double[0];
  private double[] y = new double[0];
  private double[] z = new double[0];
  private long[] keys = new long[0];
  private float[] brightness = new float[0];
  private int[] cells = new int[0];
  private float[] fractionX = new float[0];
  private float[] fractionY = new float[0];
  private byte[] kinds = new byte[0];

  /**
   * Collects scatterers in the order of the lattice.
   *
   * @param firstSample of the strip
   * @param samples of the strip
   */
  Scatterers(
      Scene scene, Lattice lattice, SubSwath swath, int burst, int firstSample, int samples) {
    this.settings = scene.settings();
    this.ground = scene.ground();
    SceneFrame frame = scene.frame();
    double spacing = Burst.SPEED_OF_LIGHT / 2 / SubSwath.SAMPLING_RATE;
    double around = 2 * settings.baselineSpread() + SAMPLES_AROUND * spacing;
    double near = frame.range(swath, firstSample) - around;
    double far = frame.range(swath, firstSample + samples - 1) + around;
    double before =
        settings.burstDelay() + settings.azimuthError() + LINES_AROUND * SubSwath.LINE_INTERVAL;
    double start = frame.time(swath, burst, 0) - before;
    double end = frame.time(swath, burst, swath.lines() - 1) + before;
    double[] bounds = bounds(frame, lattice, start, end, near, far);

    Surface surface = new Surface(ground.demGrid(), ground.dem());
    Place place = new Place(ground.truthGrid());
    Track track = new Track(frame.orbit(), (start + end) / 2, (end - start) / 2 + 1);
    double[] point = new double[3];
    double guess = (start + end) / 2;
    for (int j = (int) Math.floor(bounds[1]); j <= bounds[3]; j++) {
      for (int i = (int) Math.floor(bounds[0]); i <= bounds[2]; i++) {
        double longitude = lattice.longitude(i, j);
        double latitude = lattice.latitude(i, j);
        surface.at(longitude, latitude);
        Ellipsoid.toCartesian(
            Math.toRadians(longitude), Math.toRadians(latitude), surface.value(), point);
        track.solve(point[0], point[1], point[2], guess);
        guess = track.time();
        if (guess < start || guess > end || track.range() < near || track.range() > far) {
          continue;
        }
        place.at(longitude, latitude);
        add(point, surface, latitude, place);
        keys[count - 1] = Deviates.scramble(settings.seed() ^ ((long) j << 32 | i & 0xffffffffL));
      }
    }
  }

  private double[] bounds(
      SceneFrame frame, Lattice lattice, double start, double end, double near, double far) {
    double[] bounds = {1e9, 1e9, -1e9, -1e9};
    GroundPoint point = frame.ground();
    double[] steps = new double[2];
    for (int t = 0; t <= 2; t++) {
      for (int corner = 0; corner < 4; corner++) {
        double height =
            settings.groundLevel()
                + ((corner & 1) == 0 ? -0.05 * settings.relief() : 1.05 * settings.relief());
        point.solve(start + t * (end - start) / 2, (corner & 2) == 0 ? near : far, height);
        lattice.find(Math.toDegrees(point.longitude()), Math.toDegrees(point.latitude()), steps);
        for (int k = 0; k < 2; k++) {
          bounds[k] = Math.min(bounds[k], steps[k] - 4);
          bounds[2 + k] = Math.max(bounds[2 + k], steps[k] + 4);
        }
      }
    }
    return bounds;
  }

  private void add(double[] point, Surface surface, double latitude, Place place) {
    if (count == x.length) {
      grow(Math.max(1 << 16, count + count / 2));
    }
    x[count] = point[0];
    y[count] = point[1];
    z[count] = point[2];
    cells[count] = place.cell();
    fractionX[count] = place.fractionX();
    fractionY[count] = place.fractionY();
    int nearest = place.nearest();
    kinds[count] = (byte) ground.cover()[nearest].code();
    brightness[count] =
        (float)
            (ground.cover()[nearest].brightness()
                * Brightness.ofScatterer(
                    surface.eastSlope() / Ground.metresPerDegreeEast(latitude),
                    surface.northSlope() / Ground.metresPerDegreeNorth(latitude),
                    ground.losUnit(0).values()[nearest],
                    ground.losUnit(1).values()[nearest],
                    ground.losUnit(2).values()[nearest]));
    count++;
  }

  private void grow(int length) {
    x = Arrays.copyOf(x, length);
    y = Arrays.copyOf(y, length);
    z = Arrays.copyOf(z, length);
    keys = Arrays.copyOf(keys, length);
    brightness = Arrays.copyOf(brightness, length);
    cells = Arrays.copyOf(cells, length);
    fractionX = Arrays.copyOf(fractionX, length);
    fractionY = Arrays.copyOf(fractionY, length);
    kinds = Arrays.copyOf(kinds, length);
  }

  int count() {
    return count;
  }

  double x(int index) {
    return x[index];
  }

  double y(int index) {
    return y[index];
  }

  double z(int index) {
    return z[index];
  }

  /** Scrambled bits that are the scatterer's own. */
  long key(int index) {
    return keys[index];
  }

  /** Amplitude against level fields. */
  float brightness(int index) {
    return brightness[index];
  }

  int cell(int index) {
    return cells[index];
  }

  float fractionX(int index) {
    return fractionX[index];
  }

  float fractionY(int index) {
    return fractionY[index];
  }

  /** Number in {@link GroundCover}. */
  int kind(int index) {
    return kinds[index];
  }
}
