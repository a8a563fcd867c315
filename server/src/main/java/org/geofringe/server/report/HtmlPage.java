package org.geofringe.server.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.geofringe.server.file.AtomicFiles;

/**
 * A page of HTML that is built from the top down. It carries its pictures and its style, loads and
 * runs nothing, and every text is escaped. The same calls make the same bytes.
 */
public final class HtmlPage {

  private static final Pattern NUMBER = Pattern.compile("[+\u2212-]?\\d[\\d.,]*( [^ ]{1,6})?|–|");

  private final String title;
  private final String subtitle;
  private final StringBuilder contents = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private boolean inSection;

  /**
   * Starts a page.
   *
   * @param subtitle one sentence under the title; empty for none
   */
  public HtmlPage(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  /** Starts a section, which the list of contents names. */
  public HtmlPage section(String name) {
    endSection();
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    contents.append("<li><a href=\"#%s\">%s</a></li>\n".formatted(id, escape(name)));
    body.append("<section id=\"%s\">\n<h2>%s</h2>\n".formatted(id, escape(name)));
    inSection = true;
    return this;
  }

  /** Adds a heading within a section. */
  public HtmlPage heading(String text) {
    return element("h3", text);
  }

  public HtmlPage paragraph(String text) {
    return element("p", text);
  }

  /** Adds a paragraph that must not be missed. */
  public HtmlPage warning(String text) {
    body.append("<p class=\"warning\">").append(escape(text)).append("</p>\n");
    return this;
  }

  public HtmlPage list(List<String> points) {
    if (!points.isEmpty()) {
      body.append("<ul>\n");
      points.forEach(point -> element("li", point));
      body.append("</ul>\n");
    }
    return this;
  }

  /** Adds names with their values; nothing where there are none. */
  public HtmlPage facts(List<Fact> facts) {
    if (!facts.isEmpty()) {
      body.append("<dl>\n");
      for (Fact fact : facts) {
        element("dt", fact.name());
        element("dd", fact.value());
      }
      body.append("</dl>\n");
    }
    return this;
  }

  public HtmlPage table(Table table) {
    body.append("<div class=\"wide\"><table>\n<thead><tr>");
    table.header().forEach(text -> element("th", text));
    body.append("</tr></thead>\n<tbody>\n");
    for (int i = 0; i < table.rows().size(); i++) {
      body.append(table.marked().contains(i) ? "<tr class=\"marked\">" : "<tr>");
      for (String text : table.rows().get(i)) {
        String look = NUMBER.matcher(text).matches() ? " class=\"number\"" : "";
        body.append("<td").append(look).append('>').append(escape(text)).append("</td>");
      }
      body.append("</tr>\n");
    }
    body.append("</tbody></table></div>\n");
    return this;
  }

  /** Adds pictures side by side, as far as there is room. */
  public HtmlPage pictures(List<Picture> pictures) {
    if (!pictures.isEmpty()) {
      body.append("<div class=\"pictures\">\n");
      for (Picture picture : pictures) {
        body.append(
            "<figure><img src=\"%s\" alt=\"%s\"><figcaption><b>%s.</b> %s</figcaption></figure>\n"
                .formatted(
                    escape(picture.uri()),
                    escape(picture.title()),
                    escape(picture.title()),
                    escape(picture.caption())));
      }
      body.append("</div>\n");
    }
    return this;
  }

  /**
   * Adds a drawing as it stands.
   *
   * @param svg an {@code svg} element whose texts are escaped already
   */
  public HtmlPage drawing(String svg) {
    body.append("<div class=\"drawing\">\n").append(svg).append("</div>\n");
    return this;
  }

  /** Writes the page in one step. */
  public void write(Path file) {
    AtomicFiles.writeString(file, text());
  }

  /** The whole document. */
  public String text() {
    endSection();
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <header><h1>%s</h1>%s</header>
    %s%s</body>
    </html>
    """
        .formatted(
            escape(title),
            style(),
            escape(title),
            subtitle.isEmpty() ? "" : "<p class=\"subtitle\">" + escape(subtitle) + "</p>",
            contents(),
            body);
  }

  /**
   * Text that is safe between tags and in quoted attributes; characters of control are left out.
   */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                  if (c == '\t' || c == '\n' || !Character.isISOControl(c)) {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.toString();
  }

  private HtmlPage element(String tag, String text) {
    body.append('<').append(tag).append('>').append(escape(text));
    body.append("</").append(tag).append(">\n");
    return this;
  }

  private void endSection() {
    if (inSection) {
      body.append("</section>\n");
      inSection = false;
    }
  }

  private String contents() {
    return contents.isEmpty() ? "" : "<nav><ol>\n" + contents + "</ol></nav>\n";
  }

  private static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("page.css is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
