package dev.hookpress.dialect.enconvert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Reports;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Enconvert's answers to a caller who waits for a PDF and does not get it. */
class EnconvertWaitingTest {
  private static final JobId ID = JobId.parse("01GWYD0K4N0000000000000000").orElseThrow();
  private static final DocumentResult NOT_THERE =
      new DocumentResult.Failed(FailureCode.SOURCE_HTTP_STATUS, "It answered with status 404");

  private final Dialect dialect = Dialects.of(EnconvertDialect.NAME);

  @Test
  void aPageThatFailedIsAnErrorWithItsReason() {
    Reply reply = dialect.withoutPdf(job(JobState.FAILED, Optional.of(NOT_THERE)));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(text(reply))
        .isEqualTo(
            "{\"success\":false,\"error\":\"conversion-failed\",\"message\":\"Failed to load page: "
                + "It answered with status 404\",\"detail\":\"Failed to load page: "
                + "It answered with status 404\",\"job_id\":\"job_01GWYD0K4N0000000000000000\"}");
  }

  @Test
  void aCanceledJobIsAConflict() {
    Reply reply = dialect.withoutPdf(job(JobState.CANCELED, Optional.empty()));

    assertThat(reply.status()).isEqualTo(409);
    assertThat(text(reply)).contains("\"error\":\"canceled\"");
  }

  @Test
  void aConversionThatTakesTooLongIsAnErrorThatNamesItsJob() {
    Reply reply = dialect.withoutPdf(job(JobState.PROCESSING, Optional.empty()));

    assertThat(reply.status()).isEqualTo(504);
    assertThat(text(reply))
        .startsWith("{\"success\":false,\"error\":\"timeout\",")
        .contains("\"detail\":\"The conversion takes longer than a request may")
        .endsWith("\"job_id\":\"job_" + ID + "\"}");
  }

  private static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private static JobReport job(JobState state, Optional<DocumentResult> result) {
    Document document =
        new Document(
            List.of(new Part.Url(URI.create("https://example.com"))),
            RenderOptions.standard("example-com.pdf"),
            new Destination.Hosted());
    return Reports.ended(
        ID,
        EnconvertDialect.NAME,
        state,
        Instant.EPOCH,
        new DocumentReport(document, result, Optional.empty()));
  }
}
