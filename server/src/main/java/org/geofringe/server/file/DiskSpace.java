package org.geofringe.server.file;

import java.nio.file.Files;
import java.nio.file.Path;
import org.geofringe.server.run.ResourceException;

/** Whether there is room for what is about to be written. */
public final class DiskSpace {

  private DiskSpace() {}

  /**
   * Bytes that can be written below a folder, which need not be there yet; the largest number where
   * the system does not tell. (A file store would be asked for by its mount point, which a
   * container need not know.)
   */
  public static long usable(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    long bytes = existing.toFile().getUsableSpace();
    return bytes > 0 ? bytes : Long.MAX_VALUE;
  }

  /**
   * Refuses to begin what will not fit.
   *
   * @param what that needs the room, as the subject of a sentence
   * @throws ResourceException where there is too little
   */
  public static void require(Path folder, long bytes, String what) {
    long usable = usable(folder);
    if (bytes > usable) {
      throw new ResourceException(
          what
              + " needs "
              + (bytes >> 20)
              + " MiB but "
              + folder
              + " has only "
              + (usable >> 20)
              + " MiB free: choose another disk or free some space.");
    }
  }
}
