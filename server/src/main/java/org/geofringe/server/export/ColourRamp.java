package org.geofringe.server.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A continuous row of colours from 0 to 1. The table {@code ramps.csv} beside this class names
 * them; a name that ends in {@code _r} is the same ramp backwards.
 *
 * @param name as in the table
 * @param colours evenly spaced, 0xRRGGBB, at least two
 */
public record ColourRamp(String name, List<Integer> colours) {

  private static final Map<String, ColourRamp> TABLE = readTable();

  public ColourRamp {
    if (colours.size() < 2) {
      throw new IllegalArgumentException(
          "colours: a ramp needs at least 2, " + name + " has " + colours.size());
    }
    colours = List.copyOf(colours);
  }

  /**
   * A ramp of the table.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public static ColourRamp named(String name) {
    boolean reversed = name.endsWith("_r");
    ColourRamp ramp = TABLE.get(reversed ? name.substring(0, name.length() - 2) : name);
    if (ramp == null) {
      throw new IllegalArgumentException("no colour ramp is named " + name);
    }
    return reversed ? ramp.reversed(name) : ramp;
  }

  /** The colour at a position as 0xRRGGBB; positions outside 0 to 1 have the end colours. */
  public int rgb(double position) {
    double place = Math.min(1, Math.max(0, position)) * (colours.size() - 1);
    int left = Math.min((int) place, colours.size() - 2);
    double part = place - left;
    int a = colours.get(left);
    int b = colours.get(left + 1);
    return mix(a >> 16, b >> 16, part) << 16 | mix(a >> 8, b >> 8, part) << 8 | mix(a, b, part);
  }

  private static int mix(int a, int b, double part) {
    return (int) Math.round((a & 0xff) * (1 - part) + (b & 0xff) * part);
  }

  private ColourRamp reversed(String newName) {
    List<Integer> backwards = new ArrayList<>(colours);
    Collections.reverse(backwards);
    return new ColourRamp(newName, backwards);
  }

  private static Map<String, ColourRamp> readTable() {
    Map<String, ColourRamp> table = new HashMap<>();
    try (InputStream in = ColourRamp.class.getResourceAsStream("ramps.csv")) {
      if (in == null) {
        throw new IllegalStateException("ramps.csv is missing from the jar");
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          List<String> cells = List.of(line.split(","));
          List<Integer> colours =
              cells.subList(1, cells.size()).stream().map(c -> Integer.valueOf(c, 16)).toList();
          table.put(cells.get(0), new ColourRamp(cells.get(0), colours));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }
}
