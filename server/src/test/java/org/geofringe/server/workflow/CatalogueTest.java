package org.geofringe.server.workflow;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.catalogue.OutputDescription;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.catalogue.ParameterDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every algorithm is described well enough for a dialog that knows nothing else. */
class CatalogueTest {

  private static final int SUBSTANCE = 200;

  private static final Map<String, String> UNIT_OF_STYLE =
      Map.of(
          "velocity", "mm/yr",
          "velocity_std", "mm/yr",
          "displacement", "mm",
          "residual_rms", "rad",
          "closure_rms", "rad",
          "closure_cycles", "triplets",
          "points", "mm/yr");

  static Stream<AlgorithmDescription> algorithms() {
    return Catalogue.standard().descriptions().stream();
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void isExplained(AlgorithmDescription algorithm) {
    assertTrue(algorithm.id().matches("[a-z]+(_[a-z]+)*"), algorithm.id());
    assertTrue(algorithm.help().length() > SUBSTANCE, algorithm.help());
    assertSentence(algorithm.summary());
    assertFalse(algorithm.group().isBlank());
    assertFalse(algorithm.label().isBlank());
    for (ParameterDescription parameter : algorithm.parameters()) {
      assertFalse(parameter.label().isBlank(), parameter.name());
      assertSentence(parameter.help());
      parameter.choices().forEach(choice -> assertFalse(choice.label().isBlank(), choice.value()));
    }
    for (OutputDescription output : algorithm.outputs()) {
      assertFalse(output.label().isBlank(), output.name());
      assertSentence(output.help());
    }
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void namesAreUniqueAndFilesToo(AlgorithmDescription algorithm) {
    List<String> names = new ArrayList<>();
    algorithm.parameters().forEach(p -> names.add(p.name()));
    algorithm.outputs().forEach(o -> names.add(o.name()));
    assertEquals(Set.copyOf(names).size(), names.size(), names.toString());
    Set<String> files = new HashSet<>();
    for (OutputDescription output : algorithm.outputs()) {
      assertTrue(files.add(output.inside() + "/" + output.fileName()), output.fileName());
      assertTrue(output.inside().isEmpty() || names.contains(output.inside()), output.inside());
    }
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void stylesExistAndUnitsFitThem(AlgorithmDescription algorithm) {
    for (OutputDescription output : algorithm.outputs()) {
      if (!output.style().isEmpty()) {
        for (String ending : List.of(".qml", ".sld")) {
          assertNotNull(
              CatalogueTest.class.getResource("/styles/" + output.style() + ending),
              output.style() + ending);
        }
        assertFalse(output.group().isEmpty(), output.name() + " is a layer and has no group");
      }
      assertEquals(
          UNIT_OF_STYLE.getOrDefault(output.style(), output.unit()), output.unit(), output.name());
      assertEquals(endingOf(output.kind(), output.fileName()), output.fileName());
    }
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void defaultsCanBeTaken(AlgorithmDescription algorithm, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Map<String, String> needed = new HashMap<>();
    for (ParameterDescription parameter : algorithm.parameters()) {
      if (parameter.byDefault().isEmpty() && !parameter.optional()) {
        switch (parameter.kind()) {
          case FOLDER, STACK -> needed.put(parameter.name(), folder.toString());
          case FILE, RASTER, FILE_OR_FOLDER, LAYER -> needed.put(parameter.name(), file.toString());
          default -> throw new AssertionError(parameter.name() + " should have a default");
        }
      }
    }
    if (algorithm.id().equals("full_chain")) {
      // It begins with scenes or with interferograms, and has to be told with which.
      needed.put("FOLDER", folder.toString());
    }
    assertNotNull(Catalogue.standard().prepare(algorithm.id(), needed, folder));
  }

  @Test
  void anUnknownAlgorithmIsAnsweredWithThoseThatThereAre() {
    assertRefused(
        () -> Catalogue.standard().prepare("velocty", Map.of(), Path.of("out")),
        "\"velocty\"",
        "full_chain, geocode_slc, ");
  }

  private static String endingOf(OutputKind kind, String name) {
    String ending =
        switch (kind) {
          case RASTER -> ".tif";
          case VECTOR -> ".gpkg";
          case TABLE -> ".csv";
          case STACK, FOLDER, FILE -> "";
        };
    return name.endsWith(ending) ? name : name + ending;
  }

  private static void assertSentence(String text) {
    assertTrue(text.length() > 5 && text.endsWith("."), text);
  }
}
