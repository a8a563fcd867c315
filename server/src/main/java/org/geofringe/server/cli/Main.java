package org.geofringe.server.cli;

import java.util.Objects;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.run.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The {@code geofringe} command. Products and tables go to standard output; progress and errors to
 * standard error.
 */
@Command(
    name = "geofringe",
    description = "Satellite interferometry: from interferograms to ground velocity.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      RunCommand.class,
      ListCommand.class,
      DescribeCommand.class,
      ServeCommand.class,
      DemoCommand.class
    })
public final class Main {

  /** What a command line that could not do its work returns. */
  private static final int FAILED = 1;

  /** What shells use for a program that was interrupted. */
  private static final int CANCELLED = 130;

  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((error, line, parsed) -> report(error))
        .setParameterExceptionHandler(
            (error, rest) -> {
              System.err.println("geofringe: " + error.getMessage() + " See geofringe --help.");
              return CommandLine.ExitCode.USAGE;
            })
        .execute(arguments);
  }

  static String version() {
    return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "0.1.0");
  }

  private static int report(Exception error) {
    if (error instanceof CancelledException) {
      System.err.println("geofringe: cancelled; what is finished stays for the next run.");
      return CANCELLED;
    }
    Failure failure = Failure.of(error);
    System.err.println("geofringe: " + failure.message());
    if (failure.kind() == Failure.Kind.INTERNAL) {
      error.printStackTrace();
    }
    return FAILED;
  }

  /** Answers {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"GeoFringe " + version()};
    }
  }
}
