package org.geofringe.server.job;

import java.util.OptionalDouble;
import org.geofringe.server.run.Failure;
import org.geofringe.server.workflow.Result;
import org.jspecify.annotations.Nullable;

/**
 * A job at one moment.
 *
 * @param state where it stands
 * @param percent 0 to 100
 * @param message what is going on
 * @param secondsLeft estimated
 * @param result in a job that succeeded
 * @param failure in a job that failed
 */
public record JobStatus(
    JobState state,
    double percent,
    String message,
    OptionalDouble secondsLeft,
    @Nullable Result result,
    @Nullable Failure failure) {

  static JobStatus queued() {
    return new JobStatus(JobState.QUEUED, 0, "Waiting", OptionalDouble.empty(), null, null);
  }

  static JobStatus ended(JobState state, double percent, String message) {
    return new JobStatus(state, percent, message, OptionalDouble.empty(), null, null);
  }
}
