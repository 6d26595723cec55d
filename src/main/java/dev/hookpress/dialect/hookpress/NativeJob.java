package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.pdf.VerificationReport;
import java.util.Optional;

/** Encodes a job for the native API; omits its sources, passwords, headers and signed URLs. */
public final class NativeJob {
  private NativeJob() {}

  /** The complete job; the fields of a single document are fields of the job itself. */
  public static ObjectNode shown(JobReport job) {
    ObjectNode shown = Json.object();
    shown.put("id", NativeIds.shown(job.id()));
    shown.put("status", job.state().label());
    shown.put("created_at", Timestamps.millis(job.createdAt()));
    job.startedAt().ifPresent(at -> shown.put("started_at", Timestamps.millis(at)));
    job.endedAt().ifPresent(at -> shown.put("completed_at", Timestamps.millis(at)));
    if (job.documents().size() == 1) {
      putDocument(shown, job.documents().get(0));
    } else {
      ArrayNode documents = shown.putArray("documents");
      job.documents().forEach(document -> documents.add(document(document)));
    }
    if (!job.metadataJson().equals(Decoded.NO_METADATA)) {
      shown.putRawValue("metadata", new RawValue(job.metadataJson()));
    }
    job.blockedUntil().ifPresent(end -> shown.put("blocked_until", Timestamps.millis(end)));
    shown.set("links", NativeDialect.links(job.id()));
    return shown;
  }

  /** Encodes one of several documents. */
  static ObjectNode document(DocumentReport document) {
    ObjectNode shown = Json.object();
    shown.put("status", status(document));
    putDocument(shown, document);
    return shown;
  }

  private static String status(DocumentReport document) {
    return document
        .result()
        .map(result -> result instanceof DocumentResult.Stored ? "completed" : "failed")
        .orElse("pending");
  }

  private static void putDocument(ObjectNode shown, DocumentReport document) {
    shown.set("destination", NativeDestination.shown(document));
    shown.put("filename", document.request().options().filename());
    document.result().ifPresent(result -> putResult(shown, result));
    putFiles(shown, document);
  }

  /** Adds the links to the files of a document that has several. */
  static void putFiles(ObjectNode shown, DocumentReport document) {
    if (!(document.result().orElse(null) instanceof DocumentResult.Stored stored)
        || stored.files().size() < 2) {
      return;
    }
    ArrayNode files = shown.putArray("files");
    for (int i = 0; i < stored.files().size(); i++) {
      ObjectNode file = files.addObject();
      document
          .link(i)
          .ifPresent(
              link ->
                  file.put("url", link.url())
                      .put("expires_at", Timestamps.seconds(link.expiresAt())));
      file.put("bytes", stored.files().get(i));
    }
  }

  private static void putEngine(ObjectNode shown, EngineOptions.Used used) {
    shown.put("engine", used.engine().label());
    if (!used.reason().isEmpty()) {
      shown.put("engine_reason", used.reason());
    }
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
      stored.engine().ifPresent(used -> putEngine(shown, used));
    } else if (result instanceof DocumentResult.Failed failed) {
      shown.set("error", NativeDialect.error(failed));
    }
    putVerification(shown, result);
  }

  /** Shows what was found of a PDF that was verified. */
  public static void putVerification(ObjectNode shown, DocumentResult result) {
    Optional<VerificationReport> report =
        result instanceof DocumentResult.Stored stored
            ? stored.verification()
            : ((DocumentResult.Failed) result).verification();
    report.ifPresent(it -> shown.set("verification", verification(it)));
  }

  private static ObjectNode verification(VerificationReport report) {
    ObjectNode shown = Json.object().put("passed", report.passed());
    ArrayNode checks = shown.putArray("checks");
    for (VerificationReport.Check check : report.checks()) {
      ObjectNode one = checks.addObject().put("subject", check.subject());
      one.put("profile", check.profile()).put("passed", check.passed());
      one.put("engine", check.engine()).put("failed_rules", check.failed());
      ArrayNode failures = one.putArray("failures");
      check.failures().forEach(failures::add);
    }
    return shown;
  }
}
