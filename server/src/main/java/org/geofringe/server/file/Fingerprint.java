package org.geofringe.server.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Tells whether something was made from the same inputs and parameters: SHA-256 over their text
 * forms and the version of the program, which may do another thing with them. Files count by path,
 * size and time of change, so that a large stack is not read twice.
 */
public final class Fingerprint {

  private static final int SAMPLED_BYTES = 1 << 16;

  private final MessageDigest digest;

  public Fingerprint() {
    digest = Checksums.sha256();
    add(Objects.requireNonNullElse(Fingerprint.class.getPackage().getImplementationVersion(), ""));
  }

  /** Adds a value by its text form. */
  public Fingerprint add(Object value) {
    digest.update(value.toString().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return this;
  }

  /** Adds a file by path, size and time of change. */
  public Fingerprint addFile(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return add(file.toAbsolutePath().normalize())
        .add(attributes.size())
        .add(attributes.lastModifiedTime().toMillis());
  }

  /**
   * Adds a file that may be moved or copied and stay what it is: by name, size, and the bytes at
   * its beginning and end.
   */
  public Fingerprint addCopy(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      add(FileNames.name(file)).add(channel.size());
      addBytes(channel, 0);
      addBytes(channel, Math.max(0, channel.size() - SAMPLED_BYTES));
    }
    return this;
  }

  private void addBytes(FileChannel channel, long from) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(SAMPLED_BYTES, channel.size() - from));
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
      // A read may end early.
    }
    digest.update(bytes.flip());
  }

  /** The fingerprint of all that was added. To be asked for once. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
