package org.geofringe.server.workflow;

import java.util.List;
import java.util.Optional;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.catalogue.OutputDescription;

/**
 * Products by their usual file name, so that a folder of them can be shown as the algorithms would
 * show it.
 */
final class KnownProducts {

  /** Layer order of the velocity, the one raster that is switched on in a new project. */
  static final int SHOWN_FIRST = 10;

  private KnownProducts() {}

  static Optional<OutputDescription> find(String fileName) {
    return outputs().stream().filter(output -> output.fileName().equals(fileName)).findFirst();
  }

  private static List<OutputDescription> outputs() {
    return List.of(
            AlgorithmDescription.of(RunFullChain.class, RunFullChain.Parameters.class),
            AlgorithmDescription.of(EstimateVelocity.class, EstimateVelocity.Parameters.class),
            AlgorithmDescription.of(TripletClosure.class, TripletClosure.Parameters.class),
            AlgorithmDescription.of(CorrectClosure.class, CorrectClosure.Parameters.class),
            AlgorithmDescription.of(DescribeNetwork.class, DescribeNetwork.Parameters.class),
            AlgorithmDescription.of(ChoosePairs.class, ChoosePairs.Parameters.class),
            AlgorithmDescription.of(StatisticsByArea.class, StatisticsByArea.Parameters.class),
            AlgorithmDescription.of(MakeProfile.class, MakeProfile.Parameters.class),
            AlgorithmDescription.of(ExportPoints.class, ExportPoints.Parameters.class),
            AlgorithmDescription.of(
                FindPersistentScatterers.class, FindPersistentScatterers.Parameters.class))
        .stream()
        .flatMap(algorithm -> algorithm.outputs().stream())
        .toList();
  }
}
