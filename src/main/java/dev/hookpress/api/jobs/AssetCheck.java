package dev.hookpress.api.jobs;

import dev.hookpress.api.files.Assets;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Checks that the assets named in a request exist and belong to its client, and that there is room
 * for what it would store here.
 */
final class AssetCheck {
  private final Assets assets;

  AssetCheck(Assets assets) {
    this.assets = assets;
  }

  /** The first missing asset, looked up one after the other, or that there is no room. */
  Future<Optional<Problem>> problem(ClientId client, List<Document> documents) {
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
                missing.isPresent() || documents.stream().noneMatch(AssetCheck::hosted)
                    ? Future.succeededFuture(missing)
                    : DependencyUnavailable.guard(assets.room(client)).map(AssetCheck::full));
  }

  private static boolean hosted(Document document) {
    return document.destination() instanceof Destination.Hosted;
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
