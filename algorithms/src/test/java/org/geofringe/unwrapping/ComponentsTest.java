package org.geofringe.unwrapping;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComponentsTest {

  private static final Components.Parameters STANDARD = Components.Parameters.STANDARD;

  /** Two halves of 40 x 30 cells, with a wall of weak edges between columns 29 and 30. */
  private static FlatImage walled(int gap) {
    FlatImage image = new FlatImage(40, 60, 800);
    for (int r = 0; r < 40; r++) {
      if (r < 20 || r >= 20 + gap) {
        image.setAcross(r, 29, 1);
      }
    }
    return image;
  }

  @Test
  void sureCellsAreOneComponent() {
    int[] components = new FlatImage(30, 20, 700).components(STANDARD);
    assertTrue(Arrays.stream(components).allMatch(c -> c == 1));
  }

  @Test
  void halvesThatHangByAThreadAreTwo() {
    for (int gap : new int[] {0, 1, 2}) {
      int[] sizes = FlatImage.sizes(walled(gap).components(STANDARD));
      assertArrayEquals(new int[] {0, 1200, 1200}, sizes, "gap " + gap);
    }
  }

  @Test
  void aWideJointMakesThemOne() {
    for (int gap : new int[] {36, 40}) {
      assertEquals(2400, FlatImage.sizes(walled(gap).components(STANDARD))[1], "gap " + gap);
    }
  }

  @Test
  void largerComponentsComeFirstAndSmallOnesAreNone() {
    FlatImage image = new FlatImage(30, 60, 800);
    for (int r = 0; r < 30; r++) {
      image.empty(r, 3);
      image.empty(r, 20);
    }
    int[] components = image.components(STANDARD);
    assertEquals(0, components[0]);
    assertEquals(0, components[3]);
    assertEquals(2, components[10]);
    assertEquals(1, components[40]);
    assertEquals(3, FlatImage.sizes(components).length);
  }

  @Test
  void aSingleWeakCellBelongsToWhatLiesAroundIt() {
    FlatImage image = new FlatImage(30, 30, 800);
    for (int d = 0; d < 2; d++) {
      image.setAcross(15, 14 + d, 1);
      image.setDown(14 + d, 15, 1);
    }
    assertEquals(900, FlatImage.sizes(image.components(STANDARD))[1]);
  }

  @Test
  void withoutDataThereIsNone() {
    FlatImage image = new FlatImage(5, 7, 0);
    Arrays.fill(image.phase, Float.NaN);
    assertArrayEquals(new int[35], image.components(STANDARD));
  }

  @Test
  void oneCellIsAComponentWhereOneIsEnough() {
    FlatImage image = new FlatImage(1, 1, 0);
    assertArrayEquals(new int[] {0}, image.components(STANDARD));
  }

  /** Phase without any coherence: next to nothing may be called certain. */
  @Test
  void noiseHasHardlyAnyComponents() {
    int n = 200;
    Random random = new Random(3);
    float[] phase = new float[n * n];
    float[] coherence = new float[n * n];
    for (int i = 0; i < phase.length; i++) {
      phase[i] = (float) ((2 * random.nextDouble() - 1) * Math.PI);
    }
    int[] components =
        Unwrapper.apply(
                n,
                n,
                phase,
                coherence,
                8,
                new Unwrapper.Parameters(Unwrapper.Cost.SMOOTH, 0),
                SolverContext.alone())
            .components();
    long inside = Arrays.stream(components).filter(c -> c > 0).count();
    assertTrue(inside < 0.05 * n * n, inside + " cells");
  }

  /**
   * Islands in water: all land but shores is in components, and none holds two levels. A few cells
   * of land are wrong by themselves, so that one in a thousand is allowed.
   */
  @Test
  void componentsOfIslandsHoldOneLevelEach() {
    int n = 300;
    WrappedField field = Objects.requireNonNull(WrappedFields.all().get("islands")).make(n, 2);
    Unwrapped unwrapped =
        Unwrapper.apply(
            n,
            n,
            field.wrapped(),
            field.estimated(),
            field.looks(),
            new Unwrapper.Parameters(Unwrapper.Cost.SMOOTH, 0),
            SolverContext.alone());
    Map<Integer, Map<Long, Integer>> levels = new HashMap<>();
    int land = 0;
    int inside = 0;
    for (int i = 0; i < n * n; i++) {
      if (field.coherence()[i] < 0.3) {
        continue;
      }
      land++;
      int component = unwrapped.components()[i];
      if (component > 0) {
        inside++;
        long cycles = Math.round((unwrapped.phase()[i] - field.truth()[i]) / (2 * Math.PI));
        levels.computeIfAbsent(component, unseen -> new HashMap<>()).merge(cycles, 1, Integer::sum);
      }
    }
    int right = 0;
    for (Map<Long, Integer> counts : levels.values()) {
      right += counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
    assertTrue(inside > 0.98 * land, inside + " of " + land);
    assertTrue(right >= 0.999 * inside, right + " of " + inside);
    Set<Integer> numbers = new HashSet<>(levels.keySet());
    assertTrue(numbers.contains(1));
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    assertRefused(
        "leastCells must be 1 or more, got 0", () -> new Components.Parameters(0, 1, 1, 1));
    assertRefused("edgeNats must be above 0", () -> new Components.Parameters(1, 0, 1, 1));
    assertRefused("jointNats must be above 0", () -> new Components.Parameters(1, 1, -1, 1));
    assertRefused("leastEdges must be 1 or more", () -> new Components.Parameters(1, 1, 1, 0));
  }
}
