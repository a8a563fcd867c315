package org.geofringe.server.cli;

import static org.geofringe.server.Refusals.assertOneLine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.geofringe.server.grpc.GeoFringeServer;
import org.geofringe.server.grpc.ServerOptions;
import org.geofringe.server.run.Budget;
import org.geofringe.server.workflow.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

  private static final int WRONG_USAGE = 2;

  private record Ran(int status, String out, String err) {
    /** The line that says what went wrong. */
    String complaint() {
      return err.lines().filter(line -> line.startsWith("geofringe: ")).findFirst().orElse(err);
    }
  }

  private static Ran run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
    ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(caughtOut, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
    try {
      int status = Main.run(arguments);
      return new Ran(
          status,
          caughtOut.toString(StandardCharsets.UTF_8),
          caughtErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void listNamesEveryAlgorithm() {
    Ran ran = run("list");
    assertEquals(0, ran.status);
    assertEquals("", ran.err);
    List<String> ids = ran.out.lines().map(line -> line.split(" ", 2)[0]).toList();
    assertEquals(Catalogue.standard().descriptions().stream().map(a -> a.id()).toList(), ids);
  }

  @Test
  void describeTellsParametersAndProducts() {
    Ran ran = run("describe", "velocity");
    assertEquals(0, ran.status);
    for (String part :
        List.of(
            "MIN_COHERENCE",
            "default 0.3",
            "SBAS | PSI | PSI_SBAS",
            "VELOCITY_STD",
            "mm/yr",
            "only when asked for")) {
      assertTrue(ran.out.contains(part), ran.out);
    }
  }

  @Test
  void helpAndVersionAreAnswers() {
    for (String option : List.of("--help", "--version")) {
      Ran ran = run(option);
      assertEquals(0, ran.status);
      assertTrue(ran.out.contains("GeoFringe") || ran.out.contains("geofringe"), ran.out);
    }
    assertTrue(run("run", "--help").out.contains("NAME=VALUE"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | '' | Missing required subcommand",
        "2 | fly | fly",
        "2 | run | ALGORITHM",
        "2 | describe | ALGORITHM",
        "2 | list --fast | --fast",
        "2 | serve --port x | --port",
        "1 | describe velocty | There is no algorithm \"velocty\"",
        "1 | run velocty | There is no algorithm \"velocty\"",
        "1 | run velocity STACK | NAME=VALUE",
        "1 | run velocity =x | NAME=VALUE",
        "1 | run velocity STACK=a STACK=b | twice",
        "1 | run velocity | needs STACK",
        "1 | run velocity STACK=/nowhere | no folder /nowhere",
        "1 | run velocity STACKS=/nowhere | no parameter STACKS",
        "1 | run velocity STACK=/ MIN_COHERENCE=2 | between",
        "1 | run velocity STACK=/ METHOD=PS | SBAS, PSI, PSI_SBAS",
        "1 | run velocity STACK=/ EXCLUDE_DATES=yesterday | yesterday",
        "1 | run velocity STACK=/ REFERENCE=here | lon,lat",
        "1 | run velocity STACK=/tmp | no finished stack",
        "1 | run simulate_interferograms ROWS=1 | ROWS",
        "1 | run network --threads 0 STACK=/ | threads",
        "1 | run network --memory 1 STACK=/ | 16 MiB",
        "1 | run network STACK=/ --server nonsense | HOST:PORT",
        "1 | run network STACK=/ --server 127.0.0.1:1 | --token-file",
        "1 | serve --host 0.0.0.0 | --tls-certificate",
        "1 | serve --token-file /nowhere | /nowhere",
        "1 | serve --port 99999 | 65535",
      })
  void mistakesAreOneLine(int status, String line, String part) {
    Ran ran = run(line.isEmpty() ? new String[0] : line.split(" "));
    assertEquals(status, ran.status, ran.err);
    assertEquals("", ran.out);
    assertOneLine(ran.complaint(), "geofringe: ", part);
    assertEquals(1, ran.err.lines().filter(l -> l.startsWith("geofringe: ")).count(), ran.err);
    assertTrue(ran.err.lines().noneMatch(l -> l.startsWith("\tat ")), ran.err);
    if (status == WRONG_USAGE) {
      assertTrue(ran.complaint().endsWith("See geofringe --help."), ran.complaint());
    }
  }

  @Test
  void runPrintsOneJsonObjectAndProgressElsewhere(@TempDir Path folder) throws IOException {
    Ran ran = simulate(folder);
    assertEquals(0, ran.status, ran.err);
    assertProducts(ran, folder);
    // A quick run may be over before a second line is due.
    assertTrue(ran.err.contains("100.0 %  Done"), ran.err);
  }

  private static Ran simulate(Path folder, String... more) {
    String[] arguments = {
      "run",
      "simulate_interferograms",
      "ROWS=16",
      "COLUMNS=16",
      "DATES=4",
      "INTERFEROGRAMS=" + folder.resolve("in"),
      "TRUE_VELOCITY=" + folder.resolve("truth.tif")
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return run(all);
  }

  private static void assertProducts(Ran ran, Path folder) throws IOException {
    JsonNode json = new ObjectMapper().readTree(ran.out);
    assertEquals(2, json.size(), "outputs and metrics");
    assertEquals(
        folder.resolve("truth.tif").toString(), json.at("/outputs/TRUE_VELOCITY").asText());
    for (JsonNode path : json.path("outputs")) {
      assertTrue(Files.exists(Path.of(path.asText())), path.asText());
    }
    assertEquals(4, json.at("/metrics/dates").asInt());
  }

  @Test
  void theSameOnAServer(@TempDir Path folder) throws IOException {
    String token = "a-token-that-is-long-enough";
    Path tokenFile = Files.writeString(folder.resolve("token"), token + "\n");
    ServerOptions options =
        new ServerOptions(
            folder.resolve("home"),
            "127.0.0.1",
            0,
            null,
            null,
            token,
            List.of(),
            new Budget(64L << 20, 2));
    try (GeoFringeServer server = GeoFringeServer.start(options, Catalogue.standard(), "test")) {
      String address = "127.0.0.1:" + server.port();
      Ran ran = simulate(folder, "--server", address, "--token-file", tokenFile.toString());
      assertEquals(0, ran.status, ran.err);
      assertProducts(ran, folder);
      Ran refused =
          run(
              "run",
              "network",
              "STACK=/nowhere",
              "--server",
              address,
              "--token-file",
              tokenFile.toString());
      assertEquals(1, refused.status);
      assertOneLine(refused.complaint(), "geofringe: ", "no folder /nowhere");
    }
  }

  @Test
  void timeLeftIsForPeople() {
    assertEquals("", Terminal.timeLeft(OptionalDouble.empty()));
    assertEquals(", 59 s left", Terminal.timeLeft(OptionalDouble.of(59.4)));
    assertEquals(", 1 min 00 s left", Terminal.timeLeft(OptionalDouble.of(59.6)));
    assertEquals(", 61 min 01 s left", Terminal.timeLeft(OptionalDouble.of(3661)));
  }
}
