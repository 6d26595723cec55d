package dev.hookpress.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShutdownSequenceTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ShutdownSequence lifetime = new ShutdownSequence();
  private final List<String> ended = new CopyOnWriteArrayList<>();

  @Test
  void stepsEndInReverseOrderAndOnce() throws Exception {
    lifetime.begin("servers", LONG, () -> "servers", ended::add);
    lifetime.begin("app", LONG, () -> "app", ended::add);

    lifetime.end();
    lifetime.end();
    lifetime.await();

    assertThat(ended).containsExactly("app", "servers");
  }

  @Test
  void aStepThatFailsOrHangsDoesNotStopTheOthers() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    lifetime.begin("servers", LONG, () -> "servers", ended::add);
    lifetime.begin("hanging", Duration.ofMillis(1), () -> "hanging", one -> never.await());
    lifetime.begin(
        "failing",
        LONG,
        () -> "failing",
        one -> {
          throw new IllegalStateException("as the test wants it");
        });

    lifetime.end();

    assertThat(ended).containsExactly("servers");
  }

  @Test
  void nothingStartsAfterTheShutdown() {
    lifetime.end();

    assertThatThrownBy(() -> lifetime.begin("app", LONG, () -> "app", ended::add))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ended).isEmpty();
  }
}
