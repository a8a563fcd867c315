package org.geofringe.sentinel1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableSet;

/** The files of a SAFE product, wherever they lie, by names relative to the product's folder. */
interface Archive {

  /** Opens a product: a folder, or a zip with one folder in it. */
  static Archive open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return new FolderArchive(path);
    }
    if (!Files.exists(path)) {
      throw new IOException("there is no product " + path);
    }
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
      return new ZipArchive(path);
    }
    throw new IOException(
        path.getFileName() + " is no Sentinel-1 product: it is neither a .SAFE folder nor a .zip");
  }

  /** Name of the product, such as {@code S1A_IW_SLC__1SDV_….SAFE}. */
  String product();

  /** All files, such as {@code annotation/s1a-iw1-….xml}. */
  NavigableSet<String> names();

  /** Opens a file from its start. */
  InputStream stream(String name) throws IOException;

  /** Opens a file for reading by position. */
  ByteSource bytes(String name) throws IOException;
}
