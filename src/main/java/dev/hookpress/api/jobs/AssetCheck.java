package dev.hookpress.api.jobs;

import dev.hookpress.api.files.Assets;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.PdfSignature;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Checks that the assets named in a request exist and belong to its client, that there is room for
 * what it would store here, that there are credentials for what it would store elsewhere, and that
 * there is the engine that it names.
 */
final class AssetCheck {
  private final Assets assets;
  private final StoredCredentials s3;
  private final FeatureOffer offer;

  /**
   * @param offer what the nodes can do
   */
  AssetCheck(Assets assets, StoredCredentials s3, FeatureOffer offer) {
    this.assets = assets;
    this.s3 = s3;
    this.offer = offer;
  }

  /** The first missing asset, looked up one after the other, or that there is no room. */
  Future<Optional<Problem>> problem(ClientId client, List<Document> documents) {
    Optional<Problem> lacking = lacking(documents);
    if (lacking.isPresent()) {
      return Future.succeededFuture(lacking);
    }
    List<AssetId> named =
        documents.stream()
            .flatMap(document -> document.parts().stream())
            .filter(Part.Asset.class::isInstance)
            .map(part -> ((Part.Asset) part).asset())
            .distinct()
            .toList();
    return next(client, new ArrayDeque<>(named))
        .compose(
            missing ->
                missing.isPresent()
                    ? Future.succeededFuture(missing)
                    : credentials(client, documents))
        .compose(
            missing ->
                missing.isPresent()
                    ? Future.succeededFuture(missing)
                    : unsignable(client, documents, 0))
        .compose(
            missing ->
                missing.isPresent() || documents.stream().noneMatch(AssetCheck::hosted)
                    ? Future.succeededFuture(missing)
                    : DependencyUnavailable.guard(assets.room(client)).map(AssetCheck::full));
  }

  private Optional<Problem> lacking(List<Document> documents) {
    for (int i = 0; i < documents.size(); i++) {
      RenderOptions options = documents.get(i).options();
      if (!offer.browser() && options.engine().engine() == Engine.CHROMIUM) {
        return refused(
            documents,
            i,
            "/options/engine",
            "There is no browser here (render.chromium.path): leave it out, or ask for auto.");
      }
      if (!offer.verification() && options.pdf().verification().isPresent()) {
        return refused(
            documents,
            i,
            "/options/verify",
            "PDFs cannot be verified here: the module for it is not installed (verify.path).");
      }
    }
    return Optional.empty();
  }

  private Future<Optional<Problem>> unsignable(
      ClientId client, List<Document> documents, int from) {
    for (int i = from; i < documents.size(); i++) {
      Optional<PdfSignature> wanted = documents.get(i).options().pdf().signature();
      if (wanted.isPresent() && !asked(documents.subList(0, i), wanted.get())) {
        int at = i;
        return DependencyUnavailable.guard(offer.unsignable(client, wanted.get()))
            .compose(
                why ->
                    why.isPresent()
                        ? Future.succeededFuture(refused(documents, at, "/options/sign", why.get()))
                        : unsignable(client, documents, at + 1));
      }
    }
    return Future.succeededFuture(Optional.empty());
  }

  /** A batch often signs all of its documents alike. */
  private static boolean asked(List<Document> before, PdfSignature wanted) {
    return before.stream()
        .flatMap(document -> document.options().pdf().signature().stream())
        .anyMatch(
            other ->
                other.certificate().equals(wanted.certificate())
                    && other.timestamped() == wanted.timestamped()
                    && other.timestampUrl().equals(wanted.timestampUrl()));
  }

  private static Optional<Problem> refused(
      List<Document> documents, int index, String pointer, String detail) {
    Faults faults = new Faults();
    faults.add((documents.size() > 1 ? "/documents/" + index : "") + pointer, detail);
    return Optional.of(faults.problem());
  }

  /** Without credentials the job would fail after its rendering. */
  private Future<Optional<Problem>> credentials(ClientId client, List<Document> documents) {
    for (int i = 0; i < documents.size(); i++) {
      if (documents.get(i).destination() instanceof Destination.S3) {
        String pointer = (documents.size() > 1 ? "/documents/" + i : "") + "/destination";
        return DependencyUnavailable.guard(s3.stored(client))
            .map(stored -> stored ? Optional.empty() : Optional.of(noCredentials(pointer)));
      }
    }
    return Future.succeededFuture(Optional.empty());
  }

  private static Problem noCredentials(String pointer) {
    Faults faults = new Faults();
    faults.add(pointer, "No S3 credentials are stored for this client: PUT /v1/client/s3 first.");
    return faults.problem();
  }

  private static boolean hosted(Document document) {
    // What samples take is not counted.
    return document.destination() instanceof Destination.Hosted
        && !document.options().print().test();
  }

  private static Optional<Problem> full(long room) {
    return room > 0
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Type.STORAGE_FULL,
                "Wait until the retention deletes some, delete assets, or name a destination."));
  }

  private Future<Optional<Problem>> next(ClientId client, Queue<AssetId> left) {
    AssetId id = left.poll();
    if (id == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return DependencyUnavailable.guard(assets.find(client, id))
        .compose(
            found ->
                found.isPresent()
                    ? next(client, left)
                    : Future.succeededFuture(
                        Optional.of(Problem.of(Type.NOT_FOUND, "There is no asset " + id + "."))));
  }
}
