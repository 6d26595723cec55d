package dev.hookpress.fakes;

import dev.hookpress.api.files.HostedFileLookup;
import dev.hookpress.api.files.HostedLinks;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Hosted files in memory, and links with a signature that anybody could forge. */
public final class MemoryFiles implements HostedLinks, HostedFileLookup {
  private final Outage outage;
  private final Map<JobId, Path> files = new ConcurrentHashMap<>();

  public MemoryFiles(Outage outage) {
    this.outage = outage;
  }

  public void put(JobId job, Path file) {
    files.put(job, file);
  }

  public void delete(JobId job) {
    files.remove(job);
  }

  @Override
  public String link(ClientId client, JobId job, int ordinal, String filename, Instant expires) {
    return "http://files.test/v1/files/%s/%s/%s?client=%s&expires=%d&signature=%s"
        .formatted(
            job,
            ordinal == ALL ? "all" : Integer.toString(ordinal),
            URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20"),
            client.value(),
            expires.getEpochSecond(),
            signature(
                job.toString(),
                ordinal == ALL ? "all" : Integer.toString(ordinal),
                filename,
                client.value().toString(),
                Long.toString(expires.getEpochSecond())));
  }

  @Override
  public Optional<HostedFile> verify(LinkParts link, Instant now) {
    String expected =
        signature(link.job(), link.ordinal(), link.filename(), link.client(), link.expires());
    if (!expected.equals(link.signature())
        || Long.parseLong(link.expires()) < now.getEpochSecond()) {
      return Optional.empty();
    }
    return Optional.of(
        new HostedFile(
            new ClientId(UUID.fromString(link.client())),
            JobId.parse(link.job()).orElseThrow(),
            link.ordinal().equals("all") ? ALL : Integer.parseInt(link.ordinal()),
            link.filename()));
  }

  @Override
  public Future<Optional<Path>> find(HostedFile file) {
    return outage.call(() -> Optional.ofNullable(files.get(file.job())));
  }

  private static String signature(String... parts) {
    return Integer.toHexString(String.join("\n", parts).hashCode());
  }
}
