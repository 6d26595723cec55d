package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.ClientCounts;
import dev.hookpress.policy.Share;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The documents that this node has claimed. Some are under way, with their sources in memory; the
 * others wait for their turn, with nothing but their requests. Clients take turns, each within its
 * share. Confined to one event loop.
 */
final class DocumentTurns {
  private final int slots;
  private final Duration patience;
  private final Function<ClaimedDocument, Future<Void>> run;
  private final RenderLoad load;
  private final InstantSource clock;
  private final ClientCounts underWay = new ClientCounts();

  /** By client, in the order of their turns; clients that have none waiting are absent. */
  private final Map<ClientId, Deque<Waiting>> waiting = new LinkedHashMap<>();

  private int count;

  private record Waiting(ClaimedDocument document, Instant since, Promise<Void> done) {}

  /**
   * Creates turns of which none is taken.
   *
   * @param slots the most documents under way
   * @param patience a document that waits longer is left to its lease, which must outlast what
   *     would follow
   * @param run processes a document; completes when it needs its slot no longer
   * @param load is told how many documents wait
   */
  DocumentTurns(
      int slots,
      Duration patience,
      Function<ClaimedDocument, Future<Void>> run,
      RenderLoad load,
      InstantSource clock) {
    this.slots = slots;
    this.patience = patience;
    this.run = run;
    this.load = load;
    this.clock = clock;
  }

  /** Runs a document when it is its turn; completes when it needs its slot no longer. */
  Future<Void> run(ClaimedDocument document) {
    Waiting last = new Waiting(document, clock.instant(), Promise.promise());
    waiting.computeIfAbsent(document.client(), first -> new ArrayDeque<>()).add(last);
    count++;
    begin();
    return last.done().future();
  }

  private void begin() {
    Optional<ClientId> turn = turn();
    while (turn.isPresent()) {
      start(turn.get());
      turn = turn();
    }
    load.waiting(count);
  }

  private Optional<ClientId> turn() {
    int free = slots - underWay.total();
    return free == 0
        ? Optional.empty()
        : waiting.keySet().stream()
            .filter(client -> Share.more(free, underWay.of(client)) > 0)
            .findFirst();
  }

  private void start(ClientId client) {
    Deque<Waiting> own = waiting.remove(client);
    Waiting next = own.remove();
    count--;
    if (!own.isEmpty()) {
      // Behind the others.
      waiting.put(client, own);
    }
    if (clock.instant().isAfter(next.since().plus(patience))) {
      next.done().complete();
      return;
    }
    underWay.add(client);
    run.apply(next.document())
        .onComplete(
            end -> {
              underWay.remove(client);
              next.done().complete(null, end.cause());
              begin();
            });
  }
}
