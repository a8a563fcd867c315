package org.geofringe.server.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.geofringe.orbit.Orbit;
import org.geofringe.simulation.scene.GeolocationPoint;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SubSwath;

/** The list of a product's files, and what is said about the product as a whole. */
final class ManifestXml {

  private final Scene scene;
  private final ScenePass pass;
  private final XmlText xml = new XmlText();

  /** A file of the product. */
  record Entry(String kind, String image, String href, long size) {

    String id() {
      String prefix = kind.equals("measurement") ? "" : kind;
      return prefix + image.replace("-", "");
    }

    String annotationId() {
      return id() + "Annotation";
    }

    String schema() {
      return switch (kind) {
        case "product" -> "s1Level1ProductSchema";
        case "noise" -> "s1Level1NoiseSchema";
        case "calibration" -> "s1Level1CalibrationSchema";
        default -> "s1Level1MeasurementSchema";
      };
    }
  }

  private ManifestXml(Scene scene, ScenePass pass) {
    this.scene = scene;
    this.pass = pass;
  }

  /**
   * The document.
   *
   * @param files of the product
   * @param grids geolocation grid of each sub-swath, from which the footprint comes
   */
  static String of(
      Scene scene, ScenePass pass, List<Entry> files, List<List<GeolocationPoint>> grids) {
    return new ManifestXml(scene, pass).write(files, grids);
  }

  private String write(List<Entry> files, List<List<GeolocationPoint>> grids) {
    xml.open(
        "xfdu:XFDU",
        "xmlns:gml",
        "http://www.opengis.net/gml",
        "xmlns:s1",
        "http://www.esa.int/safe/sentinel-1.0/sentinel-1",
        "xmlns:s1sarl1",
        "http://www.esa.int/safe/sentinel-1.0/sentinel-1/sar/level-1",
        "xmlns:safe",
        "http://www.esa.int/safe/sentinel-1.0",
        "xmlns:xfdu",
        "urn:ccsds:schema:xfdu:1",
        "version",
        "esa/safe/sentinel-1.0/sentinel-1/sar/level-1/slc/standard/iwdp");
    contents(files);
    xml.open("metadataSection");
    for (Entry file : files) {
      if (!file.kind().equals("measurement")) {
        xml.open(
                "metadataObject",
                "ID",
                file.annotationId(),
                "classification",
                "DESCRIPTION",
                "category",
                "DMD")
            .empty("dataObjectPointer", "dataObjectID", file.id())
            .close();
      }
    }
    processing();
    platform();
    orbit();
    product();
    period();
    frame(grids);
    xml.close();
    xml.open("dataObjectSection");
    for (Entry file : files) {
      boolean image = file.kind().equals("measurement");
      xml.open("dataObject", "ID", file.id(), "repID", file.schema())
          .open(
              "byteStream",
              "mimeType",
              image ? "application/octet-stream" : "text/xml",
              "size",
              Long.toString(file.size()))
          .empty("fileLocation", "locatorType", "URL", "href", "./" + file.href())
          .close()
          .close();
    }
    return xml.close().close().toString();
  }

  private void contents(List<Entry> files) {
    xml.open("informationPackageMap")
        .open(
            "xfdu:contentUnit",
            "unitType",
            "SAFE Archive Information Package",
            "textInfo",
            "Sentinel-1 IW Level-1 SLC Product",
            "dmdID",
            "acquisitionPeriod platform generalProductInformation measurementOrbitReference"
                + " measurementFrameSet",
            "pdiID",
            "processing");
    for (Entry file : files) {
      if (file.kind().equals("measurement")) {
        xml.open(
            "xfdu:contentUnit",
            "unitType",
            "Measurement Data Unit",
            "repID",
            file.schema(),
            "dmdID",
            descriptions(files, file));
      } else {
        xml.open("xfdu:contentUnit", "unitType", "Metadata Unit", "repID", file.schema());
      }
      xml.empty("dataObjectPointer", "dataObjectID", file.id()).close();
    }
    xml.close().close();
  }

  /** What describes an image, as GDAL looks it up. */
  private static String descriptions(List<Entry> files, Entry image) {
    return files.stream()
        .filter(file -> file.image().equals(image.image()) && !file.equals(image))
        .map(Entry::annotationId)
        .collect(Collectors.joining(" "));
  }

  private void object(String id, String category, String title) {
    xml.open(
            "metadataObject",
            "ID",
            id,
            "classification",
            category.equals("PDI") ? "PROVENANCE" : "DESCRIPTION",
            "category",
            category)
        .open("metadataWrap", "mimeType", "text/xml", "vocabularyName", "SAFE", "textInfo", title)
        .open("xmlData");
  }

  private void endObject() {
    xml.close().close().close();
  }

