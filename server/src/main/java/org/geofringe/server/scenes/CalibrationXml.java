package org.geofringe.server.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.geofringe.simulation.scene.GeolocationPoint;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SubSwath;

/** Calibration and noise of a sub-swath: a vector along each line of the geolocation grid. */
final class CalibrationXml {

  /** Counts of a unit of radar brightness, as products of 2020 have it. */
  private static final double BETA_NOUGHT = 237;

  private static final double NOISE_POWER = 49;

  private CalibrationXml() {}

  static String calibration(
      Scene scene, ScenePass pass, SubSwath swath, List<GeolocationPoint> points) {
    XmlText xml = new XmlText();
    xml.open("calibration");
    AnnotationXml.header(xml, scene, pass, swath);
    xml.open("calibrationInformation").number("absoluteCalibrationConstant", 1).close();
    List<List<GeolocationPoint>> rows = rows(points);
    xml.open("calibrationVectorList", "count", Integer.toString(rows.size()));
    for (List<GeolocationPoint> row : rows) {
      String count = Integer.toString(row.size());
      xml.open("calibrationVector")
          .leaf("azimuthTime", SceneNames.time(row.get(0).azimuthTime()))
          .leaf("line", row.get(0).line())
          .leaf("pixel", pixels(row), "count", count)
          .leaf("sigmaNought", scaled(row, false, true), "count", count)
          .leaf("betaNought", scaled(row, false, false), "count", count)
          .leaf("gamma", scaled(row, true, true), "count", count)
          .leaf("dn", scaled(row, false, false), "count", count)
          .close();
    }
    return xml.close().close().toString();
  }

  static String noise(Scene scene, ScenePass pass, SubSwath swath, List<GeolocationPoint> points) {
    XmlText xml = new XmlText();
    xml.open("noise");
    AnnotationXml.header(xml, scene, pass, swath);
    List<List<GeolocationPoint>> rows = rows(points);
    xml.open("noiseRangeVectorList", "count", Integer.toString(rows.size()));
    for (List<GeolocationPoint> row : rows) {
      String power = String.format(Locale.ROOT, "%e", NOISE_POWER);
      xml.open("noiseRangeVector")
          .leaf("azimuthTime", SceneNames.time(row.get(0).azimuthTime()))
          .leaf("line", row.get(0).line())
          .leaf("pixel", pixels(row), "count", Integer.toString(row.size()))
          .leaf(
              "noiseRangeLut",
              row.stream().map(p -> power).collect(Collectors.joining(" ")),
              "count",
              Integer.toString(row.size()))
          .close();
    }
    xml.close();
    int lastLine = points.get(points.size() - 1).line();
    xml.open("noiseAzimuthVectorList", "count", "1")
        .open("noiseAzimuthVector")
        .leaf("swath", swath.name())
        .leaf("firstAzimuthLine", 0)
        .leaf("firstRangeSample", 0)
        .leaf("lastAzimuthLine", lastLine)
        .leaf("lastRangeSample", scene.settings().samples(swath) - 1)
        .leaf("line", "0 " + lastLine, "count", "2")
        .leaf("noiseAzimuthLut", "1.000000e+00 1.000000e+00", "count", "2")
        .close()
        .close();
    return xml.close().toString();
  }

  private static List<List<GeolocationPoint>> rows(List<GeolocationPoint> points) {
    List<List<GeolocationPoint>> rows = new ArrayList<>();
    for (GeolocationPoint point : points) {
      if (rows.isEmpty() || rows.get(rows.size() - 1).get(0).line() != point.line()) {
        rows.add(new ArrayList<>());
      }
      List<GeolocationPoint> row = rows.get(rows.size() - 1);
      if (row.isEmpty() || row.get(row.size() - 1).pixel() != point.pixel()) {
        row.add(point);
      }
    }
    return rows;
  }

  private static String pixels(List<GeolocationPoint> row) {
    return row.stream().map(p -> Integer.toString(p.pixel())).collect(Collectors.joining(" "));
  }

  private static String scaled(List<GeolocationPoint> row, boolean gamma, boolean angle) {
    return row.stream()
        .map(
            p -> {
              double radians = Math.toRadians(p.incidence());
              double share = gamma ? Math.tan(radians) : Math.sin(radians);
              return String.format(
                  Locale.ROOT, "%e", angle ? BETA_NOUGHT / Math.sqrt(share) : BETA_NOUGHT);
            })
        .collect(Collectors.joining(" "));
  }
}
