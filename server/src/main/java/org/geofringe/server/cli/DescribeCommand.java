package org.geofringe.server.cli;

import java.util.concurrent.Callable;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.catalogue.OutputDescription;
import org.geofringe.server.catalogue.ParameterDescription;
import org.geofringe.server.workflow.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the help, the parameters and the products of one algorithm. */
@Command(
    name = "describe",
    description = "Shows the help, the parameters and the products of an algorithm.",
    mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "ALGORITHM", description = "As in: geofringe list")
  String algorithm = "";

  @Override
  public Integer call() {
    AlgorithmDescription description = Catalogue.standard().description(algorithm);
    System.out.println(description.label() + "\n\n" + description.help() + "\n\nParameters");
    description.parameters().forEach(DescribeCommand::print);
    System.out.println("\nProducts");
    description.outputs().forEach(DescribeCommand::print);
    return 0;
  }

  private static void print(ParameterDescription parameter) {
    StringBuilder facts =
        new StringBuilder(parameter.kind().name().toLowerCase(java.util.Locale.ROOT));
    if (!parameter.choices().isEmpty()) {
      facts.append(": ");
      facts.append(String.join(" | ", parameter.choices().stream().map(c -> c.value()).toList()));
    }
    if (!parameter.unit().isEmpty()) {
      facts.append(", ").append(parameter.unit());
    }
    if (!parameter.byDefault().isEmpty()) {
      facts.append(", default ").append(parameter.byDefault());
    } else if (parameter.optional()) {
      facts.append(", optional");
    }
    System.out.printf(
        "  %-20s %s (%s)%n  %-20s %s%n",
        parameter.name(), parameter.label(), facts, "", parameter.help());
  }

  private static void print(OutputDescription output) {
    String facts =
        output.kind().name().toLowerCase(java.util.Locale.ROOT)
            + (output.unit().isEmpty() ? "" : ", " + output.unit())
            + (output.optional() ? ", only when asked for" : "")
            + (output.inside().isEmpty() ? "" : ", in " + output.inside());
    System.out.printf(
        "  %-20s %s (%s)%n  %-20s %s%n", output.name(), output.label(), facts, "", output.help());
  }
}
