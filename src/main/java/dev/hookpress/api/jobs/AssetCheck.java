package dev.hookpress.api.jobs;

import dev.hookpress.api.files.Assets;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Checks that the assets named in a request exist and belong to its client. */
final class AssetCheck {
  private final Assets assets;

  AssetCheck(Assets assets) {
    this.assets = assets;
  }

  /** The problem with the first missing asset; assets are looked up one after the other. */
  Future<Optional<Problem>> problem(ClientId client, List<Document> documents) {
    List<AssetId> named =
        documents.stream()
            .flatMap(document -> document.parts().stream())
            .filter(Part.Asset.class::isInstance)
            .map(part -> ((Part.Asset) part).asset())
            .distinct()
            .toList();
    return next(client, new ArrayDeque<>(named));
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
