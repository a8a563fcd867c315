package org.geofringe.server.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.catalogue.ParameterBinder;
import org.geofringe.server.run.RunContext;
import org.geofringe.server.run.UserException;

/** The algorithms that this server has. */
public final class Catalogue {

  private final Map<String, Workflow<?>> workflows = new LinkedHashMap<>();
  private final Map<String, AlgorithmDescription> descriptions = new LinkedHashMap<>();

  public Catalogue(List<Workflow<?>> workflows) {
    for (Workflow<?> workflow : workflows) {
      AlgorithmDescription description = workflow.description();
      this.workflows.put(description.id(), workflow);
      this.descriptions.put(description.id(), description);
    }
  }

  /** Every algorithm of GeoFringe, in the order to list them. */
  public static Catalogue standard() {
    return new Catalogue(
        List.of(
            new RunFullChain(),
            new GeocodeSlc(),
            new ChoosePairs(),
            new FormInterferograms(),
            new UnwrapInterferograms(),
            new UnwrapRaster(),
            new CheckInverse(),
            new FindPersistentScatterers(),
            new ImportSlc(),
            new ImportInterferograms(),
            new DescribeNetwork(),
            new TripletClosure(),
            new CorrectClosure(),
            new CorrectPairRamps(),
            new FindNoisyDates(),
            new EstimateVelocity(),
            new CorrectTides(),
            new CorrectDemError(),
            new CorrectGacos(),
            new CorrectTopography(),
            new CorrectRamps(),
            new CorrectAtmosphere(),
            new EstimateScatterers(),
            new EstimateMotion(),
            new DecomposeTimeSeries(),
            new DecomposeVelocity(),
            new CompareVelocities(),
            new FillGaps(),
            new PlotTimeSeries(),
            new StatisticsByArea(),
            new MakeProfile(),
            new ExportPoints(),
            new RadarCoordinates(),
            new MakeQgisProject(),
            new SimulateInterferograms(),
            new SimulateScenes()));
  }

  public List<AlgorithmDescription> descriptions() {
    return List.copyOf(descriptions.values());
  }

  public boolean has(String id) {
    return descriptions.containsKey(id);
  }

  /**
   * An algorithm's description.
   *
   * @throws UserException where there is none of that name
   */
  public AlgorithmDescription description(String id) {
    AlgorithmDescription description = descriptions.get(id);
    if (description == null) {
      throw new UserException(
          "There is no algorithm \""
              + id
              + "\": choose one of "
              + String.join(", ", descriptions.keySet())
              + ".");
    }
    return description;
  }

  /**
   * Checks an algorithm's values and makes it ready to run.
   *
   * @param outputFolder where products go whose path is not given
   * @throws UserException where the algorithm or a value is wrong
   */
  public Call prepare(String id, Map<String, String> values, Path outputFolder) {
    AlgorithmDescription description = description(id);
    Workflow<?> workflow = workflows.get(id);
    if (workflow == null) {
      throw new IllegalStateException(id + " is described but not there");
    }
    return bind(workflow, description, values, outputFolder);
  }

  private static <P extends Record> Call bind(
      Workflow<P> workflow,
      AlgorithmDescription description,
      Map<String, String> values,
      Path outputFolder) {
    P parameters =
        ParameterBinder.bind(description, workflow.parametersType(), values, outputFolder);
    return context -> workflow.run(parameters, context);
  }

  /** An algorithm with its parameters, ready to run. */
  @FunctionalInterface
  public interface Call {
    Result run(RunContext context) throws IOException;
  }
}
