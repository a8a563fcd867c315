package org.geofringe.server.importing;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the radar wavelength: what the user says, else the side files, else the rasters' tags.
 * Side files go before tags because they are what the processor worked with; a tag may have been
 * rounded (PyRate's GAMMA exports are 0.07 % off).
 */
final class Wavelength {

  /** Beyond this two values are different sensors, not one rounded. */
  private static final double ROUNDING = 0.01;

  private Wavelength() {}

  /**
   * The wavelength in metres.
   *
   * @throws UserException where rasters disagree, or nothing tells it
   */
  static double of(
      FolderScan scan,
      ImportOptions options,
      SideFacts facts,
      List<RasterHeader> unwrapped,
      Findings findings) {
    RasterHeader tagged = tagged(scan, unwrapped);
    OptionalDouble tag = tagged == null ? OptionalDouble.empty() : tag(tagged);
    if (options.wavelengthMetres() > 0) {
      OptionalDouble data = facts.wavelengthMetres().isPresent() ? facts.wavelengthMetres() : tag;
      if (data.isPresent() && differs(options.wavelengthMetres(), data.getAsDouble())) {
        findings.warn(
            String.format(
                Locale.ROOT,
                "WAVELENGTH %.6f m was given, but the data say %.6f m",
                options.wavelengthMetres(),
                data.getAsDouble()));
      }
      findings.note(
          String.format(Locale.ROOT, "wavelength %.7f m, as given", options.wavelengthMetres()));
      return options.wavelengthMetres();
    }
    if (facts.wavelengthMetres().isPresent()) {
      double told = facts.wavelengthMetres().getAsDouble();
      String note =
          String.format(Locale.ROOT, "wavelength %.7f m from %s", told, facts.wavelengthSource());
      if (tag.isPresent() && Math.abs(tag.getAsDouble() / told - 1) > 1e-5) {
        note +=
            String.format(
                Locale.ROOT,
                "; the rasters' tag says %.7f m, %.2f %% off, and is not used",
                tag.getAsDouble(),
                100 * Math.abs(tag.getAsDouble() / told - 1));
        if (differs(tag.getAsDouble(), told)) {
          findings.warn(note);
        }
      }
      findings.note(note);
      return told;
    }
    if (tagged != null && tag.isPresent()) {
      findings.note(
          String.format(
              Locale.ROOT,
              "wavelength %.7f m from the tag of %s",
              tag.getAsDouble(),
              scan.show(tagged.file())));
      return tag.getAsDouble();
    }
    throw new UserException(
        Names.show(scan.root())
            + ": neither tags nor side files tell the radar wavelength; give WAVELENGTH in metres"
            + " (Sentinel-1 and other C band: 0.0554658)");
  }

  /** The first raster with a tag; all that have one must agree. */
  static @Nullable RasterHeader tagged(FolderScan scan, List<RasterHeader> unwrapped) {
    RasterHeader first = null;
    for (RasterHeader header : unwrapped) {
      OptionalDouble here = tag(header);
      if (here.isEmpty()) {
        continue;
      }
      if (first == null) {
        first = header;
      }
      double before = tag(first).orElse(here.getAsDouble());
      if (!RadarFrequency.agree(here.getAsDouble(), before)) {
        throw new UserException(
            String.format(
                Locale.ROOT,
                "%s: wavelength %.6f m, but %s says %.6f m; a stack has one sensor, import each by"
                    + " itself",
                scan.show(header.file()),
                here.getAsDouble(),
                scan.show(first.file()),
                before));
      }
    }
    return first;
  }

  static OptionalDouble tag(RasterHeader header) {
    OptionalDouble value =
        header.number("WAVELENGTH_METRES", "WAVELENGTH_METERS", "WAVELENGTH", "RADAR_WAVELENGTH");
    return value.isPresent() && value.getAsDouble() > 0.005 && value.getAsDouble() < 2
        ? value
        : OptionalDouble.empty();
  }

  private static boolean differs(double a, double b) {
    return Math.abs(a - b) > ROUNDING * Math.max(a, b);
  }
}
