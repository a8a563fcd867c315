package org.geofringe.server.scenes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.geofringe.simulation.scene.Scene;
import org.geofringe.simulation.scene.ScenePass;
import org.geofringe.simulation.scene.SubSwath;

/** Names of products and their files, as ESA makes them. */
final class SceneNames {

  private static final DateTimeFormatter COMPACT = format("yyyyMMdd'T'HHmmss");
  private static final DateTimeFormatter FULL = format("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  private SceneNames() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** As in {@code 2024-01-06T12:34:56.123456}. */
  static String time(Instant instant) {
    return FULL.format(instant);
  }

  /** As in {@code 20240106T123456}. */
  static String compact(Instant instant) {
    return COMPACT.format(instant);
  }

  /** {@code S1A} or {@code S1B}. */
  static String mission(ScenePass pass) {
    return "S1" + pass.platform();
  }

  static int dataTake(ScenePass pass) {
    return pass.absoluteOrbit() * 7 + 0x3b1d5;
  }

  static Instant start(Scene scene, ScenePass pass, SubSwath swath) {
    return scene.firstLine(pass, swath, 0);
  }

  static Instant stop(Scene scene, ScenePass pass, SubSwath swath) {
    return lastLine(scene.firstLine(pass, swath, scene.settings().bursts() - 1), swath);
  }

  private static Instant lastLine(Instant first, SubSwath swath) {
    return first.plusNanos(Math.round((swath.lines() - 1) * SubSwath.LINE_INTERVAL * 1e6) * 1000);
  }

  static Instant start(Scene scene, ScenePass pass) {
    return scene.settings().subSwaths().stream()
        .map(swath -> start(scene, pass, swath))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  static Instant stop(Scene scene, ScenePass pass) {
    return scene.settings().subSwaths().stream()
        .map(swath -> stop(scene, pass, swath))
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** The product's name without the ending. */
  static String product(Scene scene, ScenePass pass) {
    String begin =
        "%s_IW_SLC__1SSV_%s_%s_%06d_%06X"
            .formatted(
                mission(pass),
                compact(start(scene, pass)),
                compact(stop(scene, pass)),
                pass.absoluteOrbit(),
                dataTake(pass));
    return begin + "_%04X".formatted(begin.hashCode() & 0xffff);
  }

  /** The name, without ending, of a sub-swath's annotation and image. */
  static String image(Scene scene, ScenePass pass, SubSwath swath) {
    List<SubSwath> swaths = scene.settings().subSwaths();
    return "%s-%s-slc-vv-%s-%s-%06d-%06x-%03d"
        .formatted(
            mission(pass).toLowerCase(Locale.ROOT),
            swath.name().toLowerCase(Locale.ROOT),
            compact(start(scene, pass, swath)).toLowerCase(Locale.ROOT),
            compact(stop(scene, pass, swath)).toLowerCase(Locale.ROOT),
            pass.absoluteOrbit(),
            dataTake(pass),
            swaths.indexOf(swath) + 1);
  }
}
