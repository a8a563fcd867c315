package org.geofringe.server.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipFile;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.run.ResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QgisProjectTest {

  private static final MapGrid GRID = new MapGrid("EPSG:32614", 480000, 2150000, 30, 30, 60, 80);

  @Test
  void pathsAreRelativeAndTextIsEscaped(@TempDir Path folder) throws IOException {
    Path project = folder.resolve("out/p.qgz");
    Files.createDirectory(folder.resolve("out"));
    List<ProjectLayer> layers =
        List.of(
            ProjectLayer.of(folder.resolve("out/a/v & w.tif"), "V <1>", "G", 1, "\"x\"", true),
            ProjectLayer.of(folder.resolve("dem.tif"), "Height", "G", 2, "", false));
    QgisProject.write(project, "T & U", GRID, layers);
    String xml = read(project);
    assertTrue(xml.contains("<datasource>./a/v &amp; w.tif</datasource>"), xml);
    assertTrue(xml.contains("<datasource>../dem.tif</datasource>"), xml);
    assertTrue(xml.contains("<title>T &amp; U</title>"), xml);
    assertTrue(xml.contains("name=\"V &lt;1&gt;\""), xml);
    byte[] once = Files.readAllBytes(project);
    QgisProject.write(project, "T & U", GRID, layers);
    assertArrayEquals(once, Files.readAllBytes(project));
  }

  @Test
  void groupsGoByTheirFirstLayer(@TempDir Path folder) throws IOException {
    QgisProject.write(
        folder.resolve("p.qgz"),
        "T",
        GRID,
        List.of(
            ProjectLayer.of(folder.resolve("c.tif"), "C", "Late", 5, "", true),
            ProjectLayer.of(folder.resolve("b.tif"), "B", "Early", 7, "", true),
            ProjectLayer.of(folder.resolve("a.tif"), "A", "Early", 1, "", true)));
    String xml = read(folder.resolve("p.qgz"));
    int early = xml.indexOf("name=\"Early\"");
    int a = xml.indexOf("name=\"A\"");
    int b = xml.indexOf("name=\"B\"");
    int late = xml.indexOf("name=\"Late\"");
    assertTrue(0 < early && early < a && a < b && b < late, xml);
  }

  @Test
  void aStyleThatIsNamedMustBeThere(@TempDir Path folder) {
    ProjectLayer layer =
        new ProjectLayer(
            folder.resolve("a.tif"), "A", "G", 1, folder.resolve("gone.qml"), List.of(), "", true);
    ResourceException gone =
        assertThrows(
            ResourceException.class,
            () -> QgisProject.write(folder.resolve("p.qgz"), "T", GRID, List.of(layer)));
    assertTrue(String.valueOf(gone.getMessage()).contains("gone.qml"));
  }

  @Test
  void datesMustAscend(@TempDir Path folder) {
    LocalDate day = LocalDate.of(2020, 1, 1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ProjectLayer(
                folder.resolve("a.tif"), "A", "G", 1, null, List.of(day, day), "", true));
    assertEquals(12, QgisLayerXml.usualStep(List.of(day, day.plusDays(12), day.plusDays(24))));
    assertEquals(1, QgisLayerXml.usualStep(List.of(day)));
  }

  private static String read(Path project) throws IOException {
    try (ZipFile zip = new ZipFile(project.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("p.qgs"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
