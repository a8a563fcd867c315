package org.geofringe.server.export;

import java.nio.file.Path;
import java.util.List;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.FileNames;

/**
 * Writes the style of a product beside it, as {@code NAME.qml} for QGIS and {@code NAME.sld} for
 * map servers. QGIS loads the former by itself with the layer.
 */
public final class StyleWriter {

  private StyleWriter() {}

  /**
   * Writes both files for a product whose legend spans a range.
   *
   * @param style a name in {@code styles/}
   * @param besideProduct the product, which need not exist yet
   * @param low lower end of the legend; not used by styles of a fixed range
   * @param high upper end
   * @return the two files, QML first
   * @throws IllegalArgumentException where there is no such style or the range is empty
   * @throws org.geofringe.server.run.ResourceException where a file cannot be written
   */
  public static List<Path> write(String style, Path besideProduct, double low, double high) {
    return write(style, besideProduct, low, high, 1);
  }

  /** As {@link #write(String, Path, double, double)}, for one band of a raster, counted from 1. */
  public static List<Path> write(
      String style, Path besideProduct, double low, double high, int band) {
    ProductStyle kind = ProductStyle.named(style);
    StyleTemplate template = new StyleTemplate(kind, new DataRange(low, high), band);
    Path qml = FileNames.beside(besideProduct, ".qml");
    Path sld = FileNames.beside(besideProduct, ".sld");
    AtomicFiles.writeString(qml, template.fill(kind.template(".qml")));
    AtomicFiles.writeString(sld, template.fill(kind.template(".sld")));
    return List.of(qml, sld);
  }

  /**
   * Writes both files with the range that the style's rule makes of the data's.
   *
   * @return the range of the legend
   */
  public static DataRange write(String style, Path besideProduct, DataRange data, int band) {
    DataRange range = ProductStyle.named(style).range(data);
    write(style, besideProduct, range.low(), range.high(), band);
    return range;
  }
}
