package org.geofringe.simulation.scene;

import java.time.LocalDate;
import java.util.List;

/** Scenes small enough for tests. */
final class TestScenes {

  /** One burst of 160 samples at three dates with everything that a scene can have. */
  static final SceneSettings SMALL =
      new SceneSettings(
          LocalDate.of(2024, 1, 6),
          3,
          12,
          List.of(SubSwath.IW2),
          1,
          160,
          -99.05,
          19.4,
          false,
          2240,
          900,
          Motion.BOWL,
          -60,
          2500,
          5,
          0.004,
          0.003,
          1,
          0.02,
          100,
          0.3,
          0.003,
          4e-5,
          4,
          7);

  /** Level ground seen by exact repeats of one orbit: all dates fit cell on cell. */
  static SceneSettings still(int dates, int days, Motion motion, double rate) {
    return new SceneSettings(
        LocalDate.of(2024, 1, 6),
        dates,
        days,
        List.of(SubSwath.IW2),
        1,
        300,
        -99.05,
        19.4,
        false,
        2240,
        0,
        motion,
        rate,
        1500,
        0,
        0,
        0,
        -1,
        0,
        0,
        0,
        0,
        0,
        0,
        11);
  }

  private TestScenes() {}
}
