package org.geofringe.closure;

/**
 * What a cycle in a pair costs where cycles of triplets have to be put down to pairs: the more, the
 * less likely it is.
 *
 * <p>Where unwrapping set components against each other across gaps, it told how sure it was, and
 * that counts. Else a component is rarely off where it is coherent and where it is large. The
 * component that holds the reference is not off at all: every other one is measured against it.
 */
final class ComponentWeights {

  /** Of a pair that nothing speaks for. */
  private static final int PLAIN = 16;

  /**
   * What each nat of evidence for a bridge adds: little, since what misleads one pair, such as the
   * air of a date over a strait, misleads the other pairs of that date alike.
   */
  private static final double PER_NAT = 1;

  private static final byte CERTAIN = Byte.MAX_VALUE;

  private final byte[][] weights;
  private final int[] referenceComponents;

  ComponentWeights(
      ComponentStatistics statistics, ComponentBridges bridges, int[] referenceComponents) {
    this.referenceComponents = referenceComponents.clone();
    this.weights = new byte[referenceComponents.length][PairCells.LARGEST_COMPONENT + 1];
    for (int p = 0; p < weights.length; p++) {
      double[] nats = bridges.nats(p, referenceComponents[p]);
      for (int c = 0; c < weights[p].length; c++) {
        double coherent = PLAIN * (1 + Math.min(1, statistics.meanCoherence(p, c)));
        double large = c == 0 ? 1 : 1 + statistics.share(p, c) / 2;
        double bridged = PLAIN + PER_NAT * nats[c];
        weights[p][c] = (byte) Math.round(Double.isNaN(bridged) ? coherent * large : bridged);
      }
    }
  }

  boolean isReference(int pair, int component) {
    return component > 0 && component == referenceComponents[pair];
  }

  /** Cost of a cycle of the whole component. */
  byte ofComponent(int pair, int component) {
    return isReference(pair, component) ? CERTAIN : weights[pair][component];
  }

  /** Cost of a cycle of a cell alone: half where it is in no component or not reliable. */
  byte ofCell(int pair, int component, boolean reliable) {
    byte weight = weights[pair][component];
    return component > 0 && reliable ? weight : (byte) (weight / 2);
  }
}
