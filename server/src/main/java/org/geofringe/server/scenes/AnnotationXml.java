package org.geofringe.server.scenes;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geofringe.orbit.Orbit;
import org.geofringe.orbit.StateVector;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.RangePolynomial;
import org.geofringe.simulation.scene.GeolocationPoint;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SubSwath;

/**
 * The annotation of a sub-swath, in the elements of ESA's product specification
 * (S1-RS-MDA-52-7441); what belongs to the instrument's state and not to the geometry is left
 * empty.
 */
final class AnnotationXml {

  /** Seconds from vector to vector, and how far they reach beyond the scene. */
  private static final int ORBIT_INTERVAL = 10;

  private static final int ORBIT_MARGIN = 80;

  private final Scene scene;
  private final ScenePass pass;
  private final SubSwath swath;
  private final List<Burst> bursts;
  private final List<GeolocationPoint> points;
  private final long dataStart;
  private final XmlText xml = new XmlText();

  private AnnotationXml(
      Scene scene, ScenePass pass, SubSwath swath, List<GeolocationPoint> points, long dataStart) {
    this.scene = scene;
    this.pass = pass;
    this.swath = swath;
    this.points = points;
    this.dataStart = dataStart;
    this.bursts =
        IntStream.range(0, scene.settings().bursts())
            .mapToObj(b -> scene.burst(pass, swath, b))
            .toList();
  }

  /**
   * The document.
   *
   * @param points the geolocation grid
   * @param dataStart byte of the image file at which samples begin
   */
  static String of(
      Scene scene, ScenePass pass, SubSwath swath, List<GeolocationPoint> points, long dataStart) {
    return new AnnotationXml(scene, pass, swath, points, dataStart).write();
  }

  /** The header that annotation, calibration and noise share. */
  static void header(XmlText xml, Scene scene, ScenePass pass, SubSwath swath) {
    xml.open("adsHeader")
        .leaf("missionId", SceneNames.mission(pass))
        .leaf("productType", "SLC")
        .leaf("polarisation", "VV")
        .leaf("mode", "IW")
        .leaf("swath", swath.name())
        .leaf("startTime", SceneNames.time(SceneNames.start(scene, pass, swath)))
        .leaf("stopTime", SceneNames.time(SceneNames.stop(scene, pass, swath)))
        .leaf("absoluteOrbitNumber", pass.absoluteOrbit())
        .leaf("missionDataTakeId", SceneNames.dataTake(pass))
        .leaf("imageNumber", "%03d".formatted(scene.settings().subSwaths().indexOf(swath) + 1))
        .close();
  }

  private String write() {
    xml.open("product");
    header(xml, scene, pass, swath);
    xml.open("qualityInformation")
        .number("productQualityIndex", 0)
        .empty("qualityDataList", "count", "0")
        .close();
    generalAnnotation();
    imageAnnotation();
    dopplerCentroid();
    xml.open("antennaPattern").empty("antennaPatternList", "count", "0").close();
    swathTiming();
    geolocationGrid();
    xml.open("coordinateConversion").empty("coordinateConversionList", "count", "0").close();
    xml.open("swathMerging").empty("swathMergeList", "count", "0").close();
    xml.close();
    return xml.toString();
  }

  private void generalAnnotation() {
    xml.open("generalAnnotation");
    xml.open("productInformation")
        .leaf("pass", scene.settings().ascending() ? "Ascending" : "Descending")
        .leaf("timelinessCategory", "Fast-24h")
        .number("platformHeading", heading())
        .leaf("projection", "Slant Range")
        .number("rangeSamplingRate", SubSwath.SAMPLING_RATE)
        .number("radarFrequency", SubSwath.RADAR_FREQUENCY)
        .number("azimuthSteeringRate", swath.steeringDegreesPerSecond())
        .close();
    xml.open("downlinkInformationList", "count", "1")
        .open("downlinkInformation")
        .leaf("swath", swath.name())
        .leaf("azimuthTime", SceneNames.time(start()))
        .leaf("firstLineSensingTime", SceneNames.time(start()))
        .leaf("lastLineSensingTime", SceneNames.time(stop()))
        .number("prf", swath.pulseRate())
        .close()
        .close();
    orbitList();
    xml.empty("attitudeList", "count", "0")
        .empty("rawDataAnalysisList", "count", "0")
        .empty("replicaInformationList", "count", "0")
        .empty("noiseList", "count", "0");
    xml.open("terrainHeightList", "count", "1")
        .open("terrainHeight")
        .leaf("azimuthTime", SceneNames.time(start()))
        .number("value", scene.settings().groundLevel() + scene.settings().relief() / 4)
        .close()
        .close();
    xml.open("azimuthFmRateList", "count", Integer.toString(bursts.size() + 2));
    for (int b = -1; b <= bursts.size(); b++) {
      RangePolynomial rate = scene.fmRate(pass, swath, b);
      xml.open("azimuthFmRate")
          .leaf("azimuthTime", SceneNames.time(rate.azimuthTime()))
          .number("t0", rate.t0())
          .leaf("azimuthFmRatePolynomial", coefficients(rate), "count", "3")
          .close();
    }
    xml.close();
    xml.close();
  }

