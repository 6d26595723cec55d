package dev.hookpress.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.hookpress.api.JobView.DocumentView;
import dev.hookpress.dialect.HostedLink;
import dev.hookpress.dialect.Json;
import dev.hookpress.dialect.NativeDestination;
import dev.hookpress.dialect.NativeDialect;
import dev.hookpress.dialect.Timestamps;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Destination;
import dev.hookpress.job.DocumentResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A job as the native API shows it: never its sources, passwords, headers or signed URLs. */
final class JobJson {
  private final HostedLinks links;
  private final Duration linkLife;

  JobJson(HostedLinks links, Duration linkLife) {
    this.links = links;
    this.linkLife = linkLife;
  }

  /** The whole of it; a hosted PDF gets a new link, good from now. */
  ObjectNode of(ClientId client, JobView job, Optional<Instant> blockedUntil, Instant now) {
    ObjectNode shown = Json.object();
    shown.put("id", NativeDialect.shown(job.id()));
    shown.put("status", job.state().label());
    shown.put("created_at", Timestamps.millis(job.createdAt()));
    job.startedAt().ifPresent(at -> shown.put("started_at", Timestamps.millis(at)));
    job.endedAt().ifPresent(at -> shown.put("completed_at", Timestamps.millis(at)));
    DocumentView document = job.documents().get(0);
    shown.set(
        "destination",
        NativeDestination.shown(document.request().destination(), link(client, job, now)));
    shown.put("filename", document.request().options().filename());
    document.result().ifPresent(result -> putResult(shown, result));
    if (!job.metadataJson().equals(NativeDialect.NO_METADATA)) {
      shown.putRawValue("metadata", new RawValue(job.metadataJson()));
    }
    blockedUntil.ifPresent(end -> shown.put("blocked_until", Timestamps.millis(end)));
    shown.set("links", NativeDialect.links(job.id()));
    return shown;
  }

  private static void putResult(ObjectNode shown, DocumentResult result) {
    if (result instanceof DocumentResult.Stored stored) {
      shown.put("pages", stored.pages());
      shown.put("bytes", stored.bytes());
      shown
          .putObject("timings")
          .put("render_ms", stored.renderMillis())
          .put("upload_ms", stored.uploadMillis());
      ArrayNode warnings = shown.putArray("warnings");
      stored.warnings().forEach(warnings::add);
    } else if (result instanceof DocumentResult.Failed failed) {
      shown.set("error", NativeDialect.error(failed));
    }
  }

  private Optional<HostedLink> link(ClientId client, JobView job, Instant now) {
    DocumentView document = job.documents().get(0);
    boolean stored = document.result().orElse(null) instanceof DocumentResult.Stored;
    if (!stored || !(document.request().destination() instanceof Destination.Hosted)) {
      return Optional.empty();
    }
    // Whole seconds, which is what links carry and answers show.
    Instant expires = Instant.ofEpochSecond(now.plus(linkLife).getEpochSecond());
    String filename = document.request().options().filename();
    return Optional.of(new HostedLink(links.link(client, job.id(), 0, filename, expires), expires));
  }
}
