package org.geofringe.server.workflow;

import java.io.IOException;
import org.geofringe.server.catalogue.AlgorithmDescription;
import org.geofringe.server.run.RunContext;

/**
 * An algorithm that a user can call. Implementations are stateless, carry {@link
 * org.geofringe.server.catalogue.Algorithm} and describe their parameters record with {@link
 * org.geofringe.server.catalogue.Input} and {@link org.geofringe.server.catalogue.Output}.
 *
 * @param <P> the parameters record
 */
public interface Workflow<P extends Record> {

  Class<P> parametersType();

  /**
   * Does the work on the calling thread and, through tiles, on others.
   *
   * @throws org.geofringe.server.run.UserException for what the user can mend
   * @throws org.geofringe.server.run.CancelledException soon after the context was asked to stop
   * @throws IOException where the disk fails
   */
  Result run(P parameters, RunContext context) throws IOException;

  default AlgorithmDescription description() {
    return AlgorithmDescription.of(getClass(), parametersType());
  }
}
