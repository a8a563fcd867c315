package org.geofringe.server.cli;

import org.geofringe.server.run.Budget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the work may take. */
final class BudgetOptions {

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "Memory for tiles in MiB; by default half of the heap.")
  @Nullable Integer memory;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to work with; by default one per core.")
  @Nullable Integer threads;

  Budget budget() {
    Budget whole = Budget.ofThisMachine();
    return new Budget(
        memory == null ? whole.memoryBytes() : (long) memory << 20,
        threads == null ? whole.threads() : threads);
  }
}
