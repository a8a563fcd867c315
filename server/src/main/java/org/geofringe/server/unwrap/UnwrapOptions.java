package org.geofringe.server.unwrap;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * How phase is unwrapped. Its text stands in the items of a stack, so that a check can do the same
 * again.
 *
 * @param cost what is known of the true phase
 * @param looks independent looks of the phase; 0 for those of the stack
 * @param minCoherence cells of lower coherence get no phase
 * @param fillBelow cells of lower coherence are interpolated before; 0 for none
 * @param bridge whether components are set against each other
 * @param tile side of a tile in cells; 0 for the whole image, or tiles where memory asks for them
 */
public record UnwrapOptions(
    CostMode cost, double looks, double minCoherence, double fillBelow, boolean bridge, int tile) {

  /** Smaller tiles have more seams than inside. */
  private static final int SMALLEST_TILE = 128;

  private static final Pattern TEXT =
      Pattern.compile(
          "cost=(\\w+) looks=(\\S+) min_coherence=(\\S+) fill_below=(\\S+) bridge=(\\w+) tile=(\\d+)");

  public UnwrapOptions {
    if (looks != 0 && !(looks >= 1)) {
      throw new UserException("LOOKS must be 1 or more, or 0 for those of the stack, got " + looks);
    }
    if (tile != 0 && tile < SMALLEST_TILE) {
      throw new UserException(
          "TILE must be "
              + SMALLEST_TILE
              + " cells or more, or 0 to choose by itself, got "
              + tile);
    }
  }

  UnwrapOptions withLooks(double value) {
    return new UnwrapOptions(cost, value, minCoherence, fillBelow, bridge, tile);
  }

  /** What {@link #parse} reads. */
  String text() {
    return "cost="
        + cost
        + " looks="
        + looks
        + " min_coherence="
        + minCoherence
        + " fill_below="
        + fillBelow
        + " bridge="
        + bridge
        + " tile="
        + tile;
  }

  /** Reads what {@link #text} gave; null where the text is something else. */
  static @Nullable UnwrapOptions parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      return new UnwrapOptions(
          CostMode.valueOf(matcher.group(1)),
          Double.parseDouble(matcher.group(2)),
          Double.parseDouble(matcher.group(3)),
          Double.parseDouble(matcher.group(4)),
          Boolean.parseBoolean(matcher.group(5)),
          Integer.parseInt(matcher.group(6)));
    } catch (IllegalArgumentException | UserException e) {
      return null;
    }
  }
}
