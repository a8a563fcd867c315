package org.geofringe.server.stack;

import java.time.Instant;

/**
 * The image of the reference date that azimuth lines and range samples count in: all its bursts and
 * sub-swaths on one raster of zero-Doppler time and slant range. Line l is at {@code firstLineTime
 * + l * lineInterval}, sample s at {@code firstRange + s * rangeSpacing}, both at centres.
 *
 * @param firstLineTime zero-Doppler time of line 0, UTC
 * @param lineInterval seconds from line to line
 * @param firstRange slant range of sample 0, metres
 * @param rangeSpacing metres of slant range from sample to sample
 * @param lines number of lines
 * @param samples number of samples of a line
 */
public record RadarFrame(
    Instant firstLineTime,
    double lineInterval,
    double firstRange,
    double rangeSpacing,
    int lines,
    int samples) {

  public RadarFrame {
    if (!(lineInterval > 0) || !(rangeSpacing > 0) || lines < 1 || samples < 1) {
      throw new IllegalArgumentException(
          "a radar frame needs positive spacings and sizes, got "
              + lineInterval
              + " s, "
              + rangeSpacing
              + " m, "
              + lines
              + " x "
              + samples);
    }
  }
}
