package dev.hookpress.dialect.enconvert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.document.DocumentResult.Stored;
import dev.hookpress.job.document.HostedLink;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Encodes a job as the batch that the current generation of clients polls. */
final class EnconvertBatch {
  private EnconvertBatch() {}

  static ObjectNode shown(JobReport job, Formats formats) {
    List<DocumentReport> done =
        job.documents().stream().filter(each -> EnconvertJob.ended(job, each)).toList();
    int total = job.documents().size();
    int completed =
        (int) done.stream().filter(each -> EnconvertJob.stored(each).isPresent()).count();
    ObjectNode batch = Json.object();
    batch.put("batch_id", EnconvertJob.id(job, formats));
    batch.put("status", status(total, done.size(), completed));
    batch.put("total", total);
    batch.put("completed", completed);
    batch.put("failed", done.size() - completed);
    batch.put("in_progress", total - done.size());
    batch.put("output_mode", EnconvertTraits.of(job.metadataJson()).outputFormat());
    batch.put("zip_download_url", job.archive().map(HostedLink::url).orElse(null));
    ArrayNode items = batch.putArray("items");
    job.documents().forEach(each -> items.add(item(job, each)));
    return batch;
  }

  private static String status(int total, int done, int completed) {
    if (done < total) {
      return EnconvertJob.PROCESSING;
    }
    if (completed == total) {
      return "completed";
    }
    return completed == 0 ? "failed" : "partial";
  }

  /** The service's own words have capitals and a space, and its durations are strings. */
  private static ObjectNode item(JobReport job, DocumentReport document) {
    Optional<Stored> stored = EnconvertJob.stored(document);
    boolean ended = EnconvertJob.ended(job, document);
    ObjectNode item = Json.object();
    item.put("source_url", document.source());
    item.put("status", stored.isPresent() ? "Success" : ended ? "Failed" : "In Progress");
    item.put("download_url", document.link().map(HostedLink::url).orElse(null));
    item.put("output_file_size", stored.map(Stored::bytes).orElse(null));
    item.put(
        "duration",
        stored.map(it -> String.format(Locale.ROOT, "%.2f", it.seconds())).orElse(null));
    return item;
  }
}
