package org.geofringe.server.scenes;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.geofringe.server.file.AtomicFiles;
import org.geofringe.server.file.FileNames;

/** A product as one file, the way that it is downloaded. */
final class ProductArchive {

  private ProductArchive() {}

  /** Packs a product folder into an archive beside it and deletes the folder; returns the file. */
  static Path pack(Path product) throws IOException {
    Path file = FileNames.beside(product, ".zip");
    List<Path> contents;
    try (Stream<Path> walk = Files.walk(product)) {
      contents = walk.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(AtomicFiles.temporary(file)));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Path content : contents) {
        String inside = product.relativize(content).toString().replace('\\', '/');
        ZipEntry entry = new ZipEntry(FileNames.name(product) + "/" + inside);
        // The same scene is the same file, whenever it is made.
        entry.setLastModifiedTime(FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));
        zip.putNextEntry(entry);
        Files.copy(content, zip);
        zip.closeEntry();
      }
    }
    AtomicFiles.publish(file);
    FolderTree.delete(product);
    return file;
  }
}
