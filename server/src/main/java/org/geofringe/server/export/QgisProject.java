package org.geofringe.server.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.vector.CrsText;

/**
 * Writes a QGIS project ({@code .qgz}) without QGIS: layers by relative path, each with its style
 * inside, in groups by theme, with metadata, extent and the time range of the series. Opens in QGIS
 * 3.22 and later. The same layers make the same bytes.
 *
 * <p>QGIS before 3.38 cannot step through the bands of a raster in time, so a series becomes a
 * folded, switched-off group with one layer per date, each with the time range until the next date.
 */
public final class QgisProject {

  private static final LocalDateTime ZIP_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private QgisProject() {}

  /**
   * Writes the project.
   *
   * @param qgz the file; its folder is where the relative paths start
   * @param title of the project
   * @param grid gives the project's reference system and extent
   * @param layers what it holds, in any order; of the files only the reference system of vectors is
   *     read
   * @throws org.geofringe.server.run.ResourceException where a file cannot be written or a style
   *     cannot be read
   */
  public static void write(Path qgz, String title, MapGrid grid, List<ProjectLayer> layers) {
    QgisLayerXml xml = new QgisLayerXml(qgz, grid.crs());
    Map<String, StringBuilder> groups = new LinkedHashMap<>();
    layers.stream()
        .sorted(Comparator.comparingInt(ProjectLayer::order))
        .forEach(
            layer ->
                groups
                    .computeIfAbsent(layer.group(), group -> new StringBuilder())
                    .append(xml.add(layer)));
    StringBuilder tree = new StringBuilder();
    groups.forEach(
        (group, nodes) -> {
          // Folded groups keep the tree short where there are many pairs.
          boolean shown = layers.stream().anyMatch(l -> l.visible() && l.group().equals(group));
          tree.append(QgisLayerXml.group(group, nodes.toString(), true, shown));
        });
    String text = document(title, grid, tree.toString(), xml.mapLayers(), times(layers));
    AtomicFiles.write(qgz, zipped(FileNames.stem(qgz) + ".qgs", text));
  }

  private static String document(
      String title, MapGrid grid, String tree, String mapLayers, String times) {
    String crs = crs(grid.crs());
    String extent =
        String.format(
            "xmin=\"%s\" ymin=\"%s\" xmax=\"%s\" ymax=\"%s\"",
            grid.west(), grid.south(), grid.east(), grid.north());
    return """
    <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
    <qgis version="3.22.0" projectname="%1$s">
    <title>%1$s</title>
    <projectCrs>%2$s</projectCrs>
    <layer-tree-group>
    %3$s</layer-tree-group>
    <mapcanvas name="theMapCanvas">
    <units>%4$s</units>
    <extent><xmin>%5$s</xmin><ymin>%6$s</ymin><xmax>%7$s</xmax><ymax>%8$s</ymax></extent>
    <rotation>0</rotation>
    <destinationsrs>%2$s</destinationsrs>
    </mapcanvas>
    <projectlayers>
    %9$s</projectlayers>
    <properties>
    <Paths><Absolute type="bool">false</Absolute></Paths>
    <SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys>
    </properties>
    <ProjectViewSettings UseProjectScales="0" rotation="0">
    <Scales/>
    <DefaultViewExtent %10$s>%2$s</DefaultViewExtent>
    <PresetFullExtent %10$s>%2$s</PresetFullExtent>
    </ProjectViewSettings>
    %11$s</qgis>
    """
        .formatted(
            Xml.escape(title),
            crs,
            tree,
            grid.isGeographic() ? "degrees" : "meters",
            grid.west(),
            grid.south(),
            grid.east(),
            grid.north(),
            mapLayers,
            extent,
            times);
  }

  /**
   * QGIS looks a code up only where srsid is a positive number; which one does not matter. WKT is
   * for systems without a code.
   */
  static String crs(String crs) {
    CrsText text = CrsText.of(crs);
    String known = text.wkt().equals("undefined") ? "" : Xml.escape(text.wkt());
    String code =
        text.hasCode()
            ? "<srsid>1</srsid><srid>%1$d</srid><authid>EPSG:%1$d</authid>".formatted(text.code())
            : "<srsid>0</srsid><srid>0</srid><authid></authid>";
    return "<spatialrefsys><wkt>%s</wkt><proj4></proj4>%s<description>%s</description></spatialrefsys>"
        .formatted(known, code, Xml.escape(text.name()));
  }

  private static String times(List<ProjectLayer> layers) {
    List<LocalDate> dates =
        layers.stream().flatMap(layer -> layer.bandDates().stream()).distinct().sorted().toList();
    if (dates.isEmpty()) {
      return "";
    }
    return """
    <ProjectTimeSettings timeStep="%d" timeStepUnit="d" frameRate="1" cumulativeTemporalRange="0">
    <TemporalRange><start>%sT00:00:00Z</start><end>%sT23:59:59Z</end></TemporalRange>
    </ProjectTimeSettings>
    """
        .formatted(QgisLayerXml.usualStep(dates), dates.get(0), dates.get(dates.size() - 1));
  }

  private static byte[] zipped(String name, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry(name);
      entry.setTimeLocal(ZIP_TIME);
      zip.putNextEntry(entry);
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
