package dev.hookpress.api.files;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import java.time.Instant;
import java.util.Optional;

/** Signed links to hosted PDFs: whoever has one may fetch the file until it expires. */
public interface HostedLinks {
  /** The whole URL, good until {@code expires}. */
  String link(ClientId client, JobId job, int ordinal, String filename, Instant expires);

  /** Which file a link is for; empty if it is forged, cut, or has expired. */
  Optional<HostedFile> verify(LinkParts link, Instant now);

  /** A file that Hookpress keeps. */
  record HostedFile(ClientId client, JobId job, int ordinal, String filename) {}

  /** A link as it came in, every part decoded and none of it believed. */
  record LinkParts(
      String job,
      String ordinal,
      String filename,
      String client,
      String expires,
      String signature) {}
}
