package org.geofringe.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which room of the server may know which: a new arrow is a decision, made here. */
class ArchitectureTest {

  /**
   * The plan: a room, the rooms that it knows, and, behind the bar, the packages of the library
   * that it knows.
   */
  private static final String PLAN =
      """
      cli        grpc job workflow catalogue run                          | v1
      grpc       job workflow catalogue file run                          | v1
      job        workflow catalogue file run                              |
      workflow   geocode interferogram unwrap correct series report inspect importing scenes export vector stack tile terrain raster catalogue file run | grid network closure numeric timeseries correction filtering interferometry simulation geocoding sentinel1 unwrapping
      unwrap     interferogram stack tile raster catalogue file run          | grid network filtering unwrapping
      geocode    stack tile terrain raster catalogue file run             | grid orbit geometry sentinel1 geocoding
      interferogram stack tile raster catalogue file run             | grid network interferometry filtering
      correct    series export stack tile raster file run              | grid geometry correction
      series     export tile raster file run                              | grid
      report     file run                                                 |
      inspect    vector raster catalogue file run                         | grid timeseries
      scenes     tile raster file run                                     | grid orbit sentinel1 simulation
      importing  raster catalogue file run                                | grid network xml
      export     vector raster file run                                   | grid network
      vector     raster file run                                          | grid network
      stack      raster file run                                          | grid network orbit
      tile       run                                                      | grid
      terrain    raster catalogue file run                                | grid geometry filtering
      raster     file run                                                 | grid geometry
      catalogue  run                                                      |
      file       run                                                      |
      run                                                                 |
      """;

  private static final String LIBRARY = "org.geofringe.";
  private static final String SERVER = "org.geofringe.server.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages("org.geofringe.server");

  private static final Map<String, Set<String>> MAY_KNOW =
      PLAN.lines()
          .map(line -> List.of(line.replace("|", " ").strip().split(" +")))
          .collect(
              Collectors.toMap(
                  words -> words.get(0), words -> Set.copyOf(words.subList(1, words.size()))));

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    String rest =
        name.startsWith(SERVER)
            ? name.substring(SERVER.length())
            : name.substring(LIBRARY.length());
    int end = rest.indexOf('.');
    return end < 0 ? rest : rest.substring(0, end);
  }

  @Test
  void everyRoomIsInThePlan() {
    Set<String> rooms = new TreeSet<>();
    CLASSES.forEach(type -> rooms.add(room(type)));
    assertEquals(new TreeSet<>(MAY_KNOW.keySet()), rooms);
  }

  @Test
  void roomsKnowOnlyWhatThePlanSays() {
    Set<String> forbidden = new TreeSet<>();
    Set<String> drawn = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = room(type);
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.getPackageName().startsWith(LIBRARY) || room(target).equals(from)) {
          continue;
        }
        drawn.add(from + " to " + room(target));
        if (!MAY_KNOW.getOrDefault(from, Set.of()).contains(room(target))) {
          forbidden.add(from + " knows " + room(target) + ": " + dependency.getDescription());
        }
      }
    }
    assertEquals(Set.of(), forbidden);
    Set<String> planned = new TreeSet<>();
    MAY_KNOW.forEach((from, known) -> known.forEach(to -> planned.add(from + " to " + to)));
    assertEquals(planned, drawn, "the plan holds no arrow that nobody uses");
  }

  @Test
  void roomsFormNoCircle() {
    slices().matching("org.geofringe.server.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** A library and the one room that speaks to it: changing it changes that room alone. */
  @ParameterizedTest
  @CsvSource({
    "io.grpc.., grpc",
    "org.geotools.., raster",
    "org.opengis.., raster",
    "org.locationtech.., vector",
    "org.sqlite.., vector",
    "java.sql.., vector",
    "org.jfree.., export",
    "java.awt.., export",
    "picocli.., cli"
  })
  void aLibraryIsKnownInOneRoom(String library, String room) {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVER + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void geoToolsIsLoadedByOneClassAlone() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(SERVER + "raster.CrsDatabase")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.geotools..", "org.opengis..")
        .because("loading it takes seconds, and a server is ready in two")
        .check(CLASSES);
  }

  @Test
  void timesAreThoseOfJavaTime() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Date")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Calendar")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.text.SimpleDateFormat")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineWritesToTheTerminalAndEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVER + "cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void nothingSleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .because("work waits for something, never for a while")
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "catch \\((final )?(Throwable|Exception) ; catches everything, our own bugs too",
        "\\bTODO\\b|\\bFIXME\\b ; left undone",
        "printStackTrace\\(\\) ; belongs to a log",
      })
  void sourcesAreFreeOf(String pattern, String why) throws IOException {
    Pattern forbidden = Pattern.compile(pattern);
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    assertTrue(sources.size() > 100, "looked in the wrong place");
    Set<String> found = new TreeSet<>();
    for (Path source : sources) {
      // The command line is where a bug's stack trace ends up.
      if (!source.endsWith("cli/Main.java") && forbidden.matcher(Files.readString(source)).find()) {
        found.add(source + " " + why);
      }
    }
    assertEquals(Set.of(), found);
  }
}
