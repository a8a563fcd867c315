package org.geofringe.server.export;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the gaps in a style file. A gap is <code>{{name}}</code>; what lies between <code>
 * {{stops 17}}</code> or <code>{{classes 9}}</code> and <code>{{end}}</code> is repeated for that
 * many colours.
 *
 * <ul>
 *   <li>Everywhere: low, high, range (high - low), lowLabel, highLabel, unit, lowWords, highWords,
 *       band, firstRgb, lastRgb.
 *   <li>In stops, spread evenly from low to high, or over decibels: index, position (0 to 1 between
 *       low and high), value, hex, rgb, label. innerStops leaves out the first and the last.
 *   <li>In classes, which cover all numbers: index, from, to, hex, rgb, label; the outer two are
 *       open, so values beyond the range have the end colours.
 * </ul>
 */
final class StyleTemplate {

  private static final Pattern REPEAT =
      Pattern.compile("\\{\\{(stops|innerStops|classes) (\\d+)}}(.*?)\\{\\{end}}", Pattern.DOTALL);
  private static final Pattern GAP = Pattern.compile("\\{\\{(\\w+)}}");
  private static final String BEYOND = "1e30";

  private final ProductStyle style;
  private final DataRange range;
  private final Map<String, String> values = new HashMap<>();

  StyleTemplate(ProductStyle style, DataRange range, int band) {
    if (band < 1) {
      throw new IllegalArgumentException("band must be at least 1, got " + band);
    }
    this.style = style;
    this.range =
        style.rule() == ProductStyle.Rule.UNIT
                || style.rule() == ProductStyle.Rule.CYCLE
                || style.rule() == ProductStyle.Rule.YEAR
                || style.rule() == ProductStyle.Rule.DECIBEL
            ? style.range(range)
            : range;
    values.put("low", number(this.range.low()));
    values.put("high", number(this.range.high()));
    values.put("range", number(this.range.high() - this.range.low()));
    values.put("lowLabel", label(shown(this.range.low()), style.lowWords()));
    values.put("highLabel", label(shown(this.range.high()), style.highWords()));
    values.put("unit", Xml.escape(style.unit()));
    values.put("lowWords", Xml.escape(style.lowWords()));
    values.put("highWords", Xml.escape(style.highWords()));
    values.put("band", Integer.toString(band));
    values.put("firstRgb", decimal(style.ramp().rgb(0)));
    values.put("lastRgb", decimal(style.ramp().rgb(1)));
  }

  /**
   * The text with its gaps filled.
   *
   * @throws IllegalArgumentException for a gap of unknown name
   */
  String fill(String template) {
    String repeated =
        REPEAT
            .matcher(template)
            .replaceAll(
                repeat -> {
                  boolean classes = repeat.group(1).equals("classes");
                  int count = Integer.parseInt(repeat.group(2));
                  int skip = repeat.group(1).equals("innerStops") ? 1 : 0;
                  StringBuilder text = new StringBuilder();
                  for (int i = skip; i < count - skip; i++) {
                    text.append(gaps(repeat.group(3), classes ? range(i, count) : stop(i, count)));
                  }
                  return Matcher.quoteReplacement(text.toString());
                });
    return gaps(repeated, values);
  }

  private static String gaps(String text, Map<String, String> values) {
    return GAP.matcher(text)
        .replaceAll(
            gap -> {
              String value = values.get(gap.group(1));
              if (value == null) {
                throw new IllegalArgumentException("nothing fills {{" + gap.group(1) + "}}");
              }
              return Matcher.quoteReplacement(value);
            });
  }

  private Map<String, String> stop(int i, int count) {
    double position = i / (count - 1.0);
    Map<String, String> stop = colour(i, position);
    double value = at(position);
    stop.put("position", number((value - range.low()) / (range.high() - range.low())));
    stop.put("value", number(value));
    String words = i == 0 ? style.lowWords() : i == count - 1 ? style.highWords() : "";
    stop.put("label", label(shown(value), words));
    return stop;
  }

  private Map<String, String> range(int i, int count) {
    Map<String, String> step = colour(i, (i + 0.5) / count);
    double from = at(i / (double) count);
    double to = at((i + 1.0) / count);
    step.put("from", i == 0 ? "-" + BEYOND : number(from));
    step.put("to", i == count - 1 ? BEYOND : number(to));
    String text =
        i == 0
            ? label("below " + edge(to, to - from), style.lowWords())
            : i == count - 1
                ? label("above " + edge(from, to - from), style.highWords())
                : label(edge(from, to - from) + " to " + edge(to, to - from), "");
    step.put("label", text);
    return step;
  }

  /**
   * An edge of a class to two digits of the class's size: more say nothing and are hard to read.
   */
  private static String edge(double value, double size) {
    int decimals = 1 - (int) Math.floor(Math.log10(size));
    return number(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue());
  }

  private Map<String, String> colour(int i, double position) {
    int rgb = style.ramp().rgb(position);
    Map<String, String> gaps = new HashMap<>(values);
    gaps.put("index", Integer.toString(i));
    gaps.put("hex", String.format(Locale.ROOT, "#%06x", rgb));
    gaps.put("rgb", decimal(rgb));
    return gaps;
  }

  private static String decimal(int rgb) {
    return (rgb >> 16 & 0xff) + "," + (rgb >> 8 & 0xff) + "," + (rgb & 0xff);
  }

  private double at(double position) {
    if (style.rule() == ProductStyle.Rule.DECIBEL) {
      return range.low() * Math.pow(range.high() / range.low(), position);
    }
    return range.low() + position * (range.high() - range.low());
  }

  /** What a legend says for a value: amplitudes are read in whole decibels. */
  private double shown(double value) {
    return style.rule() == ProductStyle.Rule.DECIBEL ? Math.rint(20 * Math.log10(value)) : value;
  }

  private String label(double value, String words) {
    if (style.rule() == ProductStyle.Rule.CYCLE && Math.abs(value) == Math.PI) {
      return label(value < 0 ? "-π" : "π", words);
    }
    return label(number(value), words);
  }

  private String label(String value, String words) {
    // A degree sign stands at its number, other units a space away.
    String gap = style.unit().isEmpty() || style.unit().equals("°") ? "" : " ";
    String unit = gap + style.unit();
    return Xml.escape(value + unit + (words.isEmpty() ? "" : " · " + words));
  }

  /** The shortest text of a number to six significant digits. */
  static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
