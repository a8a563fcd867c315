package org.geofringe.sentinel1;

/** The samples of one burst, wherever they lie. May be read by several threads at once. */
public interface BurstSamples {

  /**
   * Reads a rectangle that lies within the burst.
   *
   * @param line first line
   * @param sample first sample
   * @param lines number of lines
   * @param samples number of samples of a line
   * @param target receives real and imaginary part in turn, line by line, {@code 2 * lines *
   *     samples} numbers; modified
   */
  void read(int line, int sample, int lines, int samples, short[] target);
}
