package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.geofringe.server.file.AtomicFiles;

/**
 * A comma-separated table with a header line, built row by row and written in one step. The types
 * of its columns go into a file {@code .csvt} beside it; without one, QGIS takes every column for
 * text.
 */
final class CsvTable {

  /** A number that six digits are too few for, such as a coordinate. */
  record Exact(double value, int decimals) {}

  private final StringBuilder text = new StringBuilder();
  private final String[] types;

  CsvTable(String... header) {
    types = new String[header.length];
    Arrays.fill(types, "String");
    text.append(String.join(",", header)).append('\n');
  }

  /** Adds a row. Numbers are written with a decimal point and six digits; NaN as an empty field. */
  CsvTable row(Object... values) {
    if (values.length != types.length) {
      throw new IllegalArgumentException(
          values.length + " values for " + types.length + " columns");
    }
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ",").append(field(values[i]));
      types[i] = type(values[i]);
    }
    text.append('\n');
    return this;
  }

  void write(Path file) throws IOException {
    AtomicFiles.writeString(file, text.toString());
    AtomicFiles.writeString(
        file.resolveSibling(file.getFileName() + "t"), "\"" + String.join("\",\"", types) + "\"\n");
  }

  private static String type(Object value) {
    if (value instanceof Double || value instanceof Float || value instanceof Exact) {
      return "Real";
    } else if (value instanceof Integer || value instanceof Long) {
      return "Integer";
    }
    return value instanceof LocalDate ? "Date" : "String";
  }

  private static String field(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) ? "" : String.format(Locale.ROOT, "%.6g", number);
    }
    if (value instanceof Exact exact) {
      return String.format(Locale.ROOT, "%." + exact.decimals + "f", exact.value);
    }
    String text = value.toString();
    return text.matches("[^\",\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
