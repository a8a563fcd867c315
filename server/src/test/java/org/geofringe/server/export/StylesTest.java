package org.geofringe.server.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.geofringe.server.run.ResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class StylesTest {

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../styles"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".qml"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyStyleIsFilledAndWellFormed(String name, @TempDir Path folder) throws Exception {
    List<Path> files = StyleWriter.write(name, folder.resolve("a.b.tif"), -12.5, 12.5, 2);
    assertEquals(List.of(folder.resolve("a.b.qml"), folder.resolve("a.b.sld")), files);
    for (Path file : files) {
      String text = Files.readString(file);
      assertFalse(text.contains("{{"), text);
      parse(text);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(2, left.count());
    }
  }

  @Test
  void velocityIsRedAwayAndBlueTowards(@TempDir Path folder) throws Exception {
    StyleWriter.write("velocity", folder.resolve("velocity.tif"), -20, 20);
    Document qml = parse(Files.readString(folder.resolve("velocity.qml")));
    NodeList items = qml.getElementsByTagName("item");
    Element first = (Element) items.item(0);
    Element last = (Element) items.item(items.getLength() - 1);
    assertEquals("-20", first.getAttribute("value"));
    assertEquals("#590008", first.getAttribute("color"));
    assertEquals("20", last.getAttribute("value"));
    assertEquals("#001261", last.getAttribute("color"));
    assertEquals("0", ((Element) items.item(items.getLength() / 2)).getAttribute("value"));
    assertEquals("-20 mm/yr · away from the satellite (subsidence)", first.getAttribute("label"));
    assertEquals("20 mm/yr · towards the satellite (uplift)", last.getAttribute("label"));
  }

  @Test
  void coherenceAndWrappedPhaseKeepTheirRange(@TempDir Path folder) throws Exception {
    StyleWriter.write("wrapped_phase", folder.resolve("p.tif"), 0, 1);
    Document qml = parse(Files.readString(folder.resolve("p.qml")));
    Element renderer = (Element) qml.getElementsByTagName("rasterrenderer").item(0);
    assertEquals("-3.14159", renderer.getAttribute("classificationMin"));
    NodeList items = qml.getElementsByTagName("item");
    Element first = (Element) items.item(0);
    Element last = (Element) items.item(items.getLength() - 1);
    assertEquals(first.getAttribute("color"), last.getAttribute("color"), "a closed ramp");
    assertEquals("-π rad", first.getAttribute("label"));
    StyleWriter.write("coherence", folder.resolve("c.tif"), 0.2, 0.4);
    qml = parse(Files.readString(folder.resolve("c.qml")));
    renderer = (Element) qml.getElementsByTagName("rasterrenderer").item(0);
    assertEquals("1", renderer.getAttribute("classificationMax"));
  }

  @Test
  void rangesFollowTheRuleOfTheStyle(@TempDir Path folder) {
    DataRange data = new DataRange(-31.4, 7);
    assertEquals(
        new DataRange(-32, 32), StyleWriter.write("velocity", folder.resolve("v"), data, 1));
    assertEquals(
        new DataRange(0, 7), StyleWriter.write("closure_rms", folder.resolve("c"), data, 1));
    assertEquals(new DataRange(-32, 7), StyleWriter.write("height", folder.resolve("h"), data, 1));
  }

  @Test
  void classesCoverAllNumbers(@TempDir Path folder) throws Exception {
    StyleWriter.write("points", folder.resolve("points.gpkg"), -20, 20);
    NodeList ranges =
        parse(Files.readString(folder.resolve("points.qml"))).getElementsByTagName("range");
    assertEquals("-1e30", ((Element) ranges.item(0)).getAttribute("lower"));
    for (int i = 1; i < ranges.getLength(); i++) {
      assertEquals(
          ((Element) ranges.item(i - 1)).getAttribute("upper"),
          ((Element) ranges.item(i)).getAttribute("lower"));
    }
    assertEquals("1e30", ((Element) ranges.item(ranges.getLength() - 1)).getAttribute("upper"));
  }

  @Test
  void aWrongNameRangeOrFolderIsRefused(@TempDir Path folder) throws IOException {
    Path product = folder.resolve("v.tif");
    Path file = Files.createFile(folder.resolve("in-the-way"));
    assertThrows(IllegalArgumentException.class, () -> StyleWriter.write("no", product, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> StyleWriter.write("velocity", product, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> StyleWriter.write("velocity", product, 0, 1, 0));
    ResourceException gone =
        assertThrows(
            ResourceException.class,
            () -> StyleWriter.write("velocity", file.resolve("v.tif"), 0, 1));
    assertEquals(1, String.valueOf(gone.getMessage()).lines().count());
  }

  @Test
  void rampsMeetTheirEndsAndRunBackwards() {
    ColourRamp vik = ColourRamp.named("vik");
    assertEquals(0x001261, vik.rgb(0));
    assertEquals(0x590008, vik.rgb(7));
    assertEquals(vik.rgb(0.3), ColourRamp.named("vik_r").rgb(0.7));
    assertEquals(ColourRamp.named("romaO").rgb(0), ColourRamp.named("romaO").rgb(1));
    assertEquals(0x808080, ColourRamp.named("grey").rgb(0.5));
    assertThrows(IllegalArgumentException.class, () -> ColourRamp.named("rainbow"));
  }

  @Test
  void textIsEscapedForXml() {
    assertEquals("&lt;a&gt; &amp; &quot;b&quot;&#10;", Xml.escape("<a> & \"b\"\n\u0001"));
    assertTrue(StyleTemplate.number(1e-7).equals("0.0000001"));
    assertEquals("187.3", StyleTemplate.number(187.3));
    assertEquals("1200000", StyleTemplate.number(1.2e6));
  }

  private static Document parse(String text) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setEntityResolver((name, system) -> new InputSource(new StringReader("")));
    return builder.parse(new InputSource(new StringReader(text)));
  }
}
