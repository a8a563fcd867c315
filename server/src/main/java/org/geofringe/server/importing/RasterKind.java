package org.geofringe.server.importing;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a raster holds, judged by the words in its name. */
enum RasterKind {
  UNWRAPPED,
  /** "phase" and nothing that says wrapped or unwrapped: unwrapped if its values say so. */
  PHASE,
  WRAPPED,
  COHERENCE,
  COMPONENTS,
  /** Metres or millimetres of motion: never to be taken as phase. */
  DISPLACEMENT,
  HEIGHT,
  INCIDENCE,
  /** Something this import has no use for. */
  OTHER,
  /** The name says nothing. */
  UNKNOWN;

  private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9]+");

  private static final Set<String> COMPONENT_WORDS =
      Set.of("conncomp", "components", "conncomps", "component");
  private static final Set<String> DISPLACEMENT_WORDS =
      Set.of("disp", "displacement", "deformation", "vel", "velocity", "mm", "cm");
  private static final Set<String> COHERENCE_WORDS =
      Set.of("cc", "coh", "cor", "corr", "coherence", "correlation");
  private static final Set<String> UNWRAPPED_WORDS = Set.of("unw", "unwrapped", "uwr", "unwphase");
  private static final Set<String> WRAPPED_WORDS =
      Set.of("wrapped", "wrap", "pha", "diff", "int", "ifg", "interferogram");
  private static final Set<String> HEIGHT_WORDS =
      Set.of("dem", "hgt", "height", "elevation", "elev");
  private static final Set<String> INCIDENCE_WORDS = Set.of("incidence", "inc", "theta");

  /**
   * Words that make a raster something this import has no use for, whatever else its name says:
   * radar geometry, masks, amplitudes, and LiCSAR's along-track burst-overlap and offset products,
   * which also end in {@code cc}.
   */
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "rdr",
          "mask",
          "landmask",
          "amp",
          "amplitude",
          "mli",
          "mag",
          "browse",
          "sbovldiff",
          "bovldiff",
          "sbovl",
          "bovl",
          "phi",
          "ls",
          "shadow",
          "rng",
          "azi",
          "tropo",
          "iono");

  /** The kind that a file name says. Where several words speak, the last one does. */
  static RasterKind ofName(String stem) {
    // LiCSAR's look vector is three files FRAME.geo.E, .N and .U; U is the cosine of incidence.
    if (stem.endsWith(".geo.U")) {
      return INCIDENCE;
    }
    List<String> words = words(stem);
    RasterKind kind = UNKNOWN;
    boolean displacement = false;
    for (String word : words) {
      if (OTHER_WORDS.contains(word)) {
        return OTHER;
      }
      displacement |= DISPLACEMENT_WORDS.contains(word);
      RasterKind said = ofWord(word);
      boolean onlyRefines =
          (said == WRAPPED || said == PHASE) && (kind == UNWRAPPED || kind == WRAPPED);
      if (said != UNKNOWN && !onlyRefines) {
        kind = said;
      }
    }
    return displacement && kind != COHERENCE ? DISPLACEMENT : kind;
  }

  /** Whether the name says unwrapped phase and a unit of length at once. */
  static boolean saysUnwrapped(String stem) {
    return words(stem).stream().anyMatch(UNWRAPPED_WORDS::contains);
  }

  private static RasterKind ofWord(String word) {
    if (COMPONENT_WORDS.contains(word)) {
      return COMPONENTS;
    }
    if (COHERENCE_WORDS.contains(word)) {
      return COHERENCE;
    }
    if (UNWRAPPED_WORDS.contains(word)) {
      return UNWRAPPED;
    }
    if (WRAPPED_WORDS.contains(word)) {
      return WRAPPED;
    }
    if (HEIGHT_WORDS.contains(word)) {
      return HEIGHT;
    }
    if (INCIDENCE_WORDS.contains(word)) {
      return INCIDENCE;
    }
    return word.equals("phase") ? PHASE : UNKNOWN;
  }

  private static List<String> words(String stem) {
    return List.of(NOT_A_WORD.split(stem.toLowerCase(Locale.ROOT)));
  }
}
