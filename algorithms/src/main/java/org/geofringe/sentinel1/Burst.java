package org.geofringe.sentinel1;

import java.time.Instant;

/**
 * One burst: its raster in time and range, where its samples are valid, and what its carrier is
 * made of. Lines and samples count from 0 at centres.
 *
 * @param id the place
 * @param firstLineTime zero-Doppler time of line 0
 * @param lineInterval seconds from line to line
 * @param firstSampleTime two-way slant range time of sample 0, seconds
 * @param samplingRate range sampling rate, Hz
 * @param lines number of lines
 * @param samples number of samples of a line
 * @param firstValidSample per line, -1 where the line is empty
 * @param lastValidSample per line, inclusive, -1 where the line is empty
 * @param radarFrequency Hz
 * @param steeringRate of the antenna, radians per second
 * @param platformSpeed of the satellite at mid-burst, metres per second
 * @param dopplerCentroid Hz, the estimate nearest to mid-burst
 * @param fmRate azimuth FM rate in Hz/s, the estimate nearest to mid-burst
 */
public record Burst(
    BurstId id,
    Instant firstLineTime,
    double lineInterval,
    double firstSampleTime,
    double samplingRate,
    int lines,
    int samples,
    int[] firstValidSample,
    int[] lastValidSample,
    double radarFrequency,
    double steeringRate,
    double platformSpeed,
    RangePolynomial dopplerCentroid,
    RangePolynomial fmRate) {

  /** Metres per second. */
  public static final double SPEED_OF_LIGHT = 299792458;

  public Burst {
    if (lines < 1 || samples < 1) {
      throw new IllegalArgumentException(
          "burst " + id + " has " + lines + " lines of " + samples + " samples");
    }
    if (firstValidSample.length != lines || lastValidSample.length != lines) {
      throw new IllegalArgumentException(
          "burst %s has %d lines, but valid samples for %d and %d"
              .formatted(id, lines, firstValidSample.length, lastValidSample.length));
    }
  }

  /** Metres. */
  public double wavelength() {
    return SPEED_OF_LIGHT / radarFrequency;
  }

  /** Slant range of sample 0 in metres. */
  public double firstRange() {
    return firstSampleTime * SPEED_OF_LIGHT / 2;
  }

  /** Metres of slant range from sample to sample. */
  public double rangeSpacing() {
    return SPEED_OF_LIGHT / 2 / samplingRate;
  }

  /** The fractional sample at a slant range in metres. */
  public double sample(double range) {
    return (range - firstRange()) / rangeSpacing();
  }

  /** Two-way slant range time of a fractional sample, seconds. */
  public double slantRangeTime(double sample) {
    return firstSampleTime + sample / samplingRate;
  }

  /** Whether a sample may be used. */
  public boolean isValid(int line, int sample) {
    return line >= 0
        && line < lines
        && firstValidSample[line] >= 0
        && sample >= firstValidSample[line]
        && sample <= lastValidSample[line];
  }

  /** The same burst with another platform speed, in metres per second. */
  public Burst withPlatformSpeed(double speed) {
    return new Burst(
        id,
        firstLineTime,
        lineInterval,
        firstSampleTime,
        samplingRate,
        lines,
        samples,
        firstValidSample,
        lastValidSample,
        radarFrequency,
        steeringRate,
        speed,
        dopplerCentroid,
        fmRate);
  }
}
