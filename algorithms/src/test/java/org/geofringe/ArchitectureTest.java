package org.geofringe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which package of the library may know which: a new arrow is a decision, made here. */
class ArchitectureTest {

  private static final String ROOT = "org.geofringe.";

  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("grid"),
          entry("network"),
          entry("xml"),
          entry("numeric", "grid"),
          entry("orbit", "numeric", "xml"),
          entry("geometry", "orbit", "numeric", "grid"),
          entry("sentinel1", "orbit", "numeric", "xml"),
          entry("geocoding", "sentinel1", "geometry", "orbit", "numeric", "grid"),
          entry("interferometry", "grid", "numeric"),
          entry("filtering", "grid", "numeric"),
          entry("unwrapping", "grid", "numeric", "interferometry", "filtering"),
          entry("closure", "network", "grid", "numeric"),
          entry("correction", "numeric"),
          entry("timeseries", "network", "grid", "numeric", "interferometry", "closure"),
          entry("simulation", "network", "grid", "numeric", "orbit", "geometry", "sentinel1"));

  private static Map.Entry<String, Set<String>> entry(String room, String... known) {
    return Map.entry(room, Set.of(known));
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages("org.geofringe");

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    int end = name.indexOf('.', ROOT.length());
    return end < 0 ? name.substring(ROOT.length()) : name.substring(ROOT.length(), end);
  }

  @Test
  void packagesKnowOnlyWhatTheyMay() {
    Set<String> forbidden = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = room(type);
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT)
            && !room(target).equals(from)
            && !MAY_USE.getOrDefault(from, Set.of()).contains(room(target))) {
          forbidden.add(from + " uses " + room(target) + " in " + type.getSimpleName());
        }
      }
    }
    assertEquals(Set.of(), forbidden);
  }

  @Test
  void everyPackageIsInThePlan() {
    Set<String> rooms = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      rooms.add(room(type));
    }
    assertEquals(new TreeSet<>(MAY_USE.keySet()), rooms);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("org.geofringe.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void kernelsArePure() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..", "java.net..", "io.grpc..", "org.geotools..")
        .because("threads and servers belong to the server module")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("org.geofringe.orbit..", "org.geofringe.sentinel1..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.nio.file..")
        .because(
            "files belong to the server, but for the formats that satellites' products come in")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.File")
        .check(CLASSES);
  }

  @Test
  void smallLeastSquaresAreTheOnlyForeignCode() {
    noClasses()
        .that()
        .resideInAnyPackage("org.geofringe.grid..", "org.geofringe.network..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "org.geofringe..", "org.jspecify..")
        .check(CLASSES);
  }
}
