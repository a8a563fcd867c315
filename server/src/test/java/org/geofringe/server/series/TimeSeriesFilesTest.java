package org.geofringe.server.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.geofringe.grid.MapGrid;
import org.geofringe.grid.Window;
import org.geofringe.server.raster.GeoTiffWriter;
import org.geofringe.server.raster.ProductSpec;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSeriesFilesTest {

  private static final MapGrid GRID = new MapGrid("EPSG:32614", 500_000, 2_100_000, 20, 20, 7, 5);
  private static final List<LocalDate> DATES =
      List.of(LocalDate.of(2024, 1, 6), LocalDate.of(2024, 1, 18), LocalDate.of(2024, 2, 11));

  @TempDir Path folder;

  @Test
  void whatIsWrittenInWindowsOfAllDatesIsReadAgain() throws IOException {
    Path file = folder.resolve("displacement.tif");
    Window north = new Window(0, 0, 3, 5);
    Window south = new Window(3, 0, 4, 5);
    try (TimeSeriesWriter writer = TimeSeriesWriter.create(file, GRID, DATES, "displacement")) {
      writer.write(south, values(south));
      writer.write(north, values(north));
      writer.finish(RunContext.silent());
    }
    Window middle = new Window(2, 1, 3, 2);
    try (TimeSeriesReader reader =
        TimeSeriesReader.open(file, folder.resolve("product.tif"), RunContext.silent())) {
      assertEquals(DATES, reader.dates());
      assertEquals(GRID, reader.grid());
      assertArrayEquals(values(middle), reader.read(middle));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(
          List.of("displacement.qml", "displacement.sld", "displacement.tif"),
          left.map(path -> String.valueOf(path.getFileName())).sorted().toList());
    }
  }

  @Test
  void withoutFinishNothingIsLeft() throws IOException {
    Path file = folder.resolve("displacement.tif");
    try (TimeSeriesWriter writer = TimeSeriesWriter.create(file, GRID, DATES, "")) {
      writer.write(new Window(0, 0, 7, 5), values(new Window(0, 0, 7, 5)));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertFalse(left.findAny().isPresent());
    }
  }

  @Test
  void aRasterWithoutDatesIsRefusedInOneLine() {
    for (List<String> names :
        List.of(
            List.of("Velocity"),
            List.of("D20240106"),
            List.of("D20240106", "D20240106"),
            List.of("D20240106", "D20241306"))) {
      Path file = folder.resolve("other.tif");
      write(file, names);
      UserException refused =
          assertThrows(UserException.class, () -> TimeSeriesReader.dates(file), names.toString());
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.contains("other.tif is no time series"), message);
      assertEquals(1, message.lines().count());
    }
  }

  private static void write(Path file, List<String> names) {
    List<ProductSpec.Band> bands =
        names.stream().map(name -> new ProductSpec.Band(name, "mm")).toList();
    try (GeoTiffWriter writer =
        GeoTiffWriter.create(
            file, GRID, new ProductSpec(SampleType.FLOAT32, Double.NaN, bands, Map.of()))) {
      for (int band = 0; band < names.size(); band++) {
        writer.write(band, 0, 7, new float[35], 0);
      }
      writer.finish();
    }
  }

  /** A number for each date and cell, and no data in one. */
  private static float[] values(Window window) {
    float[] values = new float[DATES.size() * window.cells()];
    for (int date = 0; date < DATES.size(); date++) {
      for (int i = 0; i < window.cells(); i++) {
        int row = window.row() + i / window.columns();
        int column = window.column() + i % window.columns();
        values[date * window.cells() + i] =
            date == 1 && row == 3 && column == 2 ? Float.NaN : 100 * date + 10 * row + column;
      }
    }
    return values;
  }
}
