package dev.hookpress.dialect.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.RenderOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Creates the callback that tests an endpoint: that of a job that does not exist, in any format.
 */
public final class SampleCallback {
  // A reserved name that nobody can register (RFC 2606).
  private static final String URL = "https://example.com/document.pdf";
  private static final Duration LINK_LIFE = Duration.ofHours(1);

  private SampleCallback() {}

  /**
   * The callback for a completed job in the target's format, by default the native one, which then
   * has {@code "test": true}, as no real callback has.
   */
  public static Callback of(JobId job, Target.Webhook target, Instant at) {
    Dialect format = Dialects.of(target.format().orElse(NativeDialect.NAME));
    return format.name().equals(NativeDialect.NAME)
        ? new Callback(body(job, at))
        : format.callback(completed(job, format, at), target);
  }

  private static byte[] body(JobId job, Instant at) {
    ObjectNode body = NativeDialect.encode(completed(job, Dialects.of(NativeDialect.NAME), at));
    return Json.write(body.put("test", true));
  }

  private static JobReport completed(JobId job, Dialect format, Instant at) {
    Document document =
        new Document(List.of(), RenderOptions.standard("document.pdf"), new Destination.Hosted());
    DocumentReport stored =
        new DocumentReport(
            document,
            Optional.of(new DocumentResult.Stored(1, 1024, 1, 1, List.of())),
            Optional.of(new HostedLink(URL, at.plus(LINK_LIFE))));
    return new JobReport(
        job,
        format.name(),
        JobState.COMPLETED,
        at,
        Optional.of(at),
        Optional.of(at),
        Decoded.NO_METADATA,
        List.of(stored),
        Optional.empty());
  }
}
