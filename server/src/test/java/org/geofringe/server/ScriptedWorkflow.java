package org.geofringe.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.geofringe.server.catalogue.Algorithm;
import org.geofringe.server.catalogue.Input;
import org.geofringe.server.catalogue.Output;
import org.geofringe.server.catalogue.OutputKind;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.workflow.Catalogue;
import org.geofringe.server.workflow.Result;
import org.geofringe.server.workflow.Workflow;

/** An algorithm that does what a test tells it. */
@Algorithm(id = "scripted", group = "Test", label = "Scripted", summary = "Does as it is told.")
public final class ScriptedWorkflow implements Workflow<ScriptedWorkflow.Parameters> {

  /** What the script is told. */
  public record Parameters(
      @Input(label = "Name", help = "Any text.", optional = true) String name,
      @Output(
              label = "Raster",
              help = "A product with a style.",
              kind = OutputKind.RASTER,
              style = "velocity",
              group = "Test",
              order = 3,
              fileName = "product.tif")
          Path raster,
      @Output(
              label = "Folder",
              help = "A product of many files.",
              kind = OutputKind.FOLDER,
              optional = true,
              fileName = "files")
          @org.jspecify.annotations.Nullable
          Path files) {}

  /** What to do. */
  @FunctionalInterface
  public interface Script {
    Result run(Parameters parameters, RunContext context) throws IOException;
  }

  private final Script script;

  public ScriptedWorkflow(Script script) {
    this.script = script;
  }

  /** A catalogue of this algorithm alone. */
  public static Catalogue catalogue(Script script) {
    return new Catalogue(List.of(new ScriptedWorkflow(script)));
  }

  @Override
  public Class<Parameters> parametersType() {
    return Parameters.class;
  }

  @Override
  public Result run(Parameters parameters, RunContext context) throws IOException {
    return script.run(parameters, context);
  }
}