  private void processing() {
    String start = SceneNames.time(SceneNames.stop(scene, pass));
    object("processing", "PDI", "Processing");
    xml.open("safe:processing", "name", "SLC Simulation", "start", start, "stop", start)
        .open(
            "safe:facility",
            "country",
            "none",
            "name",
            "GeoFringe",
            "organisation",
            "GeoFringe",
            "site",
            "none")
        .empty("safe:software", "name", "Sentinel-1 IPF", "version", "003.40")
        .close()
        .close();
    endObject();
  }

  private void platform() {
    object("platform", "DMD", "Platform Description");
    xml.open("safe:platform")
        .leaf("safe:nssdcIdentifier", pass.platform() == 'A' ? "2014-016A" : "2016-025A")
        .leaf("safe:familyName", "SENTINEL-1")
        .leaf("safe:number", pass.platform())
        .open("safe:instrument")
        .leaf("safe:familyName", "Synthetic Aperture Radar", "abbreviation", "SAR")
        .open("safe:extension")
        .open("s1sarl1:instrumentMode")
        .leaf("s1sarl1:mode", "IW");
    for (SubSwath swath : scene.settings().subSwaths()) {
      xml.leaf("s1sarl1:swath", swath.name());
    }
    xml.close().close().close().close();
    endObject();
  }

  private void orbit() {
    object("measurementOrbitReference", "DMD", "Orbit Reference");
    xml.open("safe:orbitReference");
    for (String type : List.of("start", "stop")) {
      xml.leaf("safe:orbitNumber", pass.absoluteOrbit(), "type", type);
    }
    for (String type : List.of("start", "stop")) {
      xml.leaf("safe:relativeOrbitNumber", scene.frame().relativeOrbit(), "type", type);
    }
    xml.leaf("safe:cycleNumber", pass.absoluteOrbit() / 175)
        .leaf("safe:phaseIdentifier", 1)
        .open("safe:extension")
        .open("s1:orbitProperties")
        .leaf("s1:pass", scene.settings().ascending() ? "ASCENDING" : "DESCENDING")
        .leaf("s1:ascendingNodeTime", SceneNames.time(pass.node()))
        .close()
        .close()
        .close();
    endObject();
  }

  private void product() {
    object("generalProductInformation", "DMD", "General Product Information");
    xml.open("s1sarl1:standAloneProductInformation")
        .leaf("s1sarl1:instrumentConfigurationID", 6)
        .leaf("s1sarl1:missionDataTakeID", SceneNames.dataTake(pass))
        .leaf("s1sarl1:transmitterReceiverPolarisation", "VV")
        .leaf("s1sarl1:productClass", "S")
        .leaf("s1sarl1:productClassDescription", "SAR Standard L1 Product")
        .leaf("s1sarl1:productComposition", "Individual")
        .leaf("s1sarl1:productType", "SLC")
        .leaf("s1sarl1:productTimelinessCategory", "Fast-24h")
        .leaf("s1sarl1:sliceProductFlag", "false")
        .leaf("s1sarl1:segmentStartTime", SceneNames.time(SceneNames.start(scene, pass)))
        .close();
    endObject();
  }

  private void period() {
    double start = Orbit.seconds(pass.node(), SceneNames.start(scene, pass)) * 1000;
    double stop = Orbit.seconds(pass.node(), SceneNames.stop(scene, pass)) * 1000;
    object("acquisitionPeriod", "DMD", "Acquisition Period");
    xml.open("safe:acquisitionPeriod")
        .leaf("safe:startTime", SceneNames.time(SceneNames.start(scene, pass)))
        .leaf("safe:stopTime", SceneNames.time(SceneNames.stop(scene, pass)))
        .open("safe:extension")
        .open("s1:timeANX")
        .leaf("s1:startTimeANX", String.format(Locale.ROOT, "%e", start))
        .leaf("s1:stopTimeANX", String.format(Locale.ROOT, "%e", stop))
        .close()
        .close()
        .close();
    endObject();
  }

  private void frame(List<List<GeolocationPoint>> grids) {
    List<GeolocationPoint> near = grids.get(0);
    List<GeolocationPoint> far = grids.get(grids.size() - 1);
    List<GeolocationPoint> corners = new ArrayList<>();
    corners.add(near.get(0));
    corners.add(near.get(near.size() - 21));
    corners.add(far.get(far.size() - 1));
    corners.add(far.get(20));
    StringBuilder text = new StringBuilder();
    for (GeolocationPoint corner : corners) {
      text.append(text.isEmpty() ? "" : " ")
          .append(String.format(Locale.ROOT, "%.6f,%.6f", corner.latitude(), corner.longitude()));
    }
    object("measurementFrameSet", "DMD", "Frame Set");
    xml.open("safe:frameSet")
        .open("safe:frame")
        .open("safe:footPrint", "srsName", "http://www.opengis.net/gml/srs/epsg.xml#4326")
        .leaf("gml:coordinates", text)
        .close()
        .close()
        .close();
    endObject();
  }
}
