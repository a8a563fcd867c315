package org.geofringe.server.catalogue;

import static org.geofringe.server.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterBinderTest {

  enum Colour implements Choice {
    RED,
    BLUE;

    @Override
    public String label() {
      return "The colour " + name();
    }
  }

  @Algorithm(id = "everything", group = "Test", label = "Everything", summary = "Every kind.")
  private static final class Everything {}

  record Values(
      @Input(label = "Folder", help = "h", kind = ParameterKind.FOLDER) Path folder,
      @Input(label = "Text", help = "h", byDefault = "usual") String text,
      @Input(label = "Note", help = "h", optional = true) String note,
      @Input(label = "Count", help = "h", byDefault = "3", minimum = 1, maximum = 10) int count,
      @Input(label = "Share", help = "h", byDefault = "0.5", minimum = 0, maximum = 1) double share,
      @Input(label = "Flag", help = "h", byDefault = "true") boolean flag,
      @Input(label = "Colour", help = "h", byDefault = "RED") Colour colour,
      @Input(label = "Point", help = "h", optional = true) @Nullable MapPoint whereToLook,
      @Input(label = "Area", help = "h", optional = true) @Nullable Extent area,
      @Input(label = "System", help = "h", kind = ParameterKind.CRS, optional = true) String crs,
      @Input(label = "Dates", help = "h", kind = ParameterKind.DATES, optional = true)
          List<LocalDate> dates,
      @Input(label = "File", help = "h", kind = ParameterKind.FILE, optional = true)
          @Nullable Path file,
      @Input(label = "Raster", help = "h", kind = ParameterKind.RASTER, optional = true)
          @Nullable Path raster,
      @Input(label = "Stack", help = "h", kind = ParameterKind.STACK, optional = true)
          @Nullable Path stack,
      @Input(label = "Layer", help = "h", kind = ParameterKind.LAYER, optional = true) String layer,
      @Output(label = "Table", help = "h", kind = OutputKind.TABLE, fileName = "table.csv")
          Path table,
      @Output(
              label = "Extra",
              help = "h",
              kind = OutputKind.FILE,
              optional = true,
              fileName = "extra.txt")
          @Nullable Path extra,
      @Output(label = "Results", help = "h", kind = OutputKind.FOLDER, fileName = "results")
          Path results,
      @Output(
              label = "Inner",
              help = "h",
              kind = OutputKind.RASTER,
              inside = "RESULTS",
              fileName = "sub/inner.tif")
          Path inner) {

    Values {
      if (count == 7) {
        throw new UserException("COUNT 7 is unlucky: take another.");
      }
    }
  }

  private static final AlgorithmDescription DESCRIPTION =
      AlgorithmDescription.of(Everything.class, Values.class);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final Map<String, String> given = new HashMap<>();

  @BeforeEach
  void giveWhatIsNeeded() {
    given.put("FOLDER", folder.toString());
  }

  private Values bind() {
    return ParameterBinder.bind(DESCRIPTION, Values.class, given, folder.resolve("out"));
  }

  @Test
  void whatIsNotGivenIsTheDefault() {
    Values values = bind();
    assertEquals(folder, values.folder());
    assertEquals("usual", values.text());
    assertEquals("", values.note());
    assertEquals(3, values.count());
    assertEquals(0.5, values.share());
    assertTrue(values.flag());
    assertEquals(Colour.RED, values.colour());
    assertNull(values.whereToLook());
    assertNull(values.area());
    assertEquals("", values.crs());
    assertEquals(List.of(), values.dates());
    assertNull(values.file());
  }

  @Test
  void blankIsNotGiven() {
    List.of("TEXT", "COUNT", "SHARE", "FLAG", "COLOUR", "WHERE_TO_LOOK", "DATES", "FILE", "TABLE")
        .forEach(name -> given.put(name, "  "));
    assertEquals(
        ParameterBinder.bind(
            DESCRIPTION, Values.class, Map.of("FOLDER", folder.toString()), folder.resolve("out")),
        bind());
  }

  @Test
  void everyKindIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("a b.txt"), "x");
    given.put("TEXT", " some = text ");
    given.put("COUNT", " 10 ");
    given.put("SHARE", "1e-1");
    given.put("FLAG", "No");
    given.put("COLOUR", "blue");
    given.put("WHERE_TO_LOOK", "485000,2148000 [EPSG:32614]");
    given.put("AREA", "484000,486000,2147000,2149000 [EPSG:32614]");
    given.put("CRS", " epsg:32614 ");
    given.put("DATES", "20180331, 2018-01-06;20180331");
    given.put("FILE", file.toString());
    given.put("RASTER", file.toString());
    given.put("STACK", folder.resolve("..").resolve(folder.getFileName()).toString());
    Values values = bind();
    assertEquals("some = text", values.text());
    assertEquals(10, values.count());
    assertEquals(0.1, values.share());
    assertFalse(values.flag());
    assertEquals(Colour.BLUE, values.colour());
    assertEquals(new MapPoint(485000, 2148000, "EPSG:32614"), values.whereToLook());
    assertEquals(new Extent(484000, 486000, 2147000, 2149000, "EPSG:32614"), values.area());
    assertEquals("EPSG:32614", values.crs());
    assertEquals(
        List.of(LocalDate.of(2018, 1, 6), LocalDate.of(2018, 3, 31)),
        values.dates(),
        "in order and once");
    assertEquals(file, values.file());
    assertEquals(file, values.raster());
    assertEquals(folder, values.stack(), "normalised");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COUNT | 0 | between",
        "COUNT | 11 | between",
        "COUNT | 2.5 | whole number",
        "COUNT | 99999999999 | whole number",
        "COUNT | 7 | unlucky",
        "SHARE | 1.01 | between",
        "SHARE | -0.1 | between",
        "SHARE | NaN | finite",
        "SHARE | Infinity | finite",
        "SHARE | a half | such as 0.3",
        "SHARE | 0,5 | such as 0.3",
        "FLAG | maybe | true or false",
        "COLOUR | green | RED, BLUE",
        "WHERE_TO_LOOK | here | lon,lat",
        "AREA | here | xmin,xmax,ymin,ymax",
        "AREA | 2,1,3,4 | west < east",
        "CRS | 32614 | EPSG:32632",
        "CRS | UTM 14N | EPSG:32632",
        "DATES | 2018-02-30 | 2018-02-30",
        "DATES | 31.03.2018 | 31.03.2018",
        "FILE | /nowhere/file | no file",
        "RASTER | /nowhere/file | no file",
        "STACK | /nowhere/stack | no folder",
        "FOLDER | /nowhere/folder | no folder",
        "TABLE | ../../table.csv | leads out",
      })
  void whatCannotBeReadIsRefused(String name, String text, String part) {
    given.put(name, text);
    assertRefused(this::bind, name, part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOTHING", "count", "INNER"})
  void unknownNamesAreRefusedWithThoseThatThereAre(String name) {
    given.put(name, "1");
    String message = assertRefused(this::bind, "no parameter " + name, "COUNT, CRS, DATES, EXTRA");
    assertFalse(message.substring(message.indexOf(':')).contains("INNER"), message);
  }

  @Test
  void whatIsNeededIsAskedFor() {
    given.remove("FOLDER");
    assertRefused(this::bind, "needs FOLDER", "FOLDER=");
    given.put("FOLDER", " ");
    assertRefused(this::bind, "needs FOLDER");
  }

  @Test
  void productsGoToTheOutputFolderUnderTheirUsualNames() {
    Values values = bind();
    Path out = folder.resolve("out");
    assertEquals(out.resolve("table.csv"), values.table());
    assertEquals(out.resolve("results"), values.results());
    assertEquals(out.resolve("results/sub/inner.tif"), values.inner());
    assertNull(values.extra(), "made only when asked for");
  }

  @Test
  void chosenPathsAreTaken() {
    given.put("TABLE", "sub/mine.csv");
    given.put("EXTRA", folder.resolve("elsewhere.txt").toString());
    given.put("RESULTS", folder.resolve("there").toString());
    Values values = bind();
    assertEquals(folder.resolve("out/sub/mine.csv"), values.table(), "relative to the job");
    assertEquals(folder.resolve("elsewhere.txt"), values.extra());
    assertEquals(folder.resolve("there/sub/inner.tif"), values.inner());
  }

  @Test
  void aLayerIsAFileAndPerhapsANameInIt() throws IOException {
    Path file = Files.createFile(folder.resolve("water.gpkg"));
    assertEquals("", bind().layer());
    String there = folder.resolve("sub/../water.gpkg").toString();
    given.put("LAYER", there);
    assertEquals(file.toString(), bind().layer());
    given.put("LAYER", there + "|layername=lakes");
    assertEquals(file + "|layername=lakes", bind().layer());
    given.put("LAYER", there + "s|layername=lakes");
    assertRefused(this::bind, "LAYER", "no file");
  }
}
