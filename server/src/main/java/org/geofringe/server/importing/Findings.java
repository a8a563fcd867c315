package org.geofringe.server.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is to tell about a folder, gathered while it is read; each entry one line. */
final class Findings {

  private final List<String> notes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, List<String>> ofFiles = new LinkedHashMap<>();

  /** What was recognised, and from where. */
  void note(String line) {
    notes.add(line);
  }

  /** What the user should look at. */
  void warn(String line) {
    warnings.add(line);
  }

  /** The same of many files: one line that names the first and counts the others. */
  void warnOf(String file, String what) {
    ofFiles.computeIfAbsent(what, key -> new ArrayList<>()).add(file);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    ofFiles.forEach(
        (what, files) ->
            all.add(
                files.get(0)
                    + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " others")
                    + ": "
                    + what));
    return all;
  }
}
