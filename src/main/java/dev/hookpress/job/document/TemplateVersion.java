package dev.hookpress.job.document;

/**
 * Identifies one immutable version of a stored template, to which jobs refer.
 *
 * @param number from 1, or {@link #NEWEST}
 */
public record TemplateVersion(TemplateId template, int number) {
  /** Stands for a request without a version: the newest version when the request is accepted. */
  public static final int NEWEST = 0;
}
