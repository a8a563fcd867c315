package org.geofringe.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Streams of XML without what makes XML dangerous: a document type (and with it every entity) is
 * refused, nothing outside the file is fetched, and reading ends at a size that no honest file has.
 */
public final class SecureXml {

  /** Annotations have some megabytes, orbit files under ten. */
  public static final long MOST_BYTES = 256L << 20;

  private SecureXml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("it refers to the outside: " + systemId);
        });
    return factory;
  }

  /**
   * Opens a stream of events.
   *
   * @param input not closed
   * @param source names the file in messages
   */
  public static XMLStreamReader open(InputStream input, String source) throws IOException {
    try {
      return factory().createXMLStreamReader(new Bounded(input, source));
    } catch (XMLStreamException e) {
      throw broken(source, e);
    }
  }

  /**
   * The next event, as in {@link XMLStreamConstants}.
   *
   * @throws IOException where the XML is broken or has a document type
   */
  public static int next(XMLStreamReader reader, String source) throws IOException {
    try {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new IOException(
            source + " has a document type or entities, which no product of ESA has");
      }
      return event;
    } catch (XMLStreamException e) {
      throw broken(source, e);
    }
  }

  private static IOException broken(String source, XMLStreamException e) {
    if (e.getNestedException() instanceof IOException nested) {
      return new IOException(nested.getMessage(), e);
    }
    String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return new IOException(source + " is not sound XML: " + reason, e);
  }

  /** Ends with an error after {@link #MOST_BYTES}: a deflated entry may claim any size. */
  private static final class Bounded extends FilterInputStream {

    private final String source;
    private long left = MOST_BYTES;

    Bounded(InputStream input, String source) {
      super(input);
      this.source = source;
    }

    private int count(int bytes) throws IOException {
      left -= Math.max(0, bytes);
      if (left < 0) {
        throw new IOException(source + " is longer than " + MOST_BYTES + " bytes of XML");
      }
      return bytes;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return count(super.read(target, offset, length));
    }
  }
}
