package org.geofringe.server.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.ResourceException;

/** The layers of a QGIS project as XML: their nodes in the tree, and what they are. */
final class QgisLayerXml {

  private static final Set<String> VECTOR_ENDINGS =
      Set.of("gpkg", "geojson", "json", "shp", "csv", "fgb");
  private static final Pattern QML = Pattern.compile("<qgis\\b([^>]*)>(.*)</qgis>", Pattern.DOTALL);
  private static final Pattern NOT_FOR_LAYERS =
      Pattern.compile("\\s(version|styleCategories)=(\"[^\"]*\"|'[^']*')");
  private static final Pattern BAND = Pattern.compile("(<rasterrenderer[^>]*\\sband=)\"\\d+\"");

  private final Path folder;
  private final String gridCrs;
  private final StringBuilder mapLayers = new StringBuilder();
  private int count;

  QgisLayerXml(Path project, String gridCrs) {
    this.gridCrs = gridCrs;
    this.folder = project.toAbsolutePath().resolveSibling(".").normalize();
  }

  /** All {@code maplayer} elements so far. */
  String mapLayers() {
    return mapLayers.toString();
  }

  /** Adds a layer, and one per date for a series; returns their nodes in the tree. */
  String add(ProjectLayer layer) {
    String style = style(layer);
    List<LocalDate> dates = layer.bandDates();
    if (dates.isEmpty()) {
      return add(layer, layer.title(), style, "", layer.visible());
    }
    String nodes = add(layer, layer.title(), ofBand(style, dates.size()), "", layer.visible());
    StringBuilder series = new StringBuilder();
    for (int i = dates.size() - 1; i >= 0; i--) {
      LocalDate date = dates.get(i);
      LocalDate last =
          i + 1 < dates.size()
              ? dates.get(i + 1).minusDays(1)
              : date.plusDays(usualStep(dates) - 1L);
      String title = layer.title() + " " + date;
      series.append(add(layer, title, ofBand(style, i + 1), temporal(date, last), true));
    }
    return nodes + group(layer.title() + " by date", series.toString(), false, false);
  }

  private static String ofBand(String style, int band) {
    return BAND.matcher(style).replaceFirst("$1\"" + band + "\"");
  }

  /** A group of nodes of the tree. */
  static String group(String name, String nodes, boolean checked, boolean expanded) {
    return "<layer-tree-group name=\"%s\" checked=\"%s\" expanded=\"%s\">\n%s</layer-tree-group>\n"
        .formatted(Xml.escape(name), checked(checked), expanded ? "1" : "0", nodes);
  }

  /** The median number of days between dates; 1 for a single date. */
  static int usualStep(List<LocalDate> dates) {
    List<Integer> steps = new ArrayList<>();
    for (int i = 1; i < dates.size(); i++) {
      steps.add((int) ChronoUnit.DAYS.between(dates.get(i - 1), dates.get(i)));
    }
    steps.sort(null);
    return steps.isEmpty() ? 1 : steps.get(steps.size() / 2);
  }

  private String add(
      ProjectLayer layer, String title, String style, String temporal, boolean visible) {
    boolean vector = isVector(layer.file());
    String id = id(title, ++count);
    String source = Xml.escape(relative(layer.file()));
    String provider = vector ? "ogr" : "gdal";
    Matcher qml = QML.matcher(style);
    boolean styled = qml.find();
    String attributes = styled ? NOT_FOR_LAYERS.matcher(qml.group(1)).replaceAll("") : "";
    String body = styled ? qml.group(2) : "";
    mapLayers.append(
        """
        <maplayer type="%s"%s>
        <id>%s</id>
        <datasource>%s</datasource>
        <layername>%s</layername>
        <abstract>%s</abstract>
        <srs>%s</srs>
        <provider%s>%s</provider>
        <resourceMetadata><title>%s</title><abstract>%s</abstract></resourceMetadata>
        %s%s
        </maplayer>
        """
            .formatted(
                vector ? "vector" : "raster",
                attributes,
                id,
                source,
                Xml.escape(title),
                Xml.escape(layer.summary()),
                LayerCrs.of(layer.file(), gridCrs).map(QgisProject::crs).orElse(""),
                vector ? " encoding=\"UTF-8\"" : "",
                provider,
                Xml.escape(title),
                Xml.escape(layer.summary()),
                temporal,
                body.strip()));
    return "<layer-tree-layer id=\"%s\" name=\"%s\" checked=\"%s\" expanded=\"%s\" providerKey=\"%s\" source=\"%s\"/>\n"
        .formatted(
            id,
            Xml.escape(title),
            checked(visible),
            visible && temporal.isEmpty() ? "1" : "0",
            provider,
            source);
  }

  private static String temporal(LocalDate first, LocalDate last) {
    return """
    <temporal mode="0" fetchMode="0" enabled="1"><fixedRange><start>%sT00:00:00Z</start><end>%sT23:59:59Z</end></fixedRange></temporal>
    """
        .formatted(first, last);
  }

  private static String style(ProjectLayer layer) {
    Path file = layer.style() == null ? FileNames.beside(layer.file(), ".qml") : layer.style();
    if (layer.style() == null && !Files.exists(file)) {
      return "";
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ResourceException(
          "cannot read the style " + file + " of layer " + layer.title() + "; write it again", e);
    }
  }

  private String relative(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    boolean related = Objects.equals(folder.getRoot(), absolute.getRoot());
    String path = (related ? folder.relativize(absolute) : absolute).toString().replace('\\', '/');
    return related && !path.startsWith("..") ? "./" + path : path;
  }

  private static boolean isVector(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return VECTOR_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** QGIS takes an identifier of fewer than 11 characters for a broken one and makes a new one. */
  private static String id(String title, int number) {
    return "geofringe_"
        + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_")
        + "_"
        + number;
  }

  private static String checked(boolean checked) {
    return checked ? "Qt::Checked" : "Qt::Unchecked";
  }
}
