package org.geofringe.server.raster;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What GDAL keeps in field 42112 of a TIFF: names and values of the whole file and of its bands.
 *
 * @param items of the whole file, default domain
 * @param bandItems by band (0 first): items by name, and by {@code role:} and the role
 *     (description, unittype, scale, offset)
 */
record GdalMetadata(Map<String, String> items, Map<Integer, Map<String, String>> bandItems) {

  static GdalMetadata empty() {
    return new GdalMetadata(new LinkedHashMap<>(), new TreeMap<>());
  }

  /** Reads the XML; what is malformed ends the reading, what came before is kept. */
  static GdalMetadata parse(@Nullable String xml) {
    GdalMetadata metadata = empty();
    if (xml == null) {
      return metadata;
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("Item")) {
          metadata.readItem(reader);
        }
      }
    } catch (XMLStreamException e) {
      return metadata;
    }
    return metadata;
  }

  private void readItem(XMLStreamReader reader) throws XMLStreamException {
    String name = reader.getAttributeValue(null, "name");
    String sample = reader.getAttributeValue(null, "sample");
    String role = reader.getAttributeValue(null, "role");
    String domain = reader.getAttributeValue(null, "domain");
    String value = unescape(reader.getElementText());
    if (name == null || (domain != null && !domain.isEmpty())) {
      return;
    }
    if (sample == null) {
      items.put(name, value);
    } else if (sample.matches("\\d{1,5}")) {
      bandItems
          .computeIfAbsent(Integer.parseInt(sample), band -> new LinkedHashMap<>())
          .put(role == null || role.isEmpty() ? name : "role:" + role, value);
    }
  }

  /** An item of a band, or the given value where it is missing. */
  String ofBand(int band, String name, String otherwise) {
    return bandItems.getOrDefault(band, Map.of()).getOrDefault(name, otherwise);
  }

  void putBand(int band, String name, String value) {
    bandItems.computeIfAbsent(band, key -> new LinkedHashMap<>()).put(name, value);
  }

  boolean isEmpty() {
    return items.isEmpty() && bandItems.isEmpty();
  }

  String toXml() {
    StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
    items.forEach(
        (name, value) ->
            xml.append("  <Item name=\"")
                .append(escape(name))
                .append("\">")
                .append(escape(escape(value)))
                .append("</Item>\n"));
    bandItems.forEach((band, all) -> all.forEach((name, value) -> append(xml, band, name, value)));
    return xml.append("</GDALMetadata>\n").toString();
  }

  private static void append(StringBuilder xml, int band, String name, String value) {
    boolean role = name.startsWith("role:");
    String plain = role ? name.substring(5) : name;
    xml.append("  <Item name=\"")
        .append(role ? plain.toUpperCase(java.util.Locale.ROOT) : escape(plain))
        .append("\" sample=\"")
        .append(band)
        .append('"')
        .append(role ? " role=\"" + plain + "\"" : "")
        .append('>')
        .append(escape(escape(value)))
        .append("</Item>\n");
  }

  /** GDAL escapes values once more than XML asks for. */
  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
