package org.geofringe.server.scenes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Builds an XML document of elements and numbers; texts are this program's own and need no escape.
 */
final class XmlText {

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are names and values in turn. */
  XmlText open(String tag, String... attributes) {
    indent().append('<').append(tag);
    attributes(attributes);
    text.append(">\n");
    open.push(tag);
    return this;
  }

  XmlText close() {
    String tag = open.pop();
    indent().append("</").append(tag).append(">\n");
    return this;
  }

  /** An element with a text. */
  XmlText leaf(String tag, Object value, String... attributes) {
    indent().append('<').append(tag);
    attributes(attributes);
    text.append('>').append(value).append("</").append(tag).append(">\n");
    return this;
  }

  /** An element with a number in the form that ESA's products have, all digits kept. */
  XmlText number(String tag, double value) {
    return leaf(tag, digits(value));
  }

  /** An element without content. */
  XmlText empty(String tag, String... attributes) {
    indent().append('<').append(tag);
    attributes(attributes);
    text.append("/>\n");
    return this;
  }

  static String digits(double value) {
    return String.format(Locale.ROOT, "%.16e", value);
  }

  private StringBuilder indent() {
    return text.append("  ".repeat(open.size()));
  }

  private void attributes(String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"").append(attributes[i + 1]).append('"');
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
