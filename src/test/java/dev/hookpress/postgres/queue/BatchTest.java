package dev.hookpress.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Grouped writes; the test completes the statements. */
class BatchTest {
  private record Statement(List<Integer> items, Promise<List<String>> result) {
    void commit() {
      result.complete(items.stream().map(i -> "written " + i).toList());
    }
  }

  private final Deque<Statement> statements = new ArrayDeque<>();
  private final Batch<Integer, String> batch = new Batch<>(3, 5, 1, this::write);

  private Future<List<String>> write(List<Integer> items) {
    Statement statement = new Statement(items, Promise.promise());
    statements.add(statement);
    return statement.result().future();
  }

  @Test
  void theFirstItemIsWrittenAtOnceAndLaterOnesTogether() {
    Future<String> first = batch.add(1);
    Future<String> second = batch.add(2);
    Future<String> third = batch.add(3);
    assertThat(statements).hasSize(1);
    statements.remove().commit();
    assertThat(first.result()).isEqualTo("written 1");
    Statement together = statements.remove();
    assertThat(together.items()).containsExactly(2, 3);
    together.commit();
    assertThat(second.result()).isEqualTo("written 2");
    assertThat(third.result()).isEqualTo("written 3");
  }

  @Test
  void statementsBeginApartWhileThereIsABacklog() {
    Deque<Runnable> timers = new ArrayDeque<>();
    Duration[] apart = {Duration.ofMillis(20)};
    Batch<Integer, String> spaced =
        new Batch<>(
            3,
            10,
            2,
            new Batch.Spacing(
                () -> apart[0],
                (delay, task) -> {
                  timers.add(task);
                  return () -> timers.remove(task);
                }),
            this::write);
    spaced.add(1);
    spaced.add(2);
    statements.remove().commit();
    assertThat(statements).as("the next one waits for more").isEmpty();
    spaced.add(3);
    timers.remove().run();
    Statement second = statements.remove();
    assertThat(second.items()).containsExactly(2, 3);

    IntStream.range(4, 7).forEach(spaced::add);
    Statement third = statements.remove();
    assertThat(third.items()).as("a full one waits for none").containsExactly(4, 5, 6);
    second.commit();
    third.commit();

    apart[0] = Duration.ZERO;
    timers.remove().run();
    timers.remove().run();
    spaced.add(7);
    statements.remove().commit();
    assertThat(timers).isEmpty();
  }

  @Test
  void aStatementHasABoundAndSoHasTheWait() {
    List<Future<String>> all = new ArrayList<>();
    IntStream.rangeClosed(1, 7).forEach(i -> all.add(batch.add(i)));
    assertThat(all.get(6).failed()).isTrue();
    statements.remove().commit();
    assertThat(statements.remove().items()).containsExactly(2, 3, 4);
  }

  @Test
  void oneBadItemDoesNotFailItsNeighbours() {
    batch.add(0);
    Future<String> good = batch.add(1);
    Future<String> bad = batch.add(2);
    statements.remove().commit();
    statements.remove().result().fail(new PgException("bad", "ERROR", "22P02", "data"));
    statements.remove().commit();
    statements.remove().result().fail(new PgException("bad", "ERROR", "22P02", "data"));
    assertThat(good.result()).isEqualTo("written 1");
    assertThat(bad.failed()).isTrue();
  }

  @Test
  void anUnavailableServerFailsEveryItem() {
    batch.add(0);
    Future<String> one = batch.add(1);
    Future<String> other = batch.add(2);
    statements.remove().commit();
    statements.remove().result().fail("away");
    assertThat(one.failed()).isTrue();
    assertThat(other.failed()).isTrue();
    assertThat(statements).isEmpty();
  }

  @Test
  void aResultComesOnTheContextOfWhoeverAddedTheItem() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Context caller = vertx.getOrCreateContext();
      CompletableFuture<Context> seen = new CompletableFuture<>();
      CompletableFuture<Void> added = new CompletableFuture<>();
      caller.runOnContext(
          there -> {
            batch.add(1).onComplete(done -> seen.complete(Vertx.currentContext()));
            added.complete(null);
          });
      added.get(10, TimeUnit.SECONDS);
      statements.remove().commit();
      assertThat(seen.get(10, TimeUnit.SECONDS)).isSameAs(caller);
    } finally {
      vertx.close();
    }
  }
}
