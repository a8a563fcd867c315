package org.geofringe.server.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.geofringe.grid.MapGrid;
import org.geofringe.server.raster.Crs;
import org.geofringe.server.raster.RawComplex;
import org.geofringe.server.run.UserException;
import org.geofringe.xml.XmlTree;
import org.jspecify.annotations.Nullable;

/**
 * GDAL's virtual raster over one raw file, as ISCE writes it beside its images. Other virtual
 * rasters are not followed.
 */
final class RawVrt {

  private static final int AFFINE = 6;

  private RawVrt() {}

  /**
   * Reads a virtual raster.
   *
   * @return empty where it does not describe one raw band of complex numbers
   * @throws UserException naming the file and what is wrong with it
   */
  static Optional<RawHeader> read(FolderScan scan, Path vrt) {
    try (InputStream input = Files.newInputStream(vrt)) {
      XmlTree root = XmlTree.read(input, scan.show(vrt), Set.of("Metadata"));
      XmlTree band = root.find("VRTRasterBand");
      if (band == null
          || root.all("VRTRasterBand").size() != 1
          || !"VRTRawRasterBand".equals(band.attribute("subClass"))) {
        return Optional.empty();
      }
      RawComplex.@Nullable Part part = part(String.valueOf(band.attribute("dataType")));
      if (part == null) {
        return Optional.empty();
      }
      Path data = vrt.resolveSibling(band.at("SourceFilename").text()).normalize();
      if (!data.startsWith(scan.root())) {
        throw new UserException(
            scan.show(vrt) + ": its raster lies out of the folder; put it beside the VRT");
      }
      int columns = number(root.attribute("rasterXSize"));
      long rowBytes = (long) columns * part.bytesOfNumber();
      if (number(text(band, "PixelOffset", "" + part.bytesOfNumber())) != part.bytesOfNumber()) {
        return Optional.empty();
      }
      RawComplex.Layout layout =
          new RawComplex.Layout(
              number(root.attribute("rasterYSize")),
              columns,
              number(text(band, "ImageOffset", "0")),
              number(text(band, "LineOffset", "" + rowBytes)),
              part,
              text(band, "ByteOrder", "LSB").equals("MSB")
                  ? ByteOrder.BIG_ENDIAN
                  : ByteOrder.LITTLE_ENDIAN);
      return Optional.of(new RawHeader(data, layout, grid(root, layout), OptionalDouble.empty()));
    } catch (IOException e) {
      throw new UserException(scan.show(vrt) + ": cannot be read: " + Names.oneLine(e), e);
    } catch (InvalidPathException e) {
      throw new UserException(scan.show(vrt) + ": its SourceFilename is no path", e);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          scan.show(vrt) + ": " + Names.clean(String.valueOf(e.getMessage())), e);
    }
  }

  private static RawComplex.@Nullable Part part(String type) {
    return switch (type) {
      case "CInt16" -> RawComplex.Part.INT16;
      case "CFloat32" -> RawComplex.Part.FLOAT32;
      case "CFloat64" -> RawComplex.Part.FLOAT64;
      default -> null;
    };
  }

  private static String text(XmlTree band, String name, String byDefault) {
    XmlTree found = band.find(name);
    return found == null || found.text().isBlank() ? byDefault : found.text().strip();
  }

  private static int number(@Nullable String text) {
    try {
      return Integer.parseInt(String.valueOf(text).strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no whole number", e);
    }
  }

  private static MapGrid grid(XmlTree root, RawComplex.Layout layout) {
    String[] words = text(root, "GeoTransform", "").split("\\s*,\\s*");
    String srs = text(root, "SRS", "");
    if (words.length != AFFINE || srs.isEmpty()) {
      return RawHeader.image(layout);
    }
    double[] affine = new double[AFFINE];
    for (int i = 0; i < AFFINE; i++) {
      affine[i] =
          Keys.parse(words[i].strip())
              .orElseThrow(() -> new IllegalArgumentException("its GeoTransform is no numbers"));
    }
    if (affine[2] != 0 || affine[4] != 0 || !(affine[1] > 0) || !(affine[5] < 0)) {
      throw new IllegalArgumentException("the raster is not north-up; make it so with gdalwarp");
    }
    return new MapGrid(
        Crs.fromWkt(srs),
        affine[0],
        affine[3],
        affine[1],
        -affine[5],
        layout.rows(),
        layout.columns());
  }
}
