package org.geofringe.sentinel1;

/**
 * The phase that the steered antenna leaves on a burst: quadratic along azimuth, with a rate and an
 * offset that change along range.
 *
 * <p>Source: ESA, Definition of the TOPS SLC deramping function, COPE-GSEG-EOPG-TN-14-0025. With η
 * zero at the middle line: kt = ka ks / (ka - ks), ks = 2 v f_c ψ' / c, η_c = -f_c / ka, η_ref =
 * η_c - η_c(middle sample), φ = -π kt (η - η_ref)² - 2π f (η - η_ref). Multiplying samples by
 * exp(jφ) takes the carrier away.
 */
public final class TopsCarrier {

  private final Burst burst;
  private final double steeringFrequencyRate;
  private final double middleCentroidTime;

  public TopsCarrier(Burst burst) {
    this.burst = burst;
    this.steeringFrequencyRate =
        2
            * burst.platformSpeed()
            * burst.radarFrequency()
            * burst.steeringRate()
            / Burst.SPEED_OF_LIGHT;
    this.middleCentroidTime = centroidTime(burst.slantRangeTime((burst.samples() - 1) / 2.0));
  }

  private double centroidTime(double slantRangeTime) {
    return -burst.dopplerCentroid().at(slantRangeTime) / burst.fmRate().at(slantRangeTime);
  }

  /** Rate kt of the Doppler frequency along azimuth at a fractional sample, Hz/s. */
  public double dopplerRate(double sample) {
    double rate = burst.fmRate().at(burst.slantRangeTime(sample));
    return rate * steeringFrequencyRate / (rate - steeringFrequencyRate);
  }

  /** Azimuth time η_ref at which the carrier's frequency is the Doppler centroid, seconds. */
  public double referenceTime(double sample) {
    return centroidTime(burst.slantRangeTime(sample)) - middleCentroidTime;
  }

  /** Doppler centroid at a fractional sample, Hz. */
  public double dopplerCentroid(double sample) {
    return burst.dopplerCentroid().at(burst.slantRangeTime(sample));
  }

  /** Azimuth time η of a fractional line, seconds from the burst's middle. */
  public double azimuthTime(double line) {
    return (line - (burst.lines() - 1) / 2.0) * burst.lineInterval();
  }

  /**
   * The deramping phase in cycles: samples times exp(2πj cycles) have no carrier; taking it away
   * again brings the carrier back.
   */
  public double cycles(double line, double sample) {
    double offset = azimuthTime(line) - referenceTime(sample);
    return -0.5 * dopplerRate(sample) * offset * offset - dopplerCentroid(sample) * offset;
  }

  /** Frequency of the carrier in Hz: the Doppler at a fractional line and sample. */
  public double frequency(double line, double sample) {
    return dopplerRate(sample) * (azimuthTime(line) - referenceTime(sample))
        + dopplerCentroid(sample);
  }
}
