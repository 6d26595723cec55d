package dev.hookpress.bench;

import dev.hookpress.dialect.Callback;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.Reports;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.HostedLink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decodes a request's bytes, and encodes the callback of a job that has ended. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DialectBenchmark {
  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);
  private static final JobId ID = new JobId(new UUID(1, 1));
  private static final Map<String, String> PLACES =
      Map.of("template", "01JD0000000000000000000000", "operation", "htmltopdf");

  @Param({
    "native/request-everything.json",
    "adobe/request-notifier.json",
    "tailpdf/request-async.json",
    "pdfgorilla/request-generate-async.json",
    "enconvert/request-both.json"
  })
  public String request;

  private Dialect dialect;
  private Submission submission;
  private Decoded.Request decoded;
  private JobReport report;
  private Target.Webhook webhook;

  @Setup
  public void read() throws IOException {
    DialectName name = new DialectName(request.substring(0, request.indexOf('/')));
    dialect = Dialects.of(name);
    try (InputStream file = Reports.class.getResourceAsStream("/dialect/" + request)) {
      submission = new Submission(file.readAllBytes(), PLACES);
    }
    decoded = (Decoded.Request) decode();
    webhook =
        new Target.Webhook(
            URI.create("https://receiver.test/hook"),
            Map.of(),
            Optional.of("at-least-32-random-bytes-please"),
            Optional.empty());
    report =
        Reports.ended(
            ID,
            name,
            JobState.COMPLETED,
            AT,
            new JobReport.DocumentReport(
                decoded.documents().get(0),
                Optional.of(Message.RESULT),
                Optional.of(new HostedLink("https://pdf.test/files/1.pdf?signature=x", AT))));
  }

  @Benchmark
  public Decoded decode() {
    return dialect.decode(submission, url -> Optional.empty());
  }

  @Benchmark
  public Reply accept() {
    return dialect.accepted(ID, decoded, AT);
  }

  @Benchmark
  public Callback callback() {
    return dialect.callback(report, webhook);
  }
}
