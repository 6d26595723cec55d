package dev.hookpress.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DirectorySyncTest {
  private static final Path DAY = Path.of("/files/2026-01-01");
  private static final int THREADS = 8;

  private final AtomicInteger syncs = new AtomicInteger();
  private final Semaphore allowed = new Semaphore(0);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private volatile boolean broken;
  private final DirectorySync directories =
      new DirectorySync(
          directory -> {
            syncs.incrementAndGet();
            begun.countDown();
            allowed.acquireUninterruptibly();
            if (broken) {
              throw new IOException("no room");
            }
          });

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private Future<?> sync() {
    return threads.submit(
        () -> {
          directories.sync(DAY);
          return null;
        });
  }

  @Test
  void callsThatComeDuringASyncShareTheNextOne() throws Exception {
    Future<?> first = sync();
    begun.await();
    List<Future<?>> others = new ArrayList<>();
    for (int i = 1; i < THREADS; i++) {
      others.add(sync());
    }
    allowed.release();
    first.get();
    assertThat(others)
        .as("their changes may be later than the first sync")
        .noneMatch(Future::isDone);
    allowed.release(THREADS);
    for (Future<?> other : others) {
      other.get();
    }
    // One that only began to run after the second sync had begun needs a third.
    assertThat(syncs).hasValueBetween(2, THREADS);
  }

  @Test
  void eachCallIsFollowedByASync() throws Exception {
    allowed.release(2);
    sync().get();
    sync().get();
    assertThat(syncs).hasValue(2);
  }

  @Test
  void aFailureIsTold() {
    broken = true;
    allowed.release(1);
    assertThatThrownBy(() -> directories.sync(DAY)).hasMessage("no room");
    broken = false;
    allowed.release(1);
    assertThat(syncs).hasValue(1);
  }
}
