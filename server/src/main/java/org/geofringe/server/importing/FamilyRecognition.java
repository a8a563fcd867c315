package org.geofringe.server.importing;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.run.UserException;

/** Tells by names, tags and side files which processor a folder comes from. */
final class FamilyRecognition {

  /**
   * {@code S1AA_20200604T135125_20200616T135126_VVP012_INT80_G_ueF_4E7A_unw_phase} (GAMMA scenes)
   * and {@code S1_056072_IW2_20220814_20220907_VV_INT80_09C4_unw_phase} (ISCE2 bursts).
   */
  private static final Pattern HYP3 =
      Pattern.compile("S1[A-Z]{0,2}_.*_INT\\d+_.*unw_phase(_clip)?");

  private static final Pattern LICSAR = Pattern.compile("\\d{8}_\\d{8}\\.geo\\.unw(_clip)?");

  private FamilyRecognition() {}

  /**
   * The family of a folder.
   *
   * @param unwrapped headers of its unwrapped interferograms, at least one
   * @throws UserException where files of two families lie together
   */
  static Family of(FolderScan scan, Collection<RasterHeader> unwrapped, Findings findings) {
    Map<Family, Path> named = new EnumMap<>(Family.class);
    boolean gamma = false;
    for (RasterHeader header : unwrapped) {
      named.putIfAbsent(byName(header.file()), header.file());
      gamma |= header.tag("INSAR_PROCESSOR").toUpperCase(Locale.ROOT).contains("GAMMA");
    }
    if (named.size() > 1) {
      throw new UserException(
          String.join(" and ", named.values().stream().map(scan::show).toList())
              + " are named as different processors name them; import each by itself, or give"
              + " FAMILY=GENERIC");
    }
    Path hyp3 = named.get(Family.HYP3);
    Path licsar = named.get(Family.LICSAR);
    if (hyp3 != null) {
      findings.note("ASF HyP3 products, by names such as " + Names.clean(FileNames.name(hyp3)));
      return Family.HYP3;
    }
    if (licsar != null) {
      findings.note("LiCSAR products, by names such as " + Names.clean(FileNames.name(licsar)));
      return Family.LICSAR;
    }
    if (gamma) {
      findings.note("GAMMA rasters as PyRate takes them, by the tag INSAR_PROCESSOR");
      return Family.GAMMA;
    }
    RadarFrequency frequency = RadarFrequency.of(scan);
    if (frequency != null) {
      findings.note("GAMMA rasters, by " + scan.show(frequency.file()));
      return Family.GAMMA;
    }
    findings.note("no known processor: pairs by the two dates in each name");
    return Family.GENERIC;
  }

  private static Family byName(Path file) {
    String stem = FileNames.stem(file);
    if (HYP3.matcher(stem).matches()) {
      return Family.HYP3;
    }
    return LICSAR.matcher(stem).matches() ? Family.LICSAR : Family.GENERIC;
  }
}
