package dev.hookpress.node.files;

import dev.hookpress.api.files.HostedLinks;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.storage.FileLink;
import dev.hookpress.storage.FileLinks;
import java.time.Instant;
import java.util.Optional;

/** Adapts the store's signed links to hosted PDFs to the API. */
public record SignedFileLinks(FileLinks links, String publicUrl) implements HostedLinks {
  @Override
  public String link(ClientId client, JobId job, int ordinal, String filename, Instant expires) {
    return publicUrl + links.make(client, job, ordinal, filename, expires);
  }

  @Override
  public Optional<HostedLinks.HostedFile> verify(LinkParts link, Instant now) {
    return links.check(
                link.job(),
                link.ordinal(),
                link.filename(),
                link.client(),
                link.expires(),
                link.signature(),
                now)
            instanceof FileLink.Valid valid
        ? Optional.of(
            new HostedLinks.HostedFile(
                valid.client(), valid.job(), valid.ordinal(), valid.filename()))
        : Optional.empty();
  }
}
