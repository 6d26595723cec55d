package dev.hookpress.storage;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;

/** What somebody holds who comes with a link to a hosted file. */
public sealed interface FileLink {
  /** The link is ours and still good. */
  record Valid(ClientId client, JobId job, int ordinal, String filename) implements FileLink {}

  /** The link was ours, and its time is over. */
  record Expired() implements FileLink {}

  /** The link is not ours, or not as we made it. */
  record Forged() implements FileLink {}
}
