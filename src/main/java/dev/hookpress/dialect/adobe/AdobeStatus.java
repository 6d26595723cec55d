package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.JobState;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.PdfOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encodes a job as Adobe's status response, which the callback also contains. */
final class AdobeStatus {
  private static final String PDF = "application/pdf";

  private AdobeStatus() {}

  static ObjectNode of(JobReport job) {
    ObjectNode status = Json.object();
    if (!job.state().ended()) {
      return status.put("status", "in progress");
    }
    if (job.state() == JobState.CANCELED) {
      status.put("status", "failed");
      status.set("error", AdobeErrors.failure("CANCELED", "The job was canceled.", 400));
      return status;
    }
    if (job.state() == JobState.FAILED) {
      status.put("status", "failed");
      status.set("error", AdobeErrors.failure(failed(job)));
      return status;
    }
    status.put("status", "done");
    DocumentReport first = job.documents().get(0);
    if (first.result().orElse(null) instanceof DocumentResult.Stored stored
        && stored.properties().isPresent()) {
      status.set("metadata", AdobeProperties.shown(stored.properties().get()));
      return status;
    }
    List<ObjectNode> assets = assets(job);
    boolean split = first.request().operation().orElse(null) instanceof PdfOperation.Split;
    if (split || assets.size() != 1) {
      ArrayNode list = status.putArray("assetList");
      assets.forEach(list::add);
    } else {
      status.set("asset", assets.get(0));
    }
    return status;
  }

  private static DocumentResult.Failed failed(JobReport job) {
    return job.documents().stream()
        .flatMap(document -> document.result().stream())
        .filter(DocumentResult.Failed.class::isInstance)
        .map(DocumentResult.Failed.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<ObjectNode> assets(JobReport job) {
    List<ObjectNode> assets = new ArrayList<>();
    for (int ordinal = 0; ordinal < job.documents().size(); ordinal++) {
      DocumentReport document = job.documents().get(ordinal);
      if (document.result().orElse(null) instanceof DocumentResult.Stored stored) {
        for (int file = 0; file < stored.files().size(); file++) {
          AssetId id = new AssetId(job.id().value(), ordinal + file);
          assets.add(asset(id, stored.files().get(file), document.link(file)));
        }
      }
    }
    return assets;
  }

  private static ObjectNode asset(AssetId id, long bytes, Optional<HostedLink> link) {
    ObjectNode asset = Json.object();
    // Adobe's clients reject any other field in this object.
    asset.putObject("metadata").put("type", PDF).put("size", bytes);
    link.ifPresent(at -> asset.put("downloadUri", at.url()));
    return asset.put("assetID", id.toString());
  }
}
