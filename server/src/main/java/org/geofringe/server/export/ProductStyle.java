package org.geofringe.server.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one kind of product is shown. The head of {@code styles/NAME.qml} says it, so that a new kind
 * of product is a new pair of files and no code.
 *
 * @param name the file name without its ending
 * @param ramp its colours
 * @param rule how the legend's range follows from the data
 * @param unit what the numbers are in; empty where they have no unit
 * @param lowWords what the lower end means, in words
 * @param highWords what the upper end means, in words
 */
public record ProductStyle(
    String name, ColourRamp ramp, Rule rule, String unit, String lowWords, String highWords) {

  /** How the range of a legend follows from the data. */
  public enum Rule {
    /** Symmetric about zero. */
    SYMMETRIC,
    /** From zero. */
    ZERO,
    /** As the data are. */
    PLAIN,
    /** Always 0 to 1. */
    UNIT,
    /** Always -π to π. */
    CYCLE,
    /** Always the days of a year. */
    YEAR,
    /** As the data are, with colours spread evenly over decibels: 20 log10 of the values. */
    DECIBEL
  }

  private static final double DAYS_OF_A_YEAR = 365.25;

  /** Of amplitudes: 40 dB, more than a picture can show. */
  private static final double MOST_CONTRAST = 100;

  private static final Pattern HEAD = Pattern.compile("\\A<!-- style ([^>]*)-->\\R");
  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /**
   * The style of that name.
   *
   * @throws IllegalArgumentException where there is none, or its head is not understood
   */
  public static ProductStyle named(String name) {
    Matcher head = HEAD.matcher(resource(name + ".qml"));
    if (!head.find()) {
      throw new IllegalArgumentException("style " + name + " has no head");
    }
    Map<String, String> values = new HashMap<>();
    Matcher attribute = ATTRIBUTE.matcher(head.group(1));
    while (attribute.find()) {
      values.put(attribute.group(1), attribute.group(2));
    }
    return new ProductStyle(
        name,
        ColourRamp.named(values.getOrDefault("ramp", "")),
        Rule.valueOf(values.getOrDefault("range", "").toUpperCase(Locale.ROOT)),
        values.getOrDefault("unit", ""),
        values.getOrDefault("low", ""),
        values.getOrDefault("high", ""));
  }

  /** The range of the legend for data that span this range. */
  public DataRange range(DataRange data) {
    return switch (rule) {
      case SYMMETRIC -> data.symmetric().rounded();
      case ZERO -> data.fromZero().rounded();
      case PLAIN -> data.rounded();
      case UNIT -> new DataRange(0, 1);
      case CYCLE -> new DataRange(-Math.PI, Math.PI);
      case YEAR -> new DataRange(0, DAYS_OF_A_YEAR);
      case DECIBEL -> data.above(1 / MOST_CONTRAST);
    };
  }

  /** The template of this style without its head. */
  String template(String ending) {
    return HEAD.matcher(resource(name + ending)).replaceFirst("");
  }

  private static String resource(String file) {
    try (InputStream in = ProductStyle.class.getResourceAsStream("/styles/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no style file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
