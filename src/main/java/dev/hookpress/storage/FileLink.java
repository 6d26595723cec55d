package dev.hookpress.storage;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;

/** The result of checking a link to a hosted file. */
public sealed interface FileLink {
  /**
   * The signature is valid and the link has not expired.
   *
   * @param ordinal the number of the file, or {@link FileLinks#ALL}
   */
  record Valid(ClientId client, JobId job, int ordinal, String filename) implements FileLink {}

  /** The signature is valid, but the link has expired. */
  record Expired() implements FileLink {}

  /** The signature is invalid or the link is malformed. */
  record Forged() implements FileLink {}
}
