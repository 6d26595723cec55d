package dev.hookpress.storage;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Signs and verifies links to hosted files that need no API key: {@code
 * /v1/files/<job>/<ordinal>/<filename>} with the client, the expiry in Unix seconds, and an
 * HMAC-SHA256 over all of these.
 */
public final class FileLinks {
  /** In place of a number: all files of the job, as one ZIP. */
  public static final int ALL = -1;

  private static final String ALL_SEGMENT = "all";

  private final Signatures signatures;

  /**
   * Creates a signer.
   *
   * @param keys at least 32 bytes each, the same on every node; the first one signs, all verify
   */
  public FileLinks(List<byte[]> keys) {
    this.signatures = new Signatures(keys);
  }

  /**
   * Returns a link's path and query, to be appended to the public URL.
   *
   * @param filename the name of the downloaded file; any characters
   * @param expires truncated to whole seconds; from then on the link is {@link FileLink.Expired}
   */
  public String make(ClientId client, JobId job, int ordinal, String filename, Instant expires) {
    long expiresSeconds = expires.getEpochSecond();
    String segment = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
    // Joined, not formatted: each job that is done has one.
    return "/v1/files/"
        + job
        + "/"
        + segment(ordinal)
        + "/"
        + segment
        + "?client="
        + client
        + "&expires="
        + expiresSeconds
        + "&signature="
        + signatures.of(signed(client, job, ordinal, filename, expiresSeconds));
  }

  /**
   * Checks a link by its decoded parts, any of which may be null or malformed.
   *
   * @param filename from the path, decoded
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
    long number = ALL_SEGMENT.equals(ordinal) ? ALL : Signatures.number(ordinal);
    boolean numbered = number >= 0 && number <= Integer.MAX_VALUE;
    long expiresSeconds = Signatures.number(expires);
    boolean wellFormed =
        jobId.isPresent()
            && Ulid.isValid(client)
            && (numbered || ALL_SEGMENT.equals(ordinal))
            && expiresSeconds >= 0
            && filename != null
            && signature != null;
    if (!wellFormed) {
      return new FileLink.Forged();
    }
    ClientId clientId = new ClientId(Ulid.from(client).toUuid());
    String signed = signed(clientId, jobId.get(), (int) number, filename, expiresSeconds);
    if (!signatures.hold(signed, signature)) {
      return new FileLink.Forged();
    }
    return expiresSeconds <= now.getEpochSecond()
        ? new FileLink.Expired()
        : new FileLink.Valid(clientId, jobId.get(), (int) number, filename);
  }

  private static String segment(int ordinal) {
    return ordinal == ALL ? ALL_SEGMENT : Integer.toString(ordinal);
  }

  private static String signed(
      ClientId client, JobId job, int ordinal, String filename, long expiresSeconds) {
    // The file name comes last because only it may contain a line break.
    return client + "\n" + job + "\n" + segment(ordinal) + "\n" + expiresSeconds + "\n" + filename;
  }
}
