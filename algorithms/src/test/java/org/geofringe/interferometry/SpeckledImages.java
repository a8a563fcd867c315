package org.geofringe.interferometry;

import java.util.Random;

/** Images of circular Gaussian speckle, interleaved complex, of mean power 1. */
final class SpeckledImages {

  private SpeckledImages() {}

  /** Independent cells. */
  static float[] speckle(int cells, Random random) {
    float[] image = new float[2 * cells];
    for (int k = 0; k < image.length; k++) {
      image[k] = (float) (random.nextGaussian() * Math.sqrt(0.5));
    }
    return image;
  }

  /** An image whose interferogram with the reference has this coherence, and phase in radians. */
  static float[] secondary(float[] reference, double coherence, double phase, Random random) {
    float[] image = speckle(reference.length / 2, random);
    double rest = Math.sqrt(1 - coherence * coherence);
    double real = coherence * Math.cos(phase);
    double imaginary = -coherence * Math.sin(phase);
    for (int k = 0; k < image.length; k += 2) {
      image[k] = (float) (real * reference[k] - imaginary * reference[k + 1] + rest * image[k]);
      image[k + 1] =
          (float) (real * reference[k + 1] + imaginary * reference[k] + rest * image[k + 1]);
    }
    return image;
  }

  /** A rectangle cut out of interleaved complex values. */
  static float[] cut(float[] image, int columns, int row, int rows) {
    float[] part = new float[2 * rows * columns];
    System.arraycopy(image, 2 * row * columns, part, 0, part.length);
    return part;
  }

  /** Makes cells no data. */
  static float[] withHoles(float[] image, double share, Random random) {
    float[] holed = image.clone();
    for (int k = 0; k < holed.length; k += 2) {
      if (random.nextDouble() < share) {
        holed[k + random.nextInt(2)] = Float.NaN;
      }
    }
    return holed;
  }
}
