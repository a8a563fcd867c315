package org.geofringe.server.export;

/** Text for XML. */
final class Xml {

  private Xml() {}

  /** Escaped for an element or a quoted attribute; characters that XML forbids are left out. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                case '\n' -> out.append("&#10;");
                default -> {
                  boolean allowed =
                      c == '\t'
                          || (c >= 0x20 && c <= 0xd7ff)
                          || (c >= 0xe000 && c <= 0xfffd)
                          || c >= 0x10000;
                  if (allowed) {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.toString();
  }
}
