package dev.hookpress.postgres;

/**
 * What a sealed column is for. The purpose is authenticated with the content, so that one column's
 * bytes cannot be passed off as another's.
 */
final class Purposes {
  static final String TARGETS = "job.targets";
  static final String DOCUMENT = "document.request";
  static final String TARGET = "notification.target";
  static final String SIGNING_SECRET = "signing_secret";
  static final String S3 = "client.s3";

  private Purposes() {}
}
