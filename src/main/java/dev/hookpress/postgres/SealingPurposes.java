package dev.hookpress.postgres;

/**
 * Names the purpose of each sealed column. The purpose is authenticated with the content, so that
 * one column's bytes cannot be substituted for another's.
 */
public final class SealingPurposes {
  public static final String TARGETS = "job.targets";
  public static final String DOCUMENT = "document.request";
  public static final String TARGET = "notification.target";
  public static final String NOTIFICATION = "notification.target+body";
  public static final String SIGNING_SECRET = "signing_secret";
  public static final String ENDPOINT_SECRET = "endpoint_secret";
  public static final String ENDPOINT_AUTH = "registered_endpoint.auth";
  public static final String ANSWER = "idempotent_answer.answer";
  public static final String SIGNING_CERTIFICATE = "signing_certificate";
  public static final String S3 = "client.s3";

  private SealingPurposes() {}
}
