package org.geofringe.server.importing;

import java.util.ArrayList;
import java.util.List;

/** What there is to tell about a folder, gathered while it is read; each entry one line. */
final class Findings {

  private final List<String> notes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** What was recognised, and from where. */
  void note(String line) {
    notes.add(line);
  }

  /** What the user should look at. */
  void warn(String line) {
    warnings.add(line);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
