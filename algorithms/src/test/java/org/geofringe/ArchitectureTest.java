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
      Map.of(
          "grid", Set.of(),
          "network", Set.of(),
          "numeric", Set.of("grid"),
          "filtering", Set.of("grid", "numeric"),
          "closure", Set.of("network", "grid", "numeric"),
          "timeseries", Set.of("network", "grid", "numeric"),
          "simulation", Set.of("network", "grid", "numeric"));

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
        .resideInAnyPackage(
            "java.util.concurrent..",
            "java.nio.file..",
            "java.net..",
            "io.grpc..",
            "org.geotools..")
        .because("threads, files and servers belong to the server module")
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
