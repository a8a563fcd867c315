package org.geofringe.server.cli;

import java.util.concurrent.Callable;
import org.geofringe.server.workflow.Catalogue;
import picocli.CommandLine.Command;

/** Lists the algorithms. */
@Command(name = "list", description = "Lists the algorithms.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Catalogue.standard()
        .descriptions()
        .forEach(a -> System.out.printf("%-24s %s%n", a.id(), a.summary()));
    return 0;
  }
}