  private void orbitList() {
    Instant first = start().minusSeconds(ORBIT_MARGIN);
    int count = (int) (Orbit.seconds(first, stop()) + ORBIT_MARGIN) / ORBIT_INTERVAL + 1;
    List<StateVector> vectors =
        pass.orbit().vectors(pass.node(), first, ORBIT_INTERVAL, count, pass.azimuthErrorSeconds());
    xml.open("orbitList", "count", Integer.toString(count));
    for (StateVector v : vectors) {
      xml.open("orbit").leaf("time", SceneNames.time(v.time())).leaf("frame", "Earth Fixed");
      xml.open("position").number("x", v.x()).number("y", v.y()).number("z", v.z()).close();
      xml.open("velocity").number("x", v.vx()).number("y", v.vy()).number("z", v.vz()).close();
      xml.close();
    }
    xml.close();
  }

  private void imageAnnotation() {
    int samples = scene.settings().samples(swath);
    xml.open("imageAnnotation");
    xml.open("imageInformation")
        .leaf("productFirstLineUtcTime", SceneNames.time(start()))
        .leaf("productLastLineUtcTime", SceneNames.time(stop()))
        .leaf("ascendingNodeTime", SceneNames.time(pass.node()))
        .leaf("anchorTime", SceneNames.time(start()))
        .leaf("productComposition", "Individual")
        .leaf("sliceNumber", 1)
        .empty("sliceList", "count", "0")
        .number("slantRangeTime", scene.frame().firstSampleTime(swath))
        .leaf("pixelValue", "Complex")
        .leaf("outputPixels", "16 bit Signed Integer")
        .number("rangePixelSpacing", Burst.SPEED_OF_LIGHT / 2 / SubSwath.SAMPLING_RATE)
        .number("azimuthPixelSpacing", azimuthSpacing())
        .number("azimuthTimeInterval", SubSwath.LINE_INTERVAL)
        .number("azimuthFrequency", 1 / SubSwath.LINE_INTERVAL)
        .leaf("numberOfSamples", samples)
        .leaf("numberOfLines", bursts.size() * swath.lines())
        .number("zeroDopMinusAcqTime", 0)
        .number("incidenceAngleMidSwath", points.get(points.size() / 2).incidence())
        .close();
    xml.open("processingInformation")
        .leaf("orbitDataFileUsed", "true")
        .leaf("dcMethod", "Data Analysis");
    xml.open("swathProcParamsList", "count", "1").open("swathProcParams");
    xml.leaf("swath", swath.name());
    band("rangeProcessing", SubSwath.RANGE_WEIGHT, swath.rangeBandwidth());
    band("azimuthProcessing", swath.azimuthWeight(), swath.azimuthBandwidth());
    xml.close().close();
    xml.number("referenceRange", 8e5)
        .leaf("ellipsoidName", "WGS84")
        .number("ellipsoidSemiMajorAxis", 6378137)
        .number("ellipsoidSemiMinorAxis", 6356752.314245)
        .leaf("bistaticDelayCorrectionApplied", "true")
        .leaf("orbitSource", "Auxiliary")
        .close();
    xml.close();
  }

  private void band(String tag, double weight, double bandwidth) {
    xml.open(tag)
        .leaf("windowType", "Hamming")
        .number("windowCoefficient", weight)
        .number("totalBandwidth", bandwidth)
        .number("processingBandwidth", bandwidth)
        .number("lookBandwidth", bandwidth)
        .leaf("numberOfLooks", 1)
        .number("lookOverlap", 0)
        .close();
  }

