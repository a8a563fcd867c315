package org.geofringe.server.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.geofringe.grid.FloatGrid;
import org.geofringe.grid.MapGrid;
import org.geofringe.network.Pair;
import org.geofringe.server.vector.NetworkEdge;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {

  static Path folder = Path.of("");

  @BeforeAll
  static void chooseFolder(@TempDir Path temporary) throws IOException {
    System.setProperty("java.awt.headless", "true");
    String keep = System.getProperty("geofringe.export.folder");
    folder = keep == null ? temporary : Files.createDirectories(Path.of(keep));
  }

  static List<NetworkEdge> edges() {
    List<NetworkEdge> edges = new ArrayList<>();
    LocalDate start = LocalDate.of(2020, 1, 1);
    for (int i = 0; i < 20; i++) {
      for (int j = i + 1; j < Math.min(20, i + 4); j++) {
        Pair pair = new Pair(start.plusDays(12L * i), start.plusDays(12L * j));
        boolean bad = i == 7 || j == 7;
        edges.add(
            new NetworkEdge(
                pair, 80 * Math.sin(i), 80 * Math.sin(j), bad ? 0.15 : 1.0 / (j - i), bad));
      }
    }
    return edges;
  }

  @Test
  void theNetworkIsDrawnTwiceInTheSameBytes() throws Exception {
    List<Path> files = NetworkPlot.write(folder.resolve("network.png"), "Network", edges());
    byte[] png = Files.readAllBytes(files.get(0));
    byte[] svg = Files.readAllBytes(files.get(1));
    NetworkPlot.write(folder.resolve("network.png"), "Network", edges());
    assertArrayEquals(png, Files.readAllBytes(files.get(0)));
    assertArrayEquals(svg, Files.readAllBytes(files.get(1)));
    assertTrue(has(files.get(0), ColourRamp.named("batlow").rgb(0.5)), "a pair of coherence 0.5");
    int lines = Files.readString(files.get(1)).split("<line ").length - 1;
    assertTrue(lines >= edges().size(), lines + " lines for " + edges().size() + " pairs");
  }

  @Test
  void anEmptyNetworkIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> NetworkPlot.write(folder.resolve("none.png"), "none", List.of()));
  }

  @Test
  void noisyDatesShowScoresAndShadeTheSuggested() throws Exception {
    List<NoisyDatesPlot.Score> scores = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      boolean bad = i == 7;
      scores.add(
          new NoisyDatesPlot.Score(
              LocalDate.of(2020, 1, 1).plusDays(12L * i),
              bad ? 9 : 1 + i % 3,
              i == 3 ? Double.NaN : bad ? 0.8 : 0.1 + 0.01 * i,
              bad ? 0.9 : -0.1,
              bad ? 1 : i + 2,
              bad));
    }
    List<Path> files =
        NoisyDatesPlot.write(folder.resolve("noisy_dates.png"), "Noisy dates", scores);
    assertTrue(has(files.get(0), 0xf4d8b8), "a shaded date");
    assertTrue(has(files.get(0), 0x0c5e92), "bars of the closure score");
    assertTrue(Files.readString(files.get(1)).contains("2020-03-25"), "the date as text");
  }

  @Test
  void aMapHasTheColoursOfItsStyle() throws Exception {
    MapGrid grid = new MapGrid("EPSG:32614", 480000, 2150000, 30, 30, 300, 400);
    FloatGrid raster = new FloatGrid(300, 400);
    for (int row = 0; row < 300; row++) {
      for (int column = 0; column < 400; column++) {
        double far = Math.hypot(row - 150, column - 250) / 60;
        raster.set(
            row, column, (float) (-30 * Math.exp(-far * far) + (column < 40 ? Float.NaN : 0)));
      }
    }
    Path png = folder.resolve("map.png");
    MapPicture.write(png, "Velocity", "velocity", raster, grid, new DataRange(-30, 30));
    BufferedImage image = ImageIO.read(png.toFile());
    assertEquals(900 + 190, image.getWidth());
    assertTrue(has(png, ColourRamp.named("vik_r").rgb(0)), "the centre of the bowl");
    assertTrue(has(png, ColourRamp.named("vik_r").rgb(0.5)), "still ground");
  }

  private static boolean has(Path png, int rgb) throws IOException {
    BufferedImage image = ImageIO.read(png.toFile());
    int found = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        Color at = new Color(image.getRGB(x, y));
        Color wanted = new Color(rgb);
        if (Math.abs(at.getRed() - wanted.getRed()) < 3
            && Math.abs(at.getGreen() - wanted.getGreen()) < 3
            && Math.abs(at.getBlue() - wanted.getBlue()) < 3) {
          found++;
        }
      }
    }
    return found > 10;
  }
}
