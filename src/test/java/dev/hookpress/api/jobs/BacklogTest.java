package dev.hookpress.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.jobs.Backlog.Load;
import dev.hookpress.api.jobs.Backlog.Room;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.support.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A node's count of a client's backlog is exact, whatever is on its way into the store. */
class BacklogTest {
  private static final Client CLIENT = new Client(new ClientId(new UUID(1, 1)), "one", 100, 10);
  private static final Load ONE = new Load(1, 10, false);

  private final MutableClock clock = MutableClock.atNoon();
  private final Counted store = new Counted();
  private final Backlog backlog = new Backlog(store, clock, 1_000);

  /** Counts only what has been told to have arrived. */
  private static final class Counted implements JobIntake {
    private final List<Promise<Pending>> asked = new ArrayList<>();
    private boolean late;
    private int documents;
    private long bytes;

    @Override
    public Future<Acceptance> accept(Job job, Optional<IdempotencyKey> key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Optional<JobId>> find(ClientId client, String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Pending> pending(ClientId client, boolean samples, int limit) {
      if (!late) {
        return Future.succeededFuture(new Pending(documents, bytes));
      }
      Promise<Pending> answer = Promise.promise();
      asked.add(answer);
      return answer.future();
    }
  }

  private Room take(Load load) {
    return backlog.take(CLIENT, load).result();
  }

  @Test
  void theLastPlaceIsGivenOnce() {
    assertThat(take(new Load(9, 0, false))).isEqualTo(Room.GRANTED);
    assertThat(take(ONE)).isEqualTo(Room.GRANTED);
    assertThat(take(ONE)).isEqualTo(Room.TOO_MANY_DOCUMENTS);
    backlog.giveBack(CLIENT, ONE);
    assertThat(take(ONE)).isEqualTo(Room.GRANTED);
  }

  @Test
  void whatIsUnderWayCountsBesideANewCountOfTheStore() {
    assertThat(take(new Load(8, 0, false))).isEqualTo(Room.GRANTED);
    clock.advance(Duration.ofSeconds(2));

    assertThat(take(new Load(3, 0, false))).isEqualTo(Room.TOO_MANY_DOCUMENTS);
    assertThat(take(new Load(2, 0, false))).isEqualTo(Room.GRANTED);
  }

  @Test
  void whatHasArrivedIsCountedOnce() {
    Load eight = new Load(8, 0, false);
    assertThat(take(eight)).isEqualTo(Room.GRANTED);
    store.documents = 8;
    backlog.accepted(CLIENT, eight);
    assertThat(take(new Load(2, 0, false))).isEqualTo(Room.GRANTED);
    backlog.giveBack(CLIENT, new Load(2, 0, false));
    clock.advance(Duration.ofSeconds(2));

    assertThat(take(new Load(2, 0, false))).isEqualTo(Room.GRANTED);
    assertThat(take(ONE)).isEqualTo(Room.TOO_MANY_DOCUMENTS);
  }

  @Test
  void manyThatWaitForOneCountGetNoMoreThanTheRoom() {
    store.late = true;
    List<Future<Room>> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(backlog.take(CLIENT, ONE));
    }
    store.asked.get(0).complete(new JobIntake.Pending(4, 0));

    assertThat(store.asked).hasSize(1);
    assertThat(all.stream().filter(each -> each.result() == Room.GRANTED)).hasSize(6);
  }

  @Test
  void threadsTogetherGetNoMoreThanTheRoom() throws InterruptedException {
    AtomicInteger granted = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(4);
    for (int thread = 0; thread < 4; thread++) {
      new Thread(
              () -> {
                for (int i = 0; i < 100; i++) {
                  if (take(ONE) == Room.GRANTED) {
                    granted.incrementAndGet();
                  }
                }
                done.countDown();
              })
          .start();
    }
    done.await();

    assertThat(granted).hasValue(10);
  }

  @Test
  void bytesHaveALimitOfTheirOwn() {
    store.bytes = 500;
    assertThat(take(new Load(1, 500, false))).isEqualTo(Room.GRANTED);
    assertThat(take(new Load(1, 1, false))).isEqualTo(Room.TOO_MANY_BYTES);
  }

  @Test
  void samplesTakeNothingOfWhatOthersMayHaveWaiting() {
    assertThat(take(new Load(10, 1_000, true))).isEqualTo(Room.GRANTED);
    assertThat(take(new Load(1, 0, true))).isEqualTo(Room.TOO_MANY_DOCUMENTS);
    assertThat(take(new Load(10, 1_000, false))).isEqualTo(Room.GRANTED);
    backlog.giveBack(CLIENT, new Load(10, 1_000, true));
    assertThat(take(ONE)).isEqualTo(Room.TOO_MANY_DOCUMENTS);
    assertThat(take(new Load(1, 0, true))).isEqualTo(Room.GRANTED);
  }
}
