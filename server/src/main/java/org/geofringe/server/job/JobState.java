package org.geofringe.server.job;

/** Where a job stands. */
public enum JobState {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** The server stopped while the job was queued or running. */
  INTERRUPTED;

  public boolean hasEnded() {
    return this != QUEUED && this != RUNNING;
  }
}
