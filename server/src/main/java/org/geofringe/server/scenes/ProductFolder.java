package org.geofringe.server.scenes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.FileNames;
import org.geofringe.simulation.scene.GeolocationPoint;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SubSwath;

/**
 * A product being written: a folder under a temporary name that gets its own when it is whole.
 * Samples come in any order and from several threads.
 */
final class ProductFolder implements Closeable {

  private final Scene scene;
  private final ScenePass pass;
  private final Path folder;
  private final Path part;
  private final Map<SubSwath, MeasurementFile> images = new EnumMap<>(SubSwath.class);
  private final Map<SubSwath, List<GeolocationPoint>> grids = new EnumMap<>(SubSwath.class);

  /**
   * Starts a product.
   *
   * @param parent of the product's folder
   */
  ProductFolder(Path parent, Scene scene, ScenePass pass) throws IOException {
    this.scene = scene;
    this.pass = pass;
    this.folder = parent.resolve(SceneNames.product(scene, pass) + ".SAFE");
    this.part = AtomicFiles.temporary(folder);
    FolderTree.delete(part);
    Files.createDirectories(part.resolve("annotation/calibration"));
    Files.createDirectories(part.resolve("measurement"));
    for (SubSwath swath : scene.settings().subSwaths()) {
      List<GeolocationPoint> grid = GeolocationPoint.grid(scene, pass, swath);
      grids.put(swath, grid);
      images.put(
          swath,
          new MeasurementFile(
              part.resolve(imagePath(swath)),
              scene.settings().bursts() * swath.lines(),
              scene.settings().samples(swath),
              grid,
              "GeoFringe"));
    }
  }

  private String imagePath(SubSwath swath) {
    return "measurement/" + SceneNames.image(scene, pass, swath) + ".tiff";
  }

  /**
   * Writes some columns of a burst.
   *
   * @param values real and imaginary part in turn, line by line; not modified
   */
  void write(SubSwath swath, int burst, int sample, int columns, short[] values)
      throws IOException {
    MeasurementFile image = images.get(swath);
    if (image == null) {
      throw new IllegalArgumentException("the product has no " + swath);
    }
    image.write(burst * swath.lines(), sample, columns, values);
  }

  /** Writes what describes the samples and gives the folder its name; returns it. */
  Path finish() throws IOException {
    List<ManifestXml.Entry> files = new ArrayList<>();
    for (SubSwath swath : scene.settings().subSwaths()) {
      MeasurementFile image = images.get(swath);
      List<GeolocationPoint> grid = grids.get(swath);
      if (image == null || grid == null) {
        throw new IllegalStateException("the product has no " + swath);
      }
      String name = SceneNames.image(scene, pass, swath);
      image.close();
      files.add(
          text(
              "product",
              name,
              "annotation/" + name + ".xml",
              AnnotationXml.of(scene, pass, swath, grid, image.dataStart())));
      files.add(
          text(
              "noise",
              name,
              "annotation/calibration/noise-" + name + ".xml",
              CalibrationXml.noise(scene, pass, swath, grid)));
      files.add(
          text(
              "calibration",
              name,
              "annotation/calibration/calibration-" + name + ".xml",
              CalibrationXml.calibration(scene, pass, swath, grid)));
      files.add(
          new ManifestXml.Entry(
              "measurement", name, imagePath(swath), Files.size(part.resolve(imagePath(swath)))));
    }
    AtomicFiles.writeString(
        part.resolve("manifest.safe"),
        ManifestXml.of(scene, pass, files, List.copyOf(grids.values())));
    FolderTree.delete(folder);
    AtomicFiles.publish(folder);
    return folder;
  }

  private ManifestXml.Entry text(String kind, String image, String href, String content)
      throws IOException {
    Path file = part.resolve(href);
    AtomicFiles.writeString(file, content);
    return new ManifestXml.Entry(kind, image, href, Files.size(file));
  }

  /** The product's name with its ending. */
  String name() {
    return FileNames.name(folder);
  }

  /** Leaves nothing behind of a product that was not finished. */
  @Override
  public void close() throws IOException {
    for (MeasurementFile image : images.values()) {
      image.close();
    }
    FolderTree.delete(part);
  }
}
