package org.geofringe.sentinel1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Sentinel-1 IW SLC product, as a folder or as a zip, which is read in place. Opening reads names
 * and the manifest; annotations are read when asked for.
 */
public final class SafeProduct {

  /** Mission, polarisations, start, stop, absolute orbit, data take. */
  private static final Pattern NAME =
      Pattern.compile(
          "(S1[A-D])_IW_SLC__1S(SH|SV|DH|DV)_(\\d{8}T\\d{6})_(\\d{8}T\\d{6})"
              + "_(\\d{6})_([0-9A-F]{6})(_[0-9A-F]{4})?(\\.SAFE)?");

  private static final Pattern ANNOTATION =
      Pattern.compile("annotation/(s1[a-d]-iw([123])-slc-(vv|vh|hh|hv)-[^/]*)\\.xml");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

  /** A sub-swath in a polarisation. */
  private record Key(String swath, String polarisation) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::swath).thenComparing(Key::polarisation).compare(this, other);
    }
  }

  private final Path path;
  private final Archive archive;
  private final String mission;
  private final Instant start;
  private final Instant stop;
  private final int absoluteOrbit;
  private final Manifest manifest;
  private final NavigableMap<Key, String> annotations;

  private SafeProduct(Path path, Archive archive) throws IOException {
    this.path = path;
    this.archive = archive;
    Matcher name = NAME.matcher(archive.product());
    if (!name.matches()) {
      throw new IOException(
          archive.product() + " is not named as a Sentinel-1 IW SLC product (S1x_IW_SLC__1S…)");
    }
    this.mission = name.group(1);
    this.start = time(name.group(3));
    this.stop = time(name.group(4));
    this.absoluteOrbit = Integer.parseInt(name.group(5));
    if (!archive.names().contains(Manifest.NAME)) {
      throw new IOException(archive.product() + " has no " + Manifest.NAME);
    }
    this.manifest = Manifest.read(archive);
    this.annotations = annotations(archive);
  }

  private static NavigableMap<Key, String> annotations(Archive archive) throws IOException {
    NavigableMap<Key, String> annotations = new TreeMap<>();
    for (String entry : archive.names()) {
      Matcher match = ANNOTATION.matcher(entry);
      if (match.matches()) {
        Key key = new Key("IW" + match.group(2), match.group(3).toUpperCase(Locale.ROOT));
        String other = annotations.put(key, match.group(1));
        if (other != null) {
          throw new IOException(
              "%s has two annotations of %s %s"
                  .formatted(archive.product(), key.swath(), key.polarisation()));
        }
      }
    }
    if (annotations.isEmpty()) {
      throw new IOException(archive.product() + " has no annotation of a sub-swath");
    }
    return annotations;
  }

  private Instant time(String word) throws IOException {
    try {
      return LocalDateTime.parse(word, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IOException(archive.product() + " has no such time as " + word, e);
    }
  }

  /**
   * Opens a product.
   *
   * @param path of a .SAFE folder or a .zip
   * @throws IOException where it is none, or is broken
   */
  public static SafeProduct open(Path path) throws IOException {
    return new SafeProduct(path, Archive.open(path));
  }

  public Path path() {
    return path;
  }

  /** Name without ending. */
  public String id() {
    return archive.product().replaceAll("\\.SAFE$", "");
  }

  /** Such as {@code S1A}. */
  public String mission() {
    return mission;
  }

  /** Of the name, to the second. */
  public Instant start() {
    return start;
  }

  /** Of the name, to the second. */
  public Instant stop() {
    return stop;
  }

  /** At the start. */
  public int absoluteOrbit() {
    return absoluteOrbit;
  }

  /** At the stop, from 1 to 175: the next one where the product runs over the equator. */
  public int relativeOrbitStop() {
    return manifest.relativeOrbitStop().orElse(relativeOrbit());
  }

  /** At the start, from 1 to 175. */
  public int relativeOrbit() {
    return manifest
        .relativeOrbit()
        .orElseGet(() -> BurstNumbers.relativeOrbit(mission, absoluteOrbit));
  }

  /** Which way the satellite flies. */
  public PassDirection direction() throws IOException {
    PassDirection told = manifest.direction();
    if (told != null) {
      return told;
    }
    Key any = annotations.firstKey();
    return swath(any.swath(), any.polarisation()).pass();
  }

  /** All polarisations of any sub-swath. */
  public NavigableSet<String> polarisations() {
    NavigableSet<String> all = new TreeSet<>();
    annotations.keySet().forEach(key -> all.add(key.polarisation()));
    return all;
  }

  /** The sub-swaths that there are in a polarisation. */
  public NavigableSet<String> swathNames(String polarisation) {
    NavigableSet<String> names = new TreeSet<>();
    for (Key key : annotations.keySet()) {
      if (key.polarisation().equals(polarisation)) {
        names.add(key.swath());
      }
    }
    return names;
  }

  /** All sub-swaths in all polarisations. */
  public List<Swath> swaths() throws IOException {
    List<Swath> swaths = new ArrayList<>();
    for (Key key : annotations.keySet()) {
      swaths.add(swath(key.swath(), key.polarisation()));
    }
    return swaths;
  }

  /**
   * Reads an annotation.
   *
   * @param name {@code IW1}, {@code IW2} or {@code IW3}
   * @param polarisation {@code VV}, {@code VH}, {@code HH} or {@code HV}
   * @throws IOException where there is none, or it is broken
   */
  public Swath swath(String name, String polarisation) throws IOException {
    String file = annotations.get(new Key(name, polarisation));
    if (file == null) {
      throw new IOException("%s has no %s in %s".formatted(archive.product(), name, polarisation));
    }
    String entry = "annotation/" + file + ".xml";
    Swath swath;
    try (InputStream input = archive.stream(entry)) {
      swath = AnnotationReader.read(input, archive.product() + "/" + entry, file, manifest);
    }
    if (!swath.name().equals(name)
        || !swath.polarisation().equals(polarisation)
        || !swath.mission().equals(mission)) {
      throw new IOException(
          "%s/%s is of %s %s %s, not what its name says"
              .formatted(
                  archive.product(), entry, swath.mission(), swath.name(), swath.polarisation()));
    }
    return swath;
  }

  /**
   * Opens the measurement of a sub-swath of this product and holds it against the annotation.
   *
   * @throws IOException where it is missing, cut off, or not as the annotation says
   */
  public Measurement measurement(Swath swath) throws IOException {
    return Measurement.open(archive, swath);
  }

  /** Whether this product came with the calibration of a sub-swath of it. */
  public boolean hasCalibration(Swath swath) {
    return archive.names().contains(calibrationFile(swath));
  }

  /** Where the calibration of a sub-swath lies in the product. */
  public static String calibrationFile(Swath swath) {
    return "annotation/calibration/calibration-" + swath.file() + ".xml";
  }

  /**
   * Reads the calibration of a sub-swath of this product.
   *
   * @throws IOException where it is missing or broken
   */
  public Calibration calibration(Swath swath) throws IOException {
    String entry = calibrationFile(swath);
    if (!archive.names().contains(entry)) {
      throw new IOException(archive.product() + " has no " + entry);
    }
    try (InputStream input = archive.stream(entry)) {
      return Calibration.read(input, archive.product() + "/" + entry);
    }
  }
}
