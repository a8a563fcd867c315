package org.geofringe.geocoding;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.geofringe.sentinel1.Burst;
import org.geofringe.sentinel1.TopsCarrier;

/**
 * The carrier's phase over one burst from polynomials of degree 7 along range in place of the
 * quotients of {@link TopsCarrier}: rate, reference time and centroid, through Chebyshev nodes over
 * the burst. The FM rate changes by some percent over the range of a sub-swath, so that terms fall
 * by about fifty each; what is left is the rounding of double, below 1e-8 cycles.
 */
final class BurstCarrier {

  private static final int TERMS = 8;

  private final double middleLine;
  private final double interval;
  private final double middleSample;
  private final double perSample;
  private final Polynomial rate;
  private final Polynomial reference;
  private final Polynomial centroid;

  BurstCarrier(Burst burst) {
    TopsCarrier exact = new TopsCarrier(burst);
    middleLine = (burst.lines() - 1) / 2.0;
    interval = burst.lineInterval();
    middleSample = (burst.samples() - 1) / 2.0;
    perSample = 1 / Math.max(1, middleSample);
    DMatrixRMaj powers = new DMatrixRMaj(TERMS, TERMS);
    DMatrixRMaj values = new DMatrixRMaj(TERMS, 3);
    for (int node = 0; node < TERMS; node++) {
      double place = Math.cos(Math.PI * (node + 0.5) / TERMS);
      double sample = middleSample + place / perSample;
      double power = 1;
      for (int k = 0; k < TERMS; k++) {
        powers.set(node, k, power);
        power *= place;
      }
      values.set(node, 0, exact.dopplerRate(sample));
      values.set(node, 1, exact.referenceTime(sample));
      values.set(node, 2, exact.dopplerCentroid(sample));
    }
    DMatrixRMaj terms = new DMatrixRMaj(TERMS, 3);
    CommonOps_DDRM.solve(powers, values, terms);
    rate = column(terms, 0);
    reference = column(terms, 1);
    centroid = column(terms, 2);
  }

  private static Polynomial column(DMatrixRMaj m, int column) {
    return new Polynomial(
        m.get(0, column),
        m.get(1, column),
        m.get(2, column),
        m.get(3, column),
        m.get(4, column),
        m.get(5, column),
        m.get(6, column),
        m.get(7, column));
  }

  /** Terms as fields, not as an array, so that the compiler keeps them out of loops over cells. */
  private record Polynomial(
      double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7) {

    double at(double u) {
      return ((((((c7 * u + c6) * u + c5) * u + c4) * u + c3) * u + c2) * u + c1) * u + c0;
    }
  }

  /**
   * Deramping phases of points, as {@link TopsCarrier#cycles}.
   *
   * @param lines fractional lines; not modified
   * @param samples fractional samples; not modified
   * @param offset of the first point in lines and samples
   * @param count number of points
   * @param cycles receives phases from index 0; modified
   */
  void cycles(double[] lines, double[] samples, int offset, int count, double[] cycles) {
    Polynomial a = rate;
    Polynomial b = reference;
    Polynomial c = centroid;
    double zero = middleSample;
    double scale = perSample;
    double middle = middleLine;
    double step = interval;
    for (int i = 0; i < count; i++) {
      double u = (samples[offset + i] - zero) * scale;
      double kt = a.at(u);
      double f = c.at(u);
      double time = (lines[offset + i] - middle) * step - b.at(u);
      cycles[i] = -time * (0.5 * kt * time + f);
    }
  }
}
