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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The documents that this node has claimed. Some are under way, with their sources in memory; the
 * others wait for their turn, with nothing but their requests. Clients take turns, each within its
 * share. Confined to one event loop.
 */
final class DocumentTurns {
  // Many times what is claimed ahead (RenderLoad): the client's documents have become slow since.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final int slots;
  private final Function<ClaimedDocument, Future<Void>> run;
  private final Consumer<ClaimedDocument> giveBack;
  private final RenderLoad load;
  private final InstantSource clock;
  private final ClientCounts underWay = new ClientCounts();

  /** By client, in the order of their turns; clients that have none waiting are absent. */
  private final Map<ClientId, Deque<Waiting>> waiting = new LinkedHashMap<>();

  private int count;
  private boolean closed;

  private record Waiting(ClaimedDocument document, Instant since, Promise<Void> done) {}

  /**
   * Creates turns of which none is taken.
   *
   * @param slots the most documents under way
   * @param run processes a document; completes when it needs its slot no longer
   * @param giveBack makes a document that has not begun due again, for any node
   * @param load is told how many documents wait, and when one has ended
   */
  DocumentTurns(
      int slots,
      Function<ClaimedDocument, Future<Void>> run,
      Consumer<ClaimedDocument> giveBack,
      RenderLoad load,
      InstantSource clock) {
    this.slots = slots;
    this.run = run;
    this.giveBack = giveBack;
    this.load = load;
    this.clock = clock;
  }

  /**
   * Runs a document when it is its turn; completes when it needs its slot no longer, or is given
   * back.
   */
  Future<Void> run(ClaimedDocument document) {
    Waiting last = new Waiting(document, clock.instant(), Promise.promise());
    waiting.computeIfAbsent(document.client(), first -> new ArrayDeque<>()).add(last);
    count++;
    begin();
    return last.done().future();
  }

  /** Gives back the documents that have waited too long; to be called every second or so. */
  void giveBackLate() {
    Instant latest = clock.instant().minus(PATIENCE);
    giveBackWhile(longest -> longest.since().isBefore(latest));
  }

  /** Begins no more documents: those that wait are given back, and so are those that come. */
  void close() {
    closed = true;
    giveBackWhile(any -> true);
  }

  private void giveBackWhile(Predicate<Waiting> leaves) {
    List<Waiting> left = new ArrayList<>();
    for (Deque<Waiting> own : waiting.values()) {
      while (!own.isEmpty() && leaves.test(own.peek())) {
        left.add(own.remove());
      }
    }
    waiting.values().removeIf(Collection::isEmpty);
    count -= left.size();
    load.waiting(count);
    for (Waiting one : left) {
      giveBack.accept(one.document());
      one.done().complete();
    }
  }

  private void begin() {
    if (closed) {
      giveBackWhile(any -> true);
      return;
    }
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
    underWay.add(client);
    run.apply(next.document())
        .onComplete(
            end -> {
              underWay.remove(client);
              load.ended();
              next.done().complete(null, end.cause());
              begin();
            });
  }
}
