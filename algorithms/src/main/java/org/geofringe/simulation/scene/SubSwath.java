package org.geofringe.simulation.scene;

/**
 * The three sub-swaths of the interferometric wide mode, with the settings that Sentinel-1 flies
 * them with: read off the annotation of a product of 2020, the same for every product but for the
 * odd line or sample.
 */
public enum SubSwath {
  IW1(
      1,
      1.590368784,
      1497,
      21444,
      5.334431164884956e-3,
      0,
      56.5e6,
      327,
      0.70,
      546,
      21000,
      20,
      17,
      1.717128973878037e3,
      1.138857),
  IW2(
      2,
      0.97986332500,
      1509,
      25359,
      5.644353088882477e-3,
      459,
      48.3e6,
      313,
      0.75,
      504,
      24945,
      25,
      23,
      1.451627112193990e3,
      1.027840),
  IW3(
      3,
      1.397440818,
      1515,
      24492,
      6.015320711278467e-3,
      923,
      42.78991840322842e6,
      314,
      0.75,
      451,
      24119,
      27,
      25,
      1.685817302492702e3,
      1.152213);

  /** Hz. */
  public static final double RADAR_FREQUENCY = 5.405000454334350e9;

  /** Range sampling rate, Hz. */
  public static final double SAMPLING_RATE = 6.434523812571428e7;

  /** Seconds from line to line. */
  public static final double LINE_INTERVAL = 2.055556299999998e-3;

  /** Seconds from a burst to the next of its sub-swath. */
  public static final double CYCLE = 2.758273;

  /** Hamming coefficient of the range spectrum. */
  public static final double RANGE_WEIGHT = 0.75;

  private final int number;
  private final double steeringDegreesPerSecond;
  private final int lines;
  private final int fullSamples;
  private final double firstSampleTime;
  private final int firstLine;
  private final double rangeBandwidth;
  private final double azimuthBandwidth;
  private final double azimuthWeight;
  private final int firstValid;
  private final int lastValid;
  private final int emptyAbove;
  private final int emptyBelow;
  private final double pulseRate;
  private final double sensingOffset;

  SubSwath(
      int number,
      double steeringDegreesPerSecond,
      int lines,
      int fullSamples,
      double firstSampleTime,
      int firstLine,
      double rangeBandwidth,
      double azimuthBandwidth,
      double azimuthWeight,
      int firstValid,
      int lastValid,
      int emptyAbove,
      int emptyBelow,
      double pulseRate,
      double sensingOffset) {
    this.number = number;
    this.steeringDegreesPerSecond = steeringDegreesPerSecond;
    this.lines = lines;
    this.fullSamples = fullSamples;
    this.firstSampleTime = firstSampleTime;
    this.firstLine = firstLine;
    this.rangeBandwidth = rangeBandwidth;
    this.azimuthBandwidth = azimuthBandwidth;
    this.azimuthWeight = azimuthWeight;
    this.firstValid = firstValid;
    this.lastValid = lastValid;
    this.emptyAbove = emptyAbove;
    this.emptyBelow = emptyBelow;
    this.pulseRate = pulseRate;
    this.sensingOffset = sensingOffset;
  }

  /** 1 to 3. */
  public int number() {
    return number;
  }

  /** Rate at which the antenna is steered along azimuth, degrees per second. */
  public double steeringDegreesPerSecond() {
    return steeringDegreesPerSecond;
  }

  /** Lines of a burst. */
  public int lines() {
    return lines;
  }

  /** Samples of a whole line. */
  public int fullSamples() {
    return fullSamples;
  }

  /** Two-way slant range time of the first sample of a whole line, seconds. */
  public double firstSampleTime() {
    return firstSampleTime;
  }

  /** Lines from the start of a burst of IW1 to that of the next burst of this sub-swath. */
  public int firstLine() {
    return firstLine;
  }

  /** Processed range bandwidth, Hz. */
  public double rangeBandwidth() {
    return rangeBandwidth;
  }

  /** Processed azimuth bandwidth, Hz. */
  public double azimuthBandwidth() {
    return azimuthBandwidth;
  }

  /** Hamming coefficient of the azimuth spectrum. */
  public double azimuthWeight() {
    return azimuthWeight;
  }

  /** First sample of a whole line that holds an echo. */
  public int firstValid() {
    return firstValid;
  }

  /** Last sample of a whole line that holds an echo. */
  public int lastValid() {
    return lastValid;
  }

  /** Empty lines at a burst's start, give or take one. */
  public int emptyAbove() {
    return emptyAbove;
  }

  /** Empty lines at a burst's end, give or take one. */
  public int emptyBelow() {
    return emptyBelow;
  }

  /** Pulse repetition frequency, Hz. */
  public double pulseRate() {
    return pulseRate;
  }

  /** Seconds from a burst's first zero-Doppler time to the time its first echo was received. */
  public double sensingOffset() {
    return sensingOffset;
  }
}
