package dev.hookpress.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.EndedJob.EndedDocument;
import dev.hookpress.job.Destination;
import dev.hookpress.job.DocumentResult;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an endpoint is tried out with: the native callback of a job that never was. */
public final class SampleCallback {
  // A name that nobody else can own (RFC 2606).
  private static final String URL = "https://example.com/document.pdf";
  private static final Duration LINK_LIFE = Duration.ofHours(1);

  private SampleCallback() {}

  /** The body for a completed job, with {@code "test": true}, which no other callback has. */
  public static byte[] body(JobId job, Instant at) {
    EndedDocument document =
        new EndedDocument(
            new Destination.Hosted(),
            Optional.of(new DocumentResult.Stored(1, 1024, 1, 1, List.of())),
            Optional.of(new HostedLink(URL, at.plus(LINK_LIFE))));
    ObjectNode body =
        NativeDialect.told(
            new EndedJob(
                job, JobState.COMPLETED, List.of(document), NativeDialect.NO_METADATA, at));
    return Json.write(body.put("test", true));
  }
}
