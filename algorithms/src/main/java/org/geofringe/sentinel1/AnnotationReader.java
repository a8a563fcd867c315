package org.geofringe.sentinel1;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.StateVector;
import org.geofringe.xml.XmlTree;
import org.jspecify.annotations.Nullable;

/** Reads the annotation of a sub-swath: what differs between processors is told by its elements. */
final class AnnotationReader {

  /** Large, and of no use here. */
  private static final Set<String> SKIPPED =
      Set.of(
          "qualityInformation",
          "downlinkInformationList",
          "attitudeList",
          "rawDataAnalysisList",
          "replicaInformationList",
          "noiseList",
          "antennaPattern",
          "fineDceList",
          "inputDimensionsList",
          "imageStatistics",
          "sliceList");

  private static final int MOST_LINES = 20_000;
  private static final int MOST_SAMPLES = 50_000;

  /** Two orbits and a bit: some products tell a node too early. */
  private static final Duration LONGEST_SINCE_NODE = Duration.ofMinutes(210);

  private final XmlTree root;
  private final String file;
  private final OptionalInt manifestOrbit;
  private final boolean staysOnOrbit;

  private AnnotationReader(XmlTree root, String file, Manifest manifest) {
    this.root = root;
    this.file = file;
    this.manifestOrbit = manifest.relativeOrbit();
    this.staysOnOrbit =
        manifestOrbit.isPresent() && manifestOrbit.equals(manifest.relativeOrbitStop());
  }

  /**
   * Reads an annotation.
   *
   * @param source names the file in messages
   * @param file name of the sub-swath's files, without folder and ending
   * @param manifest of the product
   */
  static Swath read(InputStream input, String source, String file, Manifest manifest)
      throws IOException {
    return new AnnotationReader(XmlTree.read(input, source, SKIPPED), file, manifest).swath();
  }

  private Swath swath() throws IOException {
    XmlTree header = root.at("adsHeader");
    String mission = word(header.at("missionId"), "S1[A-D]");
    String name = word(header.at("swath"), "IW[123]");
    String polarisation = word(header.at("polarisation"), "VV|VH|HH|HV");
    word(header.at("productType"), "SLC");
    XmlTree image = root.at("imageAnnotation", "imageInformation");
    XmlTree product = root.at("generalAnnotation", "productInformation");
    Instant toldNode = image.at("ascendingNodeTime").time();
    Instant firstSensing = root.at("swathTiming", "burstList", "burst", "sensingTime").time();
    if (firstSensing.isBefore(toldNode)
        || Duration.between(toldNode, firstSensing).compareTo(LONGEST_SINCE_NODE) > 0) {
      throw image.at("ascendingNodeTime").error("is far from the first burst's " + firstSensing);
    }
    Instant node = staysOnOrbit ? BurstNumbers.node(toldNode, firstSensing) : toldNode;
    int absoluteOrbit = (int) header.at("absoluteOrbitNumber").integer(0, 999_999);
    List<StateVector> vectors = vectors();
    Orbit orbit = orbit(vectors);
    List<Long> offsets = new ArrayList<>();
    int relativeOrbit =
        manifestOrbit.orElseGet(() -> BurstNumbers.relativeOrbit(mission, absoluteOrbit));
    List<Burst> bursts = bursts(name, node, relativeOrbit, product, image, orbit, offsets);
    return new Swath(
        mission,
        name,
        polarisation,
        PassDirection.of(product.at("pass")),
        absoluteOrbit,
        image.at("productFirstLineUtcTime").time(),
        image.at("productLastLineUtcTime").time(),
        toldNode,
        image.at("incidenceAngleMidSwath").positive(),
        bursts,
        offsets,
        vectors,
        grid(),
        file);
  }

  private static String word(XmlTree element, String pattern) throws IOException {
    String text = element.text();
    if (!text.matches(pattern)) {
      throw element.error("is '" + text + "', must be " + pattern);
    }
    return text;
  }

  private List<StateVector> vectors() throws IOException {
    XmlTree list = root.at("generalAnnotation", "orbitList");
    List<StateVector> vectors = new ArrayList<>();
    for (XmlTree item : list.counted("orbit")) {
      XmlTree frame = item.find("frame");
      if (frame != null && !frame.text().equals("Earth Fixed")) {
        throw frame.error("is '" + frame.text() + "', must be Earth Fixed");
      }
      vectors.add(
          new StateVector(
              item.at("time").time(),
              item.at("position", "x").number(),
              item.at("position", "y").number(),
              item.at("position", "z").number(),
              item.at("velocity", "x").number(),
              item.at("velocity", "y").number(),
              item.at("velocity", "z").number()));
    }
    vectors.sort(Comparator.comparing(StateVector::time));
    return vectors;
  }

