package dev.hookpress.storage;

import dev.hookpress.job.S3Account;
import dev.hookpress.job.document.Destination;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Presigns a URL for one PUT. Uses the two AWS SDK modules that the SDK's own presigner is built
 * on, because that presigner reads the system clock.
 */
final class S3Signer {
  /** Longer than an upload with all its retries may take. */
  private static final Duration GOOD_FOR = Duration.ofMinutes(15);

  private static final int MAX_NAME_LENGTH = 63;

  private final S3EndpointProvider endpoints = S3EndpointProvider.defaultProvider();
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /**
   * Returns a presigned URL.
   *
   * @throws IllegalArgumentException if the bucket or region is invalid by the rules of S3; the
   *     message may be shown to the client
   */
  URI presignPut(S3Account account, Destination.S3 target, Instant now) {
    String region = target.region().orElse(account.region());
    URI base = endpoint(account, target.bucket(), region);
    String key = target.path().startsWith("/") ? target.path().substring(1) : target.path();
    String basePath = base.getRawPath().endsWith("/") ? base.getRawPath() : base.getRawPath() + "/";
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(base)
            .encodedPath(basePath + SdkHttpUtils.urlEncodeIgnoreSlashes(key))
            .build();
    AwsCredentialsIdentity identity =
        AwsCredentialsIdentity.create(account.accessKeyId(), account.secretAccessKey());
    return signer
        .sign(
            sign ->
                sign.identity(identity)
                    .request(request)
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, GOOD_FOR)
                    .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                    .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
        .request()
        .getUri();
  }

  private URI endpoint(S3Account account, String bucket, String region) {
    if (!isName(bucket, 3, "-._") || !isName(region, 1, "-")) {
      throw noSuchBucket(bucket, region, null);
    }
    try {
      Endpoint endpoint =
          endpoints
              .resolveEndpoint(
                  rules -> {
                    rules.bucket(bucket).region(Region.of(region));
                    rules.forcePathStyle(account.pathStyle());
                    account.endpoint().ifPresent(own -> rules.endpoint(own.toString()));
                  })
              .join(); // The rules are evaluated synchronously.
      return endpoint.url();
    } catch (CompletionException | SdkException e) {
      throw noSuchBucket(bucket, region, e);
    }
  }

  /**
   * Checks a name's characters, because the SDK's rules accept names that are invalid in a host
   * name.
   */
  private static boolean isName(String text, int minLength, String marks) {
    return text.length() >= minLength
        && text.length() <= MAX_NAME_LENGTH
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || marks.indexOf(c) >= 0);
  }

  private static IllegalArgumentException noSuchBucket(
      String bucket, String region, Throwable cause) {
    return new IllegalArgumentException(
        "S3 has no bucket \"" + bucket + "\" in region \"" + region + "\"", cause);
  }
}
