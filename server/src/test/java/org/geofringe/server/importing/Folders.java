package org.geofringe.server.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Small sound folders with the names that processors give their files: three dates, three pairs.
 */
final class Folders {

  static final List<String> PAIRS =
      List.of("20200101_20200113", "20200113_20200125", "20200101_20200125");

  private Folders() {}

  /** Unwrapped phase of 0.5 to 3 rad, with one empty (0) cell. */
  static TinyTiff phase() {
    return new TinyTiff().values(0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 1.25f, 0.75f, 2.75f);
  }

  static TinyTiff coherence() {
    return new TinyTiff().values(0, 0.25f, 0.5f, 0.75f, 1);
  }

  /** Generic names, the wavelength in a tag, the dates with a dash between. */
  static void generic(Path folder) throws IOException {
    for (String pair : PAIRS) {
      genericUnwrapped(folder, pair, phase());
      coherence().noData("0").write(coh(folder, pair));
    }
  }

  static void genericUnwrapped(Path folder, String pair, TinyTiff tiff) throws IOException {
    tiff.noData("0").tag("WAVELENGTH", "0.0554658").write(unw(folder, pair));
  }

  static Path unw(Path folder, String pair) {
    return folder.resolve("unw/" + pair + "_unw.tif");
  }

  static Path coh(Path folder, String pair) {
    return folder.resolve("coh/" + pair + "_coh.tif");
  }

  /** LiCSAR: byte coherence, wrapped phase, look vector, metadata.txt and baselines. */
  static void licsar(Path folder) throws IOException {
    Path geoc = folder.resolve("GEOC");
    for (String pair : PAIRS) {
      Path dir = geoc.resolve(pair);
      phase().write(dir.resolve(pair + ".geo.unw.tif"));
      new TinyTiff()
          .type(TinyTiff.Type.BYTE)
          .values(0, 51, 102, 204, 255)
          .write(dir.resolve(pair + ".geo.cc.tif"));
      new TinyTiff().values(0, -3, 3, 1.5f).write(dir.resolve(pair + ".geo.diff_pha.tif"));
      new TinyTiff()
          .values(0, -3, 3, 2.5f)
          .write(dir.resolve(pair + ".geo.diff_unfiltered_pha.tif"));
    }
    String frame = "005A_06772_131313";
    new TinyTiff().values(0.1f).write(geoc.resolve(frame + ".geo.E.tif"));
    new TinyTiff().values(0.1f).write(geoc.resolve(frame + ".geo.N.tif"));
    new TinyTiff().values(0.8660254f).write(geoc.resolve(frame + ".geo.U.tif"));
    new TinyTiff().values(2200, 2300).write(geoc.resolve(frame + ".geo.hgt.tif"));
    Files.writeString(
        geoc.resolve("metadata.txt"),
        "primary=20200113\nframe=" + frame + "\nheading=-12.27\navg_incidence_angle=39.7\n");
    Files.writeString(
        geoc.resolve("baselines"),
        "20200113 20200101 -40.0 -12.0\n20200113 20200113 0.0 0.0\n20200113 20200125 25.5 12.0\n");
  }

  static String hyp3Name(String pair) {
    return "S1AA_"
        + pair.substring(0, 8)
        + "T135125_"
        + pair.substring(9)
        + "T135126_VVP012_INT80_G_ueF_4E7A";
  }

  /** HyP3 from GAMMA: UTM, products in folders of their own, each with its parameter file. */
  static void hyp3(Path folder) throws IOException {
    for (String pair : PAIRS) {
      String name = hyp3Name(pair);
      Path dir = folder.resolve(name);
      utm(phase()).write(dir.resolve(name + "_unw_phase.tif"));
      utm(coherence()).write(dir.resolve(name + "_corr.tif"));
      utm(new TinyTiff().values(0, -3, 3)).write(dir.resolve(name + "_wrapped_phase.tif"));
      utm(new TinyTiff().values(0.01f, 0.02f)).write(dir.resolve(name + "_los_disp.tif"));
      utm(new TinyTiff().values(100, 120)).write(dir.resolve(name + "_dem.tif"));
      utm(new TinyTiff().values((float) Math.toRadians(52)))
          .write(dir.resolve(name + "_lv_theta.tif"));
      utm(new TinyTiff().values(1.2f)).write(dir.resolve(name + "_inc_map.tif"));
      utm(new TinyTiff().values(1)).write(dir.resolve(name + "_water_mask.tif"));
      hyp3Parameters(dir, name, 32861, "10");
      Files.writeString(dir.resolve(name + ".README.md.txt"), "Positive is away: yes\n");
    }
  }

  static void hyp3Parameters(Path dir, String name, int orbit, String rangeLooks)
      throws IOException {
    Files.writeString(
        dir.resolve(name + ".txt"),
        "Reference Granule: S1A_IW_SLC__1SDV_20200101T135125_20200101T135152_032861_03CE65_7E3A\n"
            + "Reference Orbit Number: "
            + orbit
            + "\nBaseline: 58.39\nHeading: -167.4\nRange looks: "
            + rangeLooks
            + "\nAzimuth looks: 2\n");
  }

  static TinyTiff utm(TinyTiff tiff) {
    tiff.epsg = 32611;
    tiff.west = 500_000;
    tiff.north = 4_000_000;
    tiff.spacing = 80;
    return tiff.noData("0");
  }

  /** GAMMA exports as PyRate takes them, with parameter files and baseline vectors. */
  static void gamma(Path folder) throws IOException {
    for (String pair : PAIRS) {
      String dates = pair.replace('_', '-');
      phase()
          .noData("0")
          .tag("INSAR_PROCESSOR", "GAMMA")
          .tag("DATA_UNITS", "RADIANS")
          .tag("FIRST_TIME", "00:40:21")
          .tag("WAVELENGTH_METRES", "0.05550415767769124")
          .write(folder.resolve("unw/cropA_" + dates + "_VV_8rlks_eqa_unw.tif"));
      coherence()
          .tag("INSAR_PROCESSOR", "GAMMA")
          .tag("DATA_UNITS", "RADIANS")
          .write(folder.resolve("coh/cropA_" + dates + "_VV_8rlks_flat_eqa_cc.tif"));
    }
    Path headers = Files.createDirectories(folder.resolve("headers"));
    gammaImage(headers.resolve("r20200101_VV_8rlks_mli.par"), "5.4050005e+09");
    gammaImage(headers.resolve("r20200113_VV_8rlks_mli.par"), "5.4050005e+09");
  }

  static void gammaImage(Path file, String frequency) throws IOException {
    Files.writeString(
        file,
        "sensor:    S1A IW IW1 VV\nrange_looks:      8\nazimuth_looks:    2\n"
            + "radar_frequency:  "
            + frequency
            + "  Hz\nincidence_angle:  39.7036   degrees\n");
  }
}
