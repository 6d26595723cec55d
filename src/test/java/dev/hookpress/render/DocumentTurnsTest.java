package dev.hookpress.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DocumentTurnsTest {
  private static final int SLOTS = 4;
  private static final ClientId BIG = new ClientId(new UUID(1, 1));
  private static final ClientId OTHER = new ClientId(new UUID(2, 2));

  private final List<ClientId> begun = new ArrayList<>();
  private final Deque<Promise<Void>> underWay = new ArrayDeque<>();
  private final RenderLoad load = new RenderLoad(100, () -> 0);
  private Instant now = Rendering.NOW;
  private final DocumentTurns turns =
      new DocumentTurns(SLOTS, Duration.ofSeconds(10), this::begin, load, () -> now);

  private Future<Void> begin(ClaimedDocument document) {
    begun.add(document.client());
    Promise<Void> slot = Promise.promise();
    underWay.add(slot);
    return slot.future();
  }

  private Future<Void> run(ClientId client) {
    return turns.run(
        new ClaimedDocument(
            client,
            new JobId(new UUID(4, 4)),
            0,
            1,
            Optional.empty(),
            1,
            false,
            NativeDialect.NAME,
            new Document(
                List.of(Rendering.html("<p>")), Rendering.OPTIONS, new Destination.Hosted()),
            List.of(),
            "{}",
            Rendering.NOW,
            false));
  }

  private void run(ClientId client, int documents) {
    for (int i = 0; i < documents; i++) {
      run(client);
    }
  }

  @Test
  void aDocumentBeginsAtOnceIfThereIsASlot() {
    Future<Void> done = run(BIG);
    assertThat(begun).containsExactly(BIG);
    assertThat(load.endsApart()).isZero();
    underWay.remove().complete();
    assertThat(done.succeeded()).isTrue();
  }

  @Test
  void oneClientsDocumentsLeaveSlotsToAnothers() {
    run(BIG, 10);
    assertThat(begun).hasSize(2);
    assertThat(load.endsApart()).isPositive();
    run(OTHER);
    assertThat(begun).containsExactly(BIG, BIG, OTHER);
  }

  @Test
  void clientsTakeTurns() {
    run(BIG, 10);
    run(OTHER, 10);
    begun.clear();
    for (int i = 0; i < 6; i++) {
      underWay.remove().complete();
    }
    assertThat(begun).filteredOn(OTHER::equals).hasSize(3);
    assertThat(begun).filteredOn(BIG::equals).hasSize(3);
  }

  @Test
  void aDocumentThatHasWaitedTooLongIsLeftToItsLease() {
    run(BIG, 2);
    Future<Void> third = run(BIG);
    now = now.plusSeconds(11);
    underWay.remove().complete();
    assertThat(third.succeeded()).isTrue();
    assertThat(begun).hasSize(2);
    assertThat(load.endsApart()).isZero();
  }

  @Test
  void aDefectFreesItsSlot() {
    run(BIG, 3);
    underWay.remove().fail("a defect");
    assertThat(begun).hasSize(3);
  }
}
