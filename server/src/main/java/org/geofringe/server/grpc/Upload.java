package org.geofringe.server.grpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import org.geofringe.server.file.Checksums;
import org.geofringe.server.file.DiskSpace;
import org.geofringe.server.run.ResourceException;
import org.geofringe.server.run.UserException;
import org.geofringe.v1.UploadHeader;
import org.geofringe.v1.UploadRequest;
import org.geofringe.v1.UploadResponse;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way to the server. It gets its name only when it is whole and its checksum is
 * right.
 */
final class Upload implements StreamObserver<UploadRequest> {

  /** Room that an upload must leave on the disk. */
  private static final long RESERVE_BYTES = 256L << 20;

  private final Path root;
  private final StreamObserver<UploadResponse> answer;
  private final MessageDigest digest = Checksums.sha256();
  private @Nullable UploadHeader header;
  private @Nullable Path file;
  private @Nullable Path temporary;
  private @Nullable OutputStream stream;
  private long received;
  private boolean refused;

  Upload(Path root, StreamObserver<UploadResponse> answer) {
    this.root = root;
    this.answer = answer;
  }

  @Override
  public void onNext(UploadRequest request) {
    if (refused) {
      return;
    }
    try {
      if (request.hasHeader()) {
        start(request.getHeader());
      } else {
        append(request.getChunk());
      }
    } catch (IOException | RuntimeException e) {
      refuse(e);
    }
  }

  @Override
  public void onError(Throwable t) {
    discard();
  }

  @Override
  public void onCompleted() {
    if (refused) {
      return;
    }
    try {
      Path whole = finish();
      answer.onNext(
          UploadResponse.newBuilder()
              .setPath(whole.toString())
              .setFolder(collection().toString())
              .build());
      answer.onCompleted();
    } catch (IOException | RuntimeException e) {
      refuse(e);
    }
  }

  private void start(UploadHeader given) throws IOException {
    if (header != null) {
      throw new UserException("An upload has one header: start another upload for another file.");
    }
    if (!given.getCollection().matches("[A-Za-z0-9_-]{1,64}")) {
      throw new UserException(
          "The collection of an upload is 1 to 64 letters, digits, \"-\" and \"_\".");
    }
    header = given;
    Path folder = collection();
    Path target = target(folder, given.getName());
    Files.createDirectories(target.getParent());
    if (given.getSize() < 0 || given.getSize() > DiskSpace.usable(folder) - RESERVE_BYTES) {
      throw new ResourceException(
          "The server has no room for "
              + given.getName()
              + " ("
              + Long.toUnsignedString(given.getSize() >>> 20)
              + " MiB): free some space there.");
    }
    file = target;
    // Its own temporary name: two uploads of one name at a time must not write into one file.
    Path part = Files.createTempFile(target.getParent(), ".upload", ".part");
    temporary = part;
    stream = Files.newOutputStream(part);
  }

  private static Path target(Path folder, String name) {
    try {
      Path target = folder.resolve(name).normalize();
      if (!name.isBlank() && !target.equals(folder) && target.startsWith(folder)) {
        return target;
      }
    } catch (InvalidPathException e) {
      throw new UserException("The name of an upload is not a path: " + e.getReason() + ".", e);
    }
    throw new UserException(
        "The name \"" + name + "\" leads out of its collection: send a relative path.");
  }

  private void append(ByteString chunk) throws IOException {
    if (stream == null || header == null) {
      throw new UserException("An upload begins with its header.");
    }
    received += chunk.size();
    if (received > header.getSize()) {
      throw new UserException(
          header.getName() + " is longer than the " + header.getSize() + " bytes it announced.");
    }
    byte[] bytes = chunk.toByteArray();
    digest.update(bytes);
    stream.write(bytes);
  }

  private Path finish() throws IOException {
    if (stream == null || header == null || file == null || temporary == null) {
      throw new UserException("An upload begins with its header.");
    }
    stream.close();
    String sha256 = HexFormat.of().formatHex(digest.digest());
    if (received != header.getSize()
        || !sha256.equals(header.getSha256().toLowerCase(Locale.ROOT))) {
      throw new UserException(
          header.getName() + " did not arrive whole (size or checksum differ): send it again.");
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return file;
  }

  private Path collection() {
    return root.resolve(header == null ? "" : header.getCollection());
  }

  private void refuse(Exception error) {
    refused = true;
    discard();
    answer.onError(Calls.status(error));
  }

  private void discard() {
    try {
      if (stream != null) {
        stream.close();
      }
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      // What is left is a hidden temporary file, which nothing reads.
      refused = true;
    }
  }
}
