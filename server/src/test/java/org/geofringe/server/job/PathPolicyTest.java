package org.geofringe.server.job;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.run.UserException;
import org.geofringe.server.workflow.FillGaps;
import org.geofringe.server.workflow.FormInterferograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers from other machines stay within the folders that were opened to them. */
class PathPolicyTest {

  private static final AlgorithmDescription ALGORITHM =
      AlgorithmDescription.of(FillGaps.class, FillGaps.Parameters.class);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/passwd", "../secret.tif", "uploads/../secret.tif", "uploads/link/passwd"})
  void refusesWhatLeadsElsewhere(String value) throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("uploads"));
    Files.createSymbolicLink(uploads.resolve("link"), Path.of("/etc"));
    String path = folder.resolve(value).toString();
    for (String name : List.of("RASTER", "FILLED", "MASK")) {
      UserException refusal =
          assertThrows(
              UserException.class,
              () ->
                  new PathPolicy(List.of(uploads))
                      .check(ALGORITHM, Map.of(name, path), folder.resolve("job")));
      assertTrue(String.valueOf(refusal.getMessage()).startsWith(name), refusal::toString);
    }
  }

  @Test
  void whatNamesALayerIsNoPartOfItsPath() throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("uploads"));
    Path mask = Files.createFile(uploads.resolve("water.gpkg"));
    AlgorithmDescription interferograms =
        AlgorithmDescription.of(FormInterferograms.class, FormInterferograms.Parameters.class);
    PathPolicy policy = new PathPolicy(List.of(uploads));
    assertDoesNotThrow(
        () -> policy.check(interferograms, Map.of("MASK", mask + "|layername=../.."), folder));
    assertThrows(
        UserException.class,
        () ->
            policy.check(
                interferograms,
                Map.of("MASK", "/etc/passwd|layername=" + mask),
                uploads.resolve("job")));
  }

  @Test
  void allowsRootsTheJobsFolderAndRelativeDestinations() throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("uploads"));
    Map<String, String> values =
        Map.of(
            "RASTER", uploads.resolve("a.tif").toString(),
            "FILLED", folder.resolve("job/filled.tif").toString(),
            "MASK", "mask.tif");
    assertDoesNotThrow(
        () -> new PathPolicy(List.of(uploads)).check(ALGORITHM, values, folder.resolve("job")));
  }

  @Test
  void theUserOfThisMachineMayGoAnywhere() {
    assertDoesNotThrow(
        () -> PathPolicy.anywhere().check(ALGORITHM, Map.of("RASTER", "/etc/passwd"), folder));
  }
}