  private void dopplerCentroid() {
    xml.open("dopplerCentroid");
    xml.open("dcEstimateList", "count", Integer.toString(bursts.size() + 2));
    for (int b = -1; b <= bursts.size(); b++) {
      RangePolynomial centroid = scene.dopplerCentroid(pass, swath, b);
      xml.open("dcEstimate")
          .leaf("azimuthTime", SceneNames.time(centroid.azimuthTime()))
          .number("t0", centroid.t0())
          .leaf("geometryDcPolynomial", "0.000000e+00 0.000000e+00 0.000000e+00", "count", "3")
          .leaf("dataDcPolynomial", coefficients(centroid), "count", "3")
          .number("dataDcRmsError", 0)
          .leaf("dataDcRmsErrorAboveThreshold", "false")
          .empty("fineDceList", "count", "0")
          .close();
    }
    xml.close().close();
  }

  private void swathTiming() {
    xml.open("swathTiming")
        .leaf("linesPerBurst", swath.lines())
        .leaf("samplesPerBurst", scene.settings().samples(swath));
    xml.open("burstList", "count", Integer.toString(bursts.size()));
    for (int b = 0; b < bursts.size(); b++) {
      Burst burst = bursts.get(b);
      String count = Integer.toString(burst.lines());
      long byteOffset = dataStart + 4L * b * burst.lines() * burst.samples();
      Instant sensing =
          burst.firstLineTime().plusNanos(Math.round(swath.sensingOffset() * 1e6) * 1000);
      xml.open("burst")
          .leaf("azimuthTime", SceneNames.time(burst.firstLineTime()))
          .number("azimuthAnxTime", Orbit.seconds(pass.node(), burst.firstLineTime()))
          .leaf("sensingTime", SceneNames.time(sensing))
          .leaf("byteOffset", byteOffset)
          .leaf("firstValidSample", numbers(burst.firstValidSample()), "count", count)
          .leaf("lastValidSample", numbers(burst.lastValidSample()), "count", count)
          .leaf("burstId", burst.id().number(), "absolute", absolute(b))
          .close();
    }
    xml.close().close();
  }

  /** Bursts counted on since the mission's first orbit. */
  private String absolute(int burst) {
    long cycles = Math.round((pass.absoluteOrbit() - 1L) / 175.0);
    return Long.toString(cycles * 375_887L + scene.frame().number(burst));
  }

  private void geolocationGrid() {
    xml.open("geolocationGrid")
        .open("geolocationGridPointList", "count", Integer.toString(points.size()));
    for (GeolocationPoint p : points) {
      xml.open("geolocationGridPoint")
          .leaf("azimuthTime", SceneNames.time(p.azimuthTime()))
          .number("slantRangeTime", p.slantRangeTime())
          .leaf("line", p.line())
          .leaf("pixel", p.pixel())
          .number("latitude", p.latitude())
          .number("longitude", p.longitude())
          .number("height", p.height())
          .number("incidenceAngle", p.incidence())
          .number("elevationAngle", p.elevation())
          .close();
    }
    xml.close().close();
  }

  private Instant start() {
    return SceneNames.start(scene, pass, swath);
  }

  private Instant stop() {
    return SceneNames.stop(scene, pass, swath);
  }

  /** Degrees east of north of the track over the ground, from the first column of the grid. */
  private double heading() {
    GeolocationPoint first = points.get(0);
    GeolocationPoint last = lastOfFirstColumn();
    double north = last.latitude() - first.latitude();
    double east =
        (last.longitude() - first.longitude()) * Math.cos(Math.toRadians(first.latitude()));
    return Math.toDegrees(Math.atan2(east, north));
  }

  private double azimuthSpacing() {
    GeolocationPoint first = points.get(0);
    GeolocationPoint last = lastOfFirstColumn();
    double metresPerDegree = 111_200;
    double north = (last.latitude() - first.latitude()) * metresPerDegree;
    double east =
        (last.longitude() - first.longitude())
            * Math.cos(Math.toRadians(first.latitude()))
            * metresPerDegree;
    double seconds = Orbit.seconds(first.azimuthTime(), last.azimuthTime());
    return Math.hypot(north, east) / seconds * SubSwath.LINE_INTERVAL;
  }

  private GeolocationPoint lastOfFirstColumn() {
    return points.stream().filter(p -> p.pixel() == 0).reduce((a, b) -> b).orElseThrow();
  }

  private static String coefficients(RangePolynomial polynomial) {
    return Arrays.stream(polynomial.coefficients())
        .mapToObj(XmlText::digits)
        .collect(Collectors.joining(" "));
  }

  private static String numbers(int[] values) {
    return Arrays.stream(values)
        .mapToObj(v -> String.format(Locale.ROOT, "%d", v))
        .collect(Collectors.joining(" "));
  }
}
