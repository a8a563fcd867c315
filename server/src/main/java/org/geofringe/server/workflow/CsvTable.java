package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.geofringe.server.file.AtomicFiles;

/** A comma-separated table with a header line, built row by row and written in one step. */
final class CsvTable {

  private final StringBuilder text = new StringBuilder();
  private final int columns;

  CsvTable(String... header) {
    columns = header.length;
    text.append(String.join(",", header)).append('\n');
  }

  /** Adds a row. Numbers are written with a decimal point and six digits; NaN as an empty field. */
  CsvTable row(Object... values) {
    if (values.length != columns) {
      throw new IllegalArgumentException(values.length + " values for " + columns + " columns");
    }
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ",").append(field(values[i]));
    }
    text.append('\n');
    return this;
  }

  void write(Path file) throws IOException {
    AtomicFiles.writeString(file, text.toString());
  }

  private static String field(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) ? "" : String.format(Locale.ROOT, "%.6g", number);
    }
    String text = value.toString();
    return text.matches("[^\",\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
