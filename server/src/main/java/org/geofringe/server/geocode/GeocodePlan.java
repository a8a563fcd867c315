package org.geofringe.server.geocode;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.geofringe.sentinel1.BurstId;
import org.geofringe.server.stack.StackDate;
import org.geofringe.server.stack.StackFrame;
import org.geofringe.server.terrain.Dem;
import org.jspecify.annotations.Nullable;

/**
 * What a run will do, settled before it writes anything.
 *
 * @param stack folder
 * @param frame that all dates share
 * @param map of the frame's grid
 * @param bursts of the frame, in its order
 * @param scenes by date, as the products say
 * @param finished dates that are in the stack from earlier runs
 * @param left dates to make, ascending
 * @param hasLayers whether the shared layers are there from an earlier run
 * @param dem terrain; null where the layers are there
 */
record GeocodePlan(
    Path stack,
    StackFrame frame,
    MapSystem map,
    List<BurstId> bursts,
    SortedMap<LocalDate, DateScene> scenes,
    Map<LocalDate, StackDate> finished,
    List<LocalDate> left,
    boolean hasLayers,
    @Nullable Dem dem) {

  /** What there is of a date that the products hold. */
  DateScene scene(LocalDate date) {
    DateScene scene = scenes.get(date);
    if (scene == null) {
      throw new IllegalArgumentException("the products hold nothing of " + date);
    }
    return scene;
  }
}