  private Orbit orbit(List<StateVector> vectors) throws IOException {
    XmlTree list = root.at("generalAnnotation", "orbitList");
    try {
      return new Orbit(vectors.isEmpty() ? Instant.EPOCH : vectors.get(0).time(), vectors);
    } catch (IllegalArgumentException e) {
      throw list.error("is of no use: " + e.getMessage());
    }
  }

  private List<Burst> bursts(
      String swath,
      Instant node,
      int relativeOrbit,
      XmlTree product,
      XmlTree image,
      Orbit orbit,
      List<Long> offsets)
      throws IOException {
    XmlTree timing = root.at("swathTiming");
    int lines = (int) timing.at("linesPerBurst").integer(1, MOST_LINES);
    int samples = (int) timing.at("samplesPerBurst").integer(1, MOST_SAMPLES);
    double lineInterval = image.at("azimuthTimeInterval").positive();
    double firstSampleTime = image.at("slantRangeTime").positive();
    double samplingRate = product.at("rangeSamplingRate").positive();
    double radarFrequency = product.at("radarFrequency").positive();
    double steeringRate = Math.toRadians(product.at("azimuthSteeringRate").number());
    DopplerEstimates estimates = DopplerEstimates.read(root);
    XmlTree list = timing.at("burstList");
    List<Burst> bursts = new ArrayList<>();
    for (XmlTree item : list.counted("burst")) {
      Instant start = item.at("azimuthTime").time();
      Instant middle = Swath.middle(start, lineInterval, lines);
      if (!orbit.covers(orbit.seconds(middle))) {
        throw item.error("of " + start + " lies outside the annotation's orbit");
      }
      int[] first = item.at("firstValidSample").integers();
      int[] last = item.at("lastValidSample").integers();
      checkValid(item, first, last, lines, samples);
      offsets.add(item.at("byteOffset").integer(8, Long.MAX_VALUE));
      bursts.add(
          new Burst(
              id(item, relativeOrbit, node, swath),
              start,
              lineInterval,
              firstSampleTime,
              samplingRate,
              lines,
              samples,
              first,
              last,
              radarFrequency,
              steeringRate,
              Swath.speed(orbit, middle),
              estimates.dopplerCentroid(middle),
              estimates.fmRate(middle)));
    }
    if (bursts.isEmpty()) {
      throw list.error("holds no burst");
    }
    for (int i = 1; i < bursts.size(); i++) {
      if (!bursts.get(i).firstLineTime().isAfter(bursts.get(i - 1).firstLineTime())) {
        throw list.error("is not in the order of time at burst " + i);
      }
    }
    long height = image.at("numberOfLines").integer(1, Integer.MAX_VALUE);
    long width = image.at("numberOfSamples").integer(1, MOST_SAMPLES);
    if (height != (long) lines * bursts.size() || width != samples) {
      throw image.error(
          "says %d lines of %d samples, but the bursts make %d of %d"
              .formatted(height, width, (long) lines * bursts.size(), samples));
    }
    return bursts;
  }

  private static BurstId id(XmlTree item, int relativeOrbit, Instant node, String swath)
      throws IOException {
    Instant sensing = item.at("sensingTime").time();
    XmlTree told = item.find("burstId");
    if (told == null) {
      return BurstNumbers.id(relativeOrbit, node, sensing, swath);
    }
    return new BurstId(
        BurstNumbers.relativeOrbit(relativeOrbit, node, sensing, swath),
        (int) told.integer(1, 400_000),
        swath);
  }

  private static void checkValid(XmlTree item, int[] first, int[] last, int lines, int samples)
      throws IOException {
    if (first.length != lines || last.length != lines) {
      throw item.error(
          "has %d lines, but firstValidSample tells %d and lastValidSample %d"
              .formatted(lines, first.length, last.length));
    }
    for (int line = 0; line < lines; line++) {
      boolean empty = first[line] == -1 && last[line] == -1;
      if (!empty && (first[line] < 0 || last[line] < first[line] || last[line] >= samples)) {
        throw item.error(
            "says that samples %d to %d of line %d are valid, of %d samples"
                .formatted(first[line], last[line], line, samples));
      }
    }
  }

  private List<GridPoint> grid() throws IOException {
    XmlTree list = root.find("geolocationGrid", "geolocationGridPointList");
    List<GridPoint> points = new ArrayList<>();
    for (XmlTree point : items(list, "geolocationGridPoint")) {
      points.add(
          new GridPoint(
              point.at("azimuthTime").time(),
              point.at("slantRangeTime").positive(),
              (int) point.at("line").integer(0, Integer.MAX_VALUE),
              (int) point.at("pixel").integer(0, Integer.MAX_VALUE),
              point.at("latitude").number(),
              point.at("longitude").number(),
              point.at("height").number(),
              point.at("incidenceAngle").number()));
    }
    return points;
  }

  private static List<XmlTree> items(@Nullable XmlTree list, String name) throws IOException {
    return list == null ? List.of() : list.counted(name);
  }
}
