package org.geofringe.server.stack;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.geofringe.server.run.UserException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs out of one stack folder, whether of one program or of two: each would rename the
 * other's half-written files. The system gives the lock back when a process dies, however it does.
 */
public final class StackLock implements Closeable {

  private static final String NAME = ".lock";

  private final Path folder;
  private @Nullable FileChannel channel;

  /** Of a folder, which need not be there; nothing is locked or made yet. */
  public StackLock(Path folder) {
    this.folder = folder;
  }

  /**
   * Takes the lock, and makes the folder where it is missing. Taking it twice changes nothing.
   *
   * @throws UserException where another run holds it
   */
  public void take() throws IOException {
    if (channel != null) {
      return;
    }
    Files.createDirectories(folder);
    FileChannel opened =
        FileChannel.open(
            folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock;
    try {
      lock = opened.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      opened.close();
      throw new UserException(
          "Another run is writing into "
              + folder
              + ": wait until it has ended, or choose another STACK.");
    }
    channel = opened;
  }

  public Path folder() {
    return folder;
  }

  /** Gives the lock back; its empty file stays, since another run may be about to lock it. */
  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
