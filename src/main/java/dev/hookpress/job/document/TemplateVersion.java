package dev.hookpress.job.document;

/**
 * Names one version of a stored template, which never changes: what a job refers to.
 *
 * @param number from 1, or {@link #NEWEST}
 */
public record TemplateVersion(TemplateId template, int number) {
  /** The number in a request that names no version: the newest there is when it is accepted. */
  public static final int NEWEST = 0;
}
