package org.geofringe.timeseries;

import static org.geofringe.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.geofringe.TestStacks;
import org.junit.jupiter.api.Test;

class VelocityFitTest {

  private static final List<LocalDate> DATES = dates(14);

  private static List<LocalDate> dates(int count) {
    List<LocalDate> dates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      dates.add(LocalDate.of(2019, 2, 3).plusDays(12L * i + (i % 3) * 6L));
    }
    return dates;
  }

  private static double years(int date) {
    return (DATES.get(date).toEpochDay() - DATES.get(0).toEpochDay()) / 365.25;
  }

  @Test
  void aLineIsFollowedExactly() {
    float[] displacement = new float[DATES.size()];
    for (int date = 0; date < DATES.size(); date++) {
      displacement[date] = (float) (0.02 - 0.3 * years(date));
    }
    VelocityFit.Result result = new VelocityFit(DATES).apply(displacement, 1);
    // Metres in float: some 1e-8 m over half a year.
    assertEquals(-0.3, result.velocity()[0], 1e-7);
    assertEquals(0, result.standardError()[0], 1e-7);
  }

  /** Against the textbook: slope and its error from the inverse normal matrix of [1 t]. */
  @Test
  void agreesWithDenseLeastSquaresWhereDatesAreMissing() {
    Random random = new Random(8);
    int cells = 300;
    float[] displacement = TestStacks.noise(DATES.size() * cells, 0.01, random);
    for (int i = 0; i < displacement.length; i++) {
      displacement[i] = random.nextDouble() < 0.3 ? Float.NaN : displacement[i];
    }
    VelocityFit.Result result = new VelocityFit(DATES).apply(displacement, cells);
    for (int cell = 0; cell < cells; cell++) {
      List<double[]> rows = new ArrayList<>();
      for (int date = 0; date < DATES.size(); date++) {
        float value = displacement[date * cells + cell];
        if (!Float.isNaN(value)) {
          rows.add(new double[] {1, years(date), value});
        }
      }
      int n = rows.size();
      DMatrixRMaj matrix = new DMatrixRMaj(n, 2);
      DMatrixRMaj right = new DMatrixRMaj(n, 1);
      for (int i = 0; i < n; i++) {
        matrix.set(i, 0, rows.get(i)[0]);
        matrix.set(i, 1, rows.get(i)[1]);
        right.set(i, 0, rows.get(i)[2]);
      }
      DMatrixRMaj inverse = new DMatrixRMaj(2, 2);
      CommonOps_DDRM.multInner(matrix, inverse);
      CommonOps_DDRM.invert(inverse);
      DMatrixRMaj moment = new DMatrixRMaj(2, 1);
      CommonOps_DDRM.multTransA(matrix, right, moment);
      DMatrixRMaj line = new DMatrixRMaj(2, 1);
      CommonOps_DDRM.mult(inverse, moment, line);
      double square = 0;
      for (double[] row : rows) {
        square += Math.pow(row[2] - line.get(0, 0) - line.get(1, 0) * row[1], 2);
      }
      double error = Math.sqrt(square / (n - 2) * inverse.get(1, 1));
      assertEquals(line.get(1, 0), result.velocity()[cell], 1e-6);
      assertEquals(error, result.standardError()[cell], 1e-6);
    }
  }

  @Test
  void tooFewDatesGiveNoData() {
    float[] displacement = new float[DATES.size() * 3];
    Arrays.fill(displacement, Float.NaN);
    displacement[0] = 0;
    displacement[1] = 0;
    displacement[13 * 3 + 1] = (float) years(13);
    VelocityFit.Result result = new VelocityFit(DATES).apply(displacement, 3);
    assertTrue(Float.isNaN(result.velocity()[0]));
    assertEquals(1, result.velocity()[1], 1e-6);
    assertTrue(Float.isNaN(result.standardError()[1]));
    assertTrue(Float.isNaN(result.velocity()[2]));
  }

  @Test
  void tilesEqualTheWholeBitForBit() {
    int cells = 101;
    float[] displacement = TestStacks.noise(DATES.size() * cells, 0.01, new Random(2));
    VelocityFit fit = new VelocityFit(DATES);
    VelocityFit.Result whole = fit.apply(displacement, cells);
    VelocityFit.Result tile = fit.apply(TestStacks.part(displacement, cells, 30, 77), 47);
    assertArrayEquals(Arrays.copyOfRange(whole.velocity(), 30, 77), tile.velocity());
    assertArrayEquals(Arrays.copyOfRange(whole.standardError(), 30, 77), tile.standardError());
  }

  @Test
  void wrongShapesAreNamed() {
    assertRefused("two dates, got 1", () -> new VelocityFit(DATES.subList(0, 1)));
    assertRefused(
        "displacement of 14 dates x 2 cells expected, got 3",
        () -> new VelocityFit(DATES).apply(new float[3], 2));
  }
}
