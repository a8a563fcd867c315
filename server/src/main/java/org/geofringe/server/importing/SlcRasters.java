package org.geofringe.server.importing;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.raster.RawComplex;
import org.geofringe.server.raster.SampleType;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/** The complex rasters of a folder: GeoTIFFs, and raw files that a file beside them describes. */
final class SlcRasters {

  /** Endings of raw files whose ENVI header has replaced them. */
  private static final List<String> RAW_ENDINGS =
      List.of("", ".slc", ".rslc", ".img", ".bin", ".raw", ".dat", ".cpx");

  private SlcRasters() {}

  /**
   * A complex raster.
   *
   * @param header where it lies and what it says of itself
   * @param layout of a raw file; null for a TIFF
   */
  record Found(RasterHeader header, RawComplex.@Nullable Layout layout) {}

  /**
   * Looks through a folder, in the order of paths.
   *
   * @param pattern which files by name; empty for all
   * @throws UserException naming a file that is broken
   */
  static List<Found> of(FolderScan scan, String pattern, Findings findings, RunContext context) {
    PathMatcher matcher = matcher(pattern);
    Map<Path, Found> found = new TreeMap<>();
    int plain = 0;
    for (Path file : scan.rasters()) {
      context.checkCancelled();
      if (matcher.matches(file.getFileName())) {
        RasterHeader header = RasterHeader.readImage(scan, file);
        if (header.type().isComplex() && header.bands() == 1) {
          found.put(file, new Found(header, null));
        } else {
          plain++;
        }
      }
    }
    if (plain > 0) {
      findings.note(plain + " TIFFs do not hold one band of complex numbers and were left out");
    }
    for (Path file : scan.others()) {
      context.checkCancelled();
      describedBy(scan, file)
          .filter(header -> matcher.matches(header.data().getFileName()))
          .ifPresent(header -> found.putIfAbsent(header.data(), raw(scan, header)));
    }
    return new ArrayList<>(found.values());
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + (pattern.isEmpty() ? "*" : pattern));
    } catch (PatternSyntaxException e) {
      throw new UserException(
          "PATTERN \"" + Names.clean(pattern) + "\" cannot be read; write it like *vv*.tif", e);
    }
  }

  /** What a file says of the raw raster beside it; empty where it says nothing about one. */
  private static Optional<RawHeader> describedBy(FolderScan scan, Path file) {
    String name = FileNames.name(file).toLowerCase(Locale.ROOT);
    if (name.endsWith(".hdr")) {
      Path data = beside(file);
      return data == null ? Optional.empty() : EnviHeader.read(scan, file, data);
    } else if (name.endsWith(".vrt")) {
      return RawVrt.read(scan, file);
    } else if (name.endsWith(".par")) {
      Path data = file.resolveSibling(FileNames.stem(file));
      return Files.isRegularFile(data) ? GammaImage.read(scan, file, data) : Optional.empty();
    }
    return Optional.empty();
  }

  /** The raw file of an ENVI header: {@code a.slc} for {@code a.slc.hdr} and for {@code a.hdr}. */
  private static @Nullable Path beside(Path header) {
    for (String ending : RAW_ENDINGS) {
      Path data = header.resolveSibling(FileNames.stem(header) + ending);
      if (Files.isRegularFile(data)) {
        return data;
      }
    }
    return null;
  }

  private static Found raw(FolderScan scan, RawHeader header) {
    try {
      RawComplex.open(header.data(), header.layout()).close();
    } catch (UserException e) {
      throw RasterHeader.relative(scan, header.data(), e);
    }
    OptionalDouble wavelength = header.wavelengthMetres();
    Map<String, String> tags =
        wavelength.isPresent()
            ? Map.of("WAVELENGTH_METRES", Double.toString(wavelength.getAsDouble()))
            : Map.of();
    return new Found(
        new RasterHeader(
            header.data(),
            header.grid(),
            1,
            SampleType.COMPLEX_FLOAT32,
            tags,
            "",
            OptionalDouble.empty()),
        header.layout());
  }
}
