package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.JobReport.DocumentReport;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.JobState;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.HostedLink;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfToImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encodes a job as Adobe's status response, which the callback also contains. */
final class AdobeStatus {
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
    if (!(first.destination() instanceof Destination.Hosted)) {
      // The file is in the client's own storage.
      return status;
    }
    List<ObjectNode> assets = assets(job);
    if (isList(first.request()) || assets.size() != 1) {
      ArrayNode list = status.putArray("assetList");
      assets.forEach(list::add);
      return status;
    }
    status.set("asset", assets.get(0));
    if (first.request().operation().orElse(null) instanceof PdfToImages) {
      // Adobe's Java client reads a list for this operation, whatever it makes.
      status.putArray("assetList").add(assets.get(0).deepCopy());
    }
    return status;
  }

  /** Whether an operation's files are shown as a list, even if it is one file. */
  private static boolean isList(Document request) {
    PdfOperation operation = request.operation().orElse(null);
    return operation instanceof PdfOperation.Split split && !split.zipped()
        || operation instanceof PdfToImages images && !images.zipped();
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
          String type = document.request().result().mediaType();
          assets.add(asset(id, type, stored.files().get(file), document.link(file)));
        }
      }
    }
    return assets;
  }

  private static ObjectNode asset(AssetId id, String type, long bytes, Optional<HostedLink> link) {
    ObjectNode asset = Json.object();
    // Adobe's clients reject any other field in this object.
    asset.putObject("metadata").put("type", type).put("size", bytes);
    link.ifPresent(at -> asset.put("downloadUri", at.url()));
    return asset.put("assetID", id.toString());
  }
}
