package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.geofringe.geocoding.BurstGeocoder.Output;
import org.geofringe.geocoding.BurstGeocoder.Parameters;
import org.geofringe.geocoding.IndependentScenes.Date;
import org.geofringe.geocoding.SpectralDiversity.Estimate;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.grid.Window;
import org.junit.jupiter.api.Test;

/**
 * Azimuth registration over the overlap of the independent scenes' bursts. The scenes have no
 * timing error of their own; errors are brought in as shifts of a date's times.
 */
class IndependentEsdTest {

  private static final double[] MOVED_LINES = {0, 0.021, -0.034};

  /**
   * A shift of ten times the ambiguity, by amplitudes: to 0.03 lines, half of what spectral
   * diversity can then hold apart, from 3 km of the first burst.
   */
  @Test
  void amplitudesTellWhatRepeats() throws IOException {
    try (IndependentScenes scenes = new IndependentScenes()) {
      List<PlacedBurst> first = scenes.dates.get(0).bursts();
      double interval = first.get(0).burst().lineInterval();
      Seams seams = new Seams(first);
      RadarGeometry reference = scenes.geometry(scenes.dates.get(0));
      RadarGeometry secondary = scenes.geometry(scenes.dates.get(1));
      Window window = scenes.reach(1024, 320, seams, reference);
      float[] heights = scenes.heights(window);
      float[][] slc = new float[2][2 * window.cells()];
      for (int i = 0; i < 2; i++) {
        Date date = scenes.dates.get(i);
        new BurstGeocoder(
                date.bursts().get(0).burst(), Parameters.standard("IW2", Output.FLATTENED))
            .geocode(
                date.samples().get(0),
                i == 0 ? reference : secondary,
                date.bursts().get(0).startSeconds(),
                i == 0 ? 0 : 1.2 * interval,
                scenes.grid,
                window,
                heights,
                null,
                slc[i]);
      }
      CoarseOffset coarse = new CoarseOffset(8);
      coarse.add(window.rows(), window.columns(), slc[0], slc[1]);
      CoarseOffset.Offset offset = coarse.estimate().orElseThrow();
      double[] shift = offset.toRadar(reference, scenes.grid, 1184, window.column() + 500, 450);
      String text = "%s: %.4f lines, %.3f m".formatted(offset, shift[0] / interval, shift[1]);
      assertEquals(-1.2, shift[0] / interval, 0.03, text);
      assertEquals(0, shift[1], 0.2, text);
    }
  }

  @Test
  void shiftsAreFoundToAThousandthOfALine() throws IOException {
    try (IndependentScenes scenes = new IndependentScenes()) {
      int dates = scenes.dates.size();
      List<PlacedBurst> first = scenes.dates.get(0).bursts();
      double interval = first.get(0).burst().lineInterval();
      Seams seams = new Seams(first);
      RadarGeometry[] geometry = new RadarGeometry[dates];
      for (int i = 0; i < dates; i++) {
        geometry[i] = scenes.geometry(scenes.dates.get(i));
      }
      List<int[]> pairs = EsdNetwork.nearest(dates, 2);
      List<SpectralDiversity> measured = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) {
        measured.add(new SpectralDiversity(SpectralDiversity.Parameters.standard(5, 10)));
      }
      for (int row = 0; row + 64 <= scenes.grid.rows(); row += 64) {
        Window window = scenes.reach(row, 64, seams, geometry[0]);
        float[] heights = scenes.heights(window);
        boolean[] both = new boolean[window.cells()];
        if (seams.overlap(0, 1, geometry[0], scenes.grid, window, heights, both) == 0) {
          continue;
        }
        float[][][] slc = new float[dates][2][2 * window.cells()];
        for (int i = 0; i < dates; i++) {
          Date date = scenes.dates.get(i);
          for (int b = 0; b < 2; b++) {
            Arrays.fill(slc[i][b], Float.NaN);
            new BurstGeocoder(
                    date.bursts().get(b).burst(), Parameters.standard("IW2", Output.FLATTENED))
                .geocode(
                    date.samples().get(b),
                    geometry[i],
                    date.bursts().get(b).startSeconds(),
                    MOVED_LINES[i] * interval,
                    scenes.grid,
                    window,
                    heights,
                    both,
                    slc[i][b]);
          }
        }
        float[] doppler = new float[window.cells()];
        SpectralDiversity.dopplerDifference(
            first.get(0), first.get(1), geometry[0], scenes.grid, window, heights, doppler);
        for (int i = 0; i < pairs.size(); i++) {
          float[][] a = slc[pairs.get(i)[0]];
          float[][] b = slc[pairs.get(i)[1]];
          measured.get(i).add(window.rows(), window.columns(), a[0], a[1], b[0], b[1], doppler);
        }
      }
      List<EsdNetwork.Observation> observations = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) {
        int[] pair = pairs.get(i);
        Estimate found = measured.get(i).estimate().orElseThrow();
        String text =
            "dates %d and %d: %.5f ± %.5f lines of %d blocks at %.1f Hz"
                .formatted(
                    pair[0],
                    pair[1],
                    found.shiftSeconds() / interval,
                    found.standardErrorSeconds() / interval,
                    found.blocks(),
                    found.dopplerDifference());
        double expected = MOVED_LINES[pair[0]] - MOVED_LINES[pair[1]];
        assertEquals(expected, found.shiftSeconds() / interval, 0.001, text);
        assertTrue(found.standardErrorSeconds() < 0.0005 * interval, text);
        observations.add(
            new EsdNetwork.Observation(
                pair[0], pair[1], found.shiftSeconds(), found.standardErrorSeconds()));
      }
      EsdNetwork.Solution solution = EsdNetwork.solve(dates, observations);
      for (int i = 0; i < dates; i++) {
        assertEquals(-MOVED_LINES[i], solution.shiftsSeconds()[i] / interval, 0.001);
      }
    }
  }
}
