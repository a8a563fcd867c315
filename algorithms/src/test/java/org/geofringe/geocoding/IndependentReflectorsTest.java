package org.geofringe.geocoding;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.geofringe.geocoding.IndependentScenes.Date;
import org.geofringe.geocoding.ReflectorFit.Peak;
import org.geofringe.geometry.Ellipsoid;
import org.geofringe.geometry.RadarGeometry;
import org.geofringe.geometry.RangeDoppler;
import org.geofringe.grid.Window;
import org.junit.jupiter.api.Test;

/** Point targets of the independent scenes, against the places and paths that made them. */
class IndependentReflectorsTest {

  /**
   * The chain's own geometry foretells a target's line and sample from its longitude, latitude and
   * height, plus its extra path of some millimetres. Both fall within 0.05 rms on every date: 0.05
   * sample is 0.12 m, 0.05 line 0.7 m.
   */
  @Test
  void targetsLieWhereGeometrySays() throws IOException {
    try (IndependentScenes scenes = new IndependentScenes()) {
      List<String> rows = Files.readAllLines(scenes.folder.resolve("truth/targets.csv"));
      for (Date date : scenes.dates) {
        RangeDoppler geometry = new RangeDoppler(date.orbit());
        double lines = 0;
        double samples = 0;
        int count = 0;
        for (String row : rows.subList(1, rows.size())) {
          String[] field = row.split(",", -1);
          if (!field[4].equals(date.name())) {
            continue;
          }
          int index = Integer.parseInt(field[9]);
          PlacedBurst placed = date.bursts().get(index);
          double[] position = new double[3];
          Ellipsoid.toCartesian(
              Math.toRadians(Double.parseDouble(field[1])),
              Math.toRadians(Double.parseDouble(field[2])),
              Double.parseDouble(field[3]),
              position);
          assertTrue(geometry.solve(position, placed.startSeconds()));
          double line = placed.line(geometry.time());
          double sample = placed.burst().sample(geometry.range() + Double.parseDouble(field[7]));
          Optional<Peak> peak =
              ReflectorFit.find(placed.burst(), date.samples().get(index), line, sample, 3);
          if (peak.isPresent()) {
            lines += Math.pow(peak.get().line() - line, 2);
            samples += Math.pow(peak.get().sample() - sample, 2);
            count++;
          }
        }
        assertTrue(count >= 3, count + " targets on " + date.name());
        double lineRms = Math.sqrt(lines / count);
        double sampleRms = Math.sqrt(samples / count);
        assertTrue(lineRms < 0.05, date.name() + ": " + lineRms + " lines");
        assertTrue(sampleRms < 0.05, date.name() + ": " + sampleRms + " samples");
      }
    }
  }

  /** The same from the amplitude of geocoded cells: 0.1 cell. */
  @Test
  void targetsAreFoundOnTheMap() throws IOException {
    try (IndependentScenes scenes = new IndependentScenes()) {
      List<String> rows = Files.readAllLines(scenes.folder.resolve("truth/targets.csv"));
      for (Date date : scenes.dates) {
        RadarGeometry geometry = scenes.geometry(date);
        double squares = 0;
        int count = 0;
        for (String row : rows.subList(1, rows.size())) {
          String[] field = row.split(",", -1);
          if (!field[4].equals(date.name())) {
            continue;
          }
          int index = Integer.parseInt(field[9]);
          PlacedBurst placed = date.bursts().get(index);
          double[] map = new double[2];
          scenes.projection.toMap(
              Math.toRadians(Double.parseDouble(field[1])),
              Math.toRadians(Double.parseDouble(field[2])),
              map);
          int line = scenes.grid.row(map[1]);
          int column = scenes.grid.column(map[0]);
          Window window = new Window(line - 20, column - 20, 41, 41);
          float[] heights = scenes.heights(window);
          float[] slc = new float[2 * window.cells()];
          new BurstGeocoder(
                  placed.burst(),
                  BurstGeocoder.Parameters.standard("IW2", BurstGeocoder.Output.FLATTENED))
              .geocode(
                  date.samples().get(index),
                  geometry,
                  placed.startSeconds(),
                  0,
                  scenes.grid,
                  window,
                  heights,
                  null,
                  slc);
          Optional<AmplitudeFit.Place> place =
              AmplitudeFit.find(
                  placed, geometry, scenes.grid, window, heights, slc, line, column, 4);
          if (place.isPresent()) {
            double down = place.get().row() - ((scenes.grid.north() - map[1]) / 10 - 0.5);
            double right = place.get().column() - ((map[0] - scenes.grid.west()) / 5 - 0.5);
            squares += down * down + right * right;
            count++;
          }
        }
        assertTrue(count >= 3, count + " targets on " + date.name());
        double rms = Math.sqrt(squares / (2 * count));
        assertTrue(rms < 0.1, date.name() + ": " + rms + " cells of " + count + " targets");
      }
    }
  }
}
