package org.geofringe.xml;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An element of an XML file with its text and children, by local names. Every question that the
 * file does not answer as it should ends in one line that names the file, the element and what is
 * wrong.
 */
public final class XmlTree {

  private static final int MOST_ELEMENTS = 2_000_000;
  private static final int MOST_DEPTH = 100;

  private final String source;
  private final String path;
  private final Map<String, String> attributes = new HashMap<>();
  private final List<XmlTree> children = new ArrayList<>();
  private final String name;
  private final StringBuilder text = new StringBuilder();

  private XmlTree(String source, String path, String name) {
    this.source = source;
    this.path = path;
    this.name = name;
  }

  /**
   * Reads a file into memory.
   *
   * @param input not closed
   * @param source names the file in messages
   * @param skipped names of elements that are left out, with all within them
   * @return the outermost element
   */
  public static XmlTree read(InputStream input, String source, Set<String> skipped)
      throws IOException {
    XMLStreamReader reader = SecureXml.open(input, source);
    Deque<XmlTree> open = new ArrayDeque<>();
    XmlTree root = new XmlTree(source, "", "");
    open.push(root);
    int elements = 0;
    int skipping = 0;
    while (true) {
      int event = SecureXml.next(reader, source);
      if (event == XMLStreamConstants.END_DOCUMENT) {
        return root.children.get(0);
      }
      XmlTree top = open.element();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (skipping > 0 || skipped.contains(reader.getLocalName())) {
          skipping++;
          continue;
        }
        if (++elements > MOST_ELEMENTS || open.size() > MOST_DEPTH) {
          throw new IOException(source + " has too many elements, or too deep ones");
        }
        String name = reader.getLocalName();
        XmlTree element =
            new XmlTree(source, top.path.isEmpty() ? name : top.path + "/" + name, name);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        top.children.add(element);
        open.push(element);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (skipping > 0) {
          skipping--;
        } else {
          open.pop();
        }
      } else if (skipping == 0
          && (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)) {
        // Blanks between elements are nobody's; blanks within a list part its numbers, and a list
        // may come in pieces.
        if (!top.text.isEmpty() || !reader.isWhiteSpace()) {
          top.text.append(
              reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        }
      }
    }
  }

  /** An error about this element. */
  public IOException error(String what) {
    return new IOException(source + ": " + path + " " + what);
  }

  public String name() {
    return name;
  }

  /** The first element below by names from here, or null. */
  public @Nullable XmlTree find(String... names) {
    XmlTree at = this;
    for (String step : names) {
      XmlTree next = null;
      for (XmlTree child : at.children) {
        if (child.name.equals(step)) {
          next = child;
          break;
        }
      }
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  /** The first element below by names from here. */
  public XmlTree at(String... names) throws IOException {
    XmlTree found = find(names);
    if (found == null) {
      throw error("has no " + String.join("/", names));
    }
    return found;
  }

  /** All children of a name, in the file's order. */
  public List<XmlTree> all(String name) {
    return children.stream().filter(child -> child.name.equals(name)).toList();
  }

  /**
   * All children of a name of a list that may tell their number.
   *
   * @throws IOException where the list's count is not the number of children
   */
  public List<XmlTree> counted(String name) throws IOException {
    List<XmlTree> items = all(name);
    checkCount(items.size());
    return items;
  }

  private void checkCount(int actual) throws IOException {
    String count = attributes.get("count");
    if (count != null && !count.strip().equals(Integer.toString(actual))) {
      throw error("says count=\"" + count + "\" and holds " + actual);
    }
  }

  /** All elements of a name anywhere below. */
  public List<XmlTree> everywhere(String name) {
    List<XmlTree> found = new ArrayList<>();
    collect(name, found);
    return found;
  }

  private void collect(String wanted, List<XmlTree> found) {
    for (XmlTree child : children) {
      if (child.name.equals(wanted)) {
        found.add(child);
      }
      child.collect(wanted, found);
    }
  }

  public @Nullable String attribute(String key) {
    return attributes.get(key);
  }

  /** The element's own text, without blanks around it. */
  public String text() {
    return text.toString().strip();
  }

  /** A finite number. */
  public double number() throws IOException {
    return number(text());
  }

  private double number(String word) throws IOException {
    double value;
    try {
      value = Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw error("is '" + shortened(word) + "', not a number");
    }
    if (!Double.isFinite(value)) {
      throw error("is " + word + ", not a finite number");
    }
    return value;
  }

  /** A finite number above zero. */
  public double positive() throws IOException {
    double value = number();
    if (!(value > 0)) {
      throw error("is " + text() + ", must be above 0");
    }
    return value;
  }

  /** A whole number in a range, both ends included. */
  public long integer(long least, long most) throws IOException {
    String word = text();
    long value;
    try {
      value = Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw error("is '" + shortened(word) + "', not a whole number");
    }
    if (value < least || value > most) {
      throw error("is %d, must be %d to %d".formatted(value, least, most));
    }
    return value;
  }

  /** True or false. */
  public boolean flag() throws IOException {
    return switch (text()) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw error("is '" + shortened(text()) + "', not true or false");
    };
  }

  /** An instant in UTC, as in {@code 2020-05-11T13:51:17.603718}. */
  public Instant time() throws IOException {
    String word = text();
    try {
      return LocalDateTime.parse(word.endsWith("Z") ? word.substring(0, word.length() - 1) : word)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw error("is '" + shortened(word) + "', not a time such as 2020-05-11T13:51:17.603718");
    }
  }

  /** The numbers of a list that may tell how many they are; at least one. */
  public double[] numbers() throws IOException {
    StringTokenizer words = new StringTokenizer(text.toString());
    double[] values = new double[words.countTokens()];
    checkCount(values.length);
    if (values.length == 0) {
      throw error("holds no numbers");
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = number(words.nextToken());
    }
    return values;
  }

  /** The whole numbers of a list that may tell how many they are; at least one. */
  public int[] integers() throws IOException {
    StringTokenizer words = new StringTokenizer(text.toString());
    int[] values = new int[words.countTokens()];
    checkCount(values.length);
    if (values.length == 0) {
      throw error("holds no numbers");
    }
    for (int i = 0; i < values.length; i++) {
      String word = words.nextToken();
      try {
        values[i] = Integer.parseInt(word);
      } catch (NumberFormatException e) {
        throw error("holds '" + shortened(word) + "', not a whole number");
      }
    }
    return values;
  }

  private static String shortened(String word) {
    String line = word.replaceAll("\\s+", " ");
    return line.length() <= 40 ? line : line.substring(0, 40) + "…";
  }
}
