package org.geofringe.server.geocode;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.sentinel1.BurstSamples;
import org.geofringe.sentinel1.Measurement;
import org.geofringe.sentinel1.PassBurst;

/** The measurement files of a date, each opened once. */
final class Measurements implements Closeable {

  private final Map<String, Measurement> open = new HashMap<>();

  /** The samples of a burst; good until this is closed. */
  BurstSamples samples(SceneBurst burst) throws IOException {
    PassBurst source = burst.source();
    Measurement measurement = open.get(name(source));
    if (measurement == null) {
      measurement = source.product().measurement(source.swath());
      open.put(name(source), measurement);
    }
    return measurement.samples(source.index());
  }

  /**
   * Opens and closes every file that some bursts are in, so that one that is missing, cut off or
   * not as its annotation says is known before any work.
   *
   * @throws org.geofringe.server.run.UserException naming the file
   */
  static void check(DateScene scene, List<BurstId> bursts) {
    Set<String> checked = new HashSet<>();
    for (BurstId id : bursts) {
      SceneBurst burst = scene.bursts().get(id);
      if (burst != null && checked.add(name(burst.source()))) {
        try {
          burst.source().product().measurement(burst.source().swath()).close();
        } catch (IOException e) {
          throw UserErrors.of(e);
        }
      }
    }
  }

  /** Of the sub-swath that a burst is in. */
  static String name(PassBurst source) {
    return source.product().id() + "/" + source.swath().file();
  }

  @Override
  public void close() throws IOException {
    for (Measurement measurement : open.values()) {
      measurement.close();
    }
    open.clear();
  }
}
