package dev.hookpress.fakes;

import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.api.jobs.JobIntake;
import dev.hookpress.contracts.JobBookContract;

/** The fake keeps what the port promises. */
class MemoryJobsTest extends JobBookContract {
  private final MemoryJobs jobs = new MemoryJobs(new Outage());

  @Override
  protected JobIntake intake() {
    return jobs;
  }

  @Override
  protected JobBook book() {
    return jobs;
  }
}
