package org.geofringe.server.grpc;

import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geofringe.server.file.FileNames;
import org.geofringe.server.job.Job;
import org.geofringe.server.job.JobQueue;
import org.geofringe.server.workflow.Product;
import org.geofringe.server.workflow.Result;

/**
 * Which files a client may fetch: those of a finished job's products and what lies beside them
 * under the same name.
 */
final class ProductFiles {

  private final JobQueue queue;

  ProductFiles(JobQueue queue) {
    this.queue = queue;
  }

  /**
   * The files of a product by the name to fetch them under.
   *
   * @throws io.grpc.StatusRuntimeException NOT_FOUND where there is no such job or product
   */
  Map<String, Path> list(String jobId, String output) throws IOException {
    Path product = product(jobId, output).path();
    if (Files.isDirectory(product)) {
      return below(product);
    }
    Path folder = product.toAbsolutePath().getParent();
    String name = FileNames.name(product);
    String stem = FileNames.stem(product);
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(Files::isRegularFile)
          .filter(f -> isPart(f.getFileName().toString(), name, stem))
          .forEach(f -> files.put(f.getFileName().toString(), f));
    }
    return files;
  }

  private Product product(String jobId, String output) {
    Job job = queue.find(jobId).orElseThrow(() -> notFound("There is no job \"" + jobId + "\"."));
    Result result = job.status().result();
    Product product = result == null ? null : result.products().get(output);
    if (product == null || !Files.exists(product.path())) {
      throw notFound(
          "Job " + jobId + " has no product " + output + ": it has not ended well or made none.");
    }
    return product;
  }

  private static boolean isPart(String file, String product, String stem) {
    return file.equals(product)
        || file.equals(stem + ".qml")
        || file.equals(stem + ".sld")
        || file.equals(stem + ".csvt")
        || file.equals(product + ".aux.xml");
  }

  private static Map<String, Path> below(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    Map<String, Path> named = new TreeMap<>();
    for (Path file : files) {
      named.put(folder.relativize(file).toString().replace('\\', '/'), file);
    }
    return named;
  }

  private static RuntimeException notFound(String message) {
    return Status.NOT_FOUND.withDescription(message).asRuntimeException();
  }
}
