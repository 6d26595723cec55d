package dev.hookpress.dialect;

import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.RenderOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sample job reports. */
public final class Reports {
  private Reports() {}

  /** A job of that state, accepted, begun and ended at that time. */
  public static JobReport ended(
      JobId id, DialectName dialect, JobState state, Instant at, DocumentReport... documents) {
    return ended(id, dialect, state, at, "{}", documents);
  }

  /** The same, with the client's metadata. */
  public static JobReport ended(
      JobId id,
      DialectName dialect,
      JobState state,
      Instant at,
      String metadataJson,
      DocumentReport... documents) {
    return new JobReport(
        id,
        dialect,
        state,
        at,
        Optional.of(at),
        Optional.of(at),
        metadataJson,
        List.of(documents),
        Optional.empty());
  }

  /** A document of no parts. */
  public static DocumentReport document(
      Destination destination, Optional<DocumentResult> result, Optional<HostedLink> link) {
    return new DocumentReport(
        new Document(List.of(), RenderOptions.standard("document.pdf"), destination), result, link);
  }
}
