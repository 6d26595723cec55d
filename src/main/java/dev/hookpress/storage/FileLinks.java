package dev.hookpress.storage;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links to hosted files that need no API key: {@code /v1/files/<job>/<ordinal>/<filename>} with the
 * client, the end in Unix seconds, and an HMAC-SHA256 over all of it.
 */
public final class FileLinks {
  private static final String HMAC = "HmacSHA256";

  /** What surely fits a long. */
  private static final int MAX_DIGITS = 18;

  private final SecretKeySpec key;

  /**
   * Makes and checks links.
   *
   * @param key at least 32 bytes, the same on every node
   */
  public FileLinks(byte[] key) {
    this.key = new SecretKeySpec(key, HMAC);
  }

  /**
   * A link's path and query, to be put behind the public URL.
   *
   * @param filename the name that the download gets; any characters
   * @param expires cut to whole seconds; from then on the link is {@link FileLink.Expired}
   */
  public String make(ClientId client, JobId job, int ordinal, String filename, Instant expires) {
    long expiresSeconds = expires.getEpochSecond();
    String segment = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
    return "/v1/files/%s/%d/%s?client=%s&expires=%d&signature=%s"
        .formatted(
            job,
            ordinal,
            segment,
            client,
            expiresSeconds,
            signature(client, job, ordinal, filename, expiresSeconds));
  }

  /**
   * Judges a link by its parts, decoded; any of them may be null, missing or nonsense.
   *
   * @param filename as it is in the path, decoded
   */
  public FileLink check(
      String job,
      String ordinal,
      String filename,
      String client,
      String expires,
      String signature,
      Instant now) {
    Optional<JobId> jobId = job == null ? Optional.empty() : JobId.parse(job);
    long number = number(ordinal);
    long expiresSeconds = number(expires);
    boolean wellFormed =
        jobId.isPresent()
            && Ulid.isValid(client)
            && number >= 0
            && number <= Integer.MAX_VALUE
            && expiresSeconds >= 0
            && filename != null
            && signature != null;
    if (!wellFormed) {
      return new FileLink.Forged();
    }
    ClientId clientId = new ClientId(Ulid.from(client).toUuid());
    String expected = signature(clientId, jobId.get(), (int) number, filename, expiresSeconds);
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8))) {
      return new FileLink.Forged();
    }
    return expiresSeconds <= now.getEpochSecond()
        ? new FileLink.Expired()
        : new FileLink.Valid(clientId, jobId.get(), (int) number, filename);
  }

  private String signature(
      ClientId client, JobId job, int ordinal, String filename, long expiresSeconds) {
    // The file name last: only it may hold a line break.
    String signed = client + "\n" + job + "\n" + ordinal + "\n" + expiresSeconds + "\n" + filename;
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] digest = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks " + HMAC, e);
    }
  }

  /** A plain decimal number; -1 for anything else. */
  private static long number(String text) {
    boolean digits =
        text != null
            && !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Long.parseLong(text) : -1;
  }
}
