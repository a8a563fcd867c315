package org.geofringe.server.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.geofringe.server.run.Budget;
import org.geofringe.server.run.CancelledException;
import org.geofringe.server.workflow.Result;
import org.junit.jupiter.api.Test;

class JobTest {

  private final Job job = Job.standalone("scripted", Path.of("out"), new Budget(64L << 20, 1));

  @Test
  void progressNeverGoesBack() {
    job.running();
    job.progress(0.5, "half");
    job.progress(0.2, "a late unit");
    assertEquals(50, job.status().percent());
    assertEquals("a late unit", job.status().message());
    job.progress(7, "too far");
    assertEquals(100, job.status().percent());
  }

  @Test
  void progressBeforeAndAfterTheWorkIsIgnored() {
    job.progress(0.5, "early");
    assertEquals(JobState.QUEUED, job.status().state());
    job.running();
    job.succeeded(new Result());
    job.progress(0.1, "late");
    assertEquals(JobState.SUCCEEDED, job.status().state());
    assertEquals("Done", job.status().message());
  }

  @Test
  void linesAreReadFromAPosition() {
    job.log("one");
    job.warn("two");
    assertEquals(List.of("one", "Warning: two"), job.log(0));
    assertEquals(List.of("Warning: two"), job.log(1));
    assertEquals(List.of(), job.log(9));
    assertEquals(List.of("two"), job.warnings(0));
  }

  @Test
  void everyChangeIsAVersion() {
    long before = job.version();
    job.log("line");
    assertTrue(job.version() > before);
    before = job.version();
    job.warn("line");
    assertTrue(job.version() > before);
    before = job.version();
    job.running();
    assertTrue(job.version() > before);
    before = job.version();
    job.progress(0.1, "on");
    assertTrue(job.version() > before);
  }

  @Test
  void whatWasCancelledWhileItWaitedIsNotTaken() {
    assertTrue(job.cancel());
    assertEquals(JobState.CANCELLED, job.status().state());
    assertFalse(job.running());
    assertEquals(JobState.CANCELLED, job.status().state());
  }

  @Test
  void whatRunsEndsAtItsNextCheck() {
    job.running();
    job.checkCancelled();
    assertFalse(job.cancel());
    assertEquals(JobState.RUNNING, job.status().state());
    assertThrows(CancelledException.class, job::checkCancelled);
  }
}
