package org.geofringe.server.correct;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;

/**
 * Delays of a weather model along the line of sight, as the displacement they look like: a longer
 * path is motion away from the satellite.
 */
public final class GacosLayer implements DateCorrection {

  private static final float MILLIMETRES = 1000;

  private final Places places;
  private final Incidence incidence;
  private final List<ZenithGrid> sinceFirst;

  private GacosLayer(Places places, Incidence incidence, List<ZenithGrid> sinceFirst) {
    this.places = places;
    this.incidence = incidence;
    this.sinceFirst = sinceFirst;
  }

  /**
   * Reads the delays of all dates.
   *
   * @param folder with {@code YYYYMMDD.ztd} and {@code .ztd.rsc}, or {@code YYYYMMDD.ztd.tif}
   * @throws UserException naming all dates that are missing, or the file that is broken, does not
   *     cover the series, or lies otherwise than the first
   */
  public static GacosLayer read(
      Path folder, List<LocalDate> dates, MapGrid grid, Incidence incidence, RunContext context)
      throws IOException {
    List<Path> files = files(folder, dates);
    Places places = Places.of(grid);
    double[] area = area(places, grid);
    List<ZenithGrid> sinceFirst = new ArrayList<>();
    ZenithGrid first = null;
    for (int d = 0; d < files.size(); d++) {
      context.checkCancelled();
      context.progress(d / (double) files.size(), "Reading " + files.get(d).getFileName());
      ZenithGrid delays = GacosFile.read(files.get(d), area[0], area[1], area[2], area[3]);
      if (first == null) {
        first = delays;
      }
      if (!first.place().matches(delays.place())) {
        throw new UserException(
            files.get(d)
                + " lies on another grid than "
                + files.get(0).getFileName()
                + ": order all dates for the same area.");
      }
      sinceFirst.add(delays.minus(first));
    }
    return new GacosLayer(places, incidence, sinceFirst);
  }

  private static List<Path> files(Path folder, List<LocalDate> dates) {
    List<Path> files = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (LocalDate date : dates) {
      String name = DateTimeFormatter.BASIC_ISO_DATE.format(date) + ".ztd";
      Path binary = folder.resolve(name);
      Path tiff = folder.resolve(name + ".tif");
      if (Files.isRegularFile(tiff)) {
        files.add(tiff);
      } else if (Files.isRegularFile(binary)) {
        files.add(binary);
      } else {
        missing.add(date.toString());
      }
    }
    if (!missing.isEmpty()) {
      throw new UserException(
          folder
              + " has no zenith delay of "
              + String.join(", ", missing)
              + " ("
              + missing.size()
              + " of "
              + dates.size()
              + " dates): order them from GACOS, as YYYYMMDD.ztd with YYYYMMDD.ztd.rsc or as"
              + " YYYYMMDD.ztd.tif.");
    }
    return files;
  }

  /** West, south, east and north of the centres of the outer cells. */
  private static double[] area(Places places, MapGrid grid) {
    double[] area = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    double[] longitude = new double[grid.columns()];
    double[] latitude = new double[grid.columns()];
    for (int row = 0; row < grid.rows(); row++) {
      places.along(row, 0, longitude, latitude);
      for (int c = 0; c < longitude.length; c++) {
        area[0] = Math.min(area[0], longitude[c]);
        area[1] = Math.min(area[1], latitude[c]);
        area[2] = Math.max(area[2], longitude[c]);
        area[3] = Math.max(area[3], latitude[c]);
      }
    }
    return area;
  }

  @Override
  public void at(int date, Window window, float[] target) {
    ZenithGrid delays = sinceFirst.get(date);
    double[] longitude = new double[window.columns()];
    double[] latitude = new double[window.columns()];
    float[] degrees = incidence.read(window);
    for (int r = 0; r < window.rows(); r++) {
      places.along(window.row() + r, window.column(), longitude, latitude);
      for (int c = 0; c < longitude.length; c++) {
        int i = r * window.columns() + c;
        double slant = delays.at(longitude[c], latitude[c]) / Math.cos(Math.toRadians(degrees[i]));
        target[i] = (float) (-MILLIMETRES * slant);
      }
    }
  }
}
