package dev.hookpress.api.files;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import java.time.Instant;
import java.util.Optional;

/**
 * Creates and verifies signed links to hosted PDFs. A link authorizes its holder to download the
 * file until it expires.
 */
public interface HostedLinks {
  /** In place of a file's number: all files of the job, as one ZIP. */
  int ALL = -1;

  /** The absolute URL of a new link, valid until {@code expires}. */
  String link(ClientId client, JobId job, int ordinal, String filename, Instant expires);

  /** The file that a link is for; empty if the link is forged, truncated or expired. */
  Optional<HostedFile> verify(LinkParts link, Instant now);

  /** A file that Hookpress hosts. */
  record HostedFile(ClientId client, JobId job, int ordinal, String filename) {}

  /** The parts of a link as received: decoded and not verified. */
  record LinkParts(
      String job,
      String ordinal,
      String filename,
      String client,
      String expires,
      String signature) {}
}
