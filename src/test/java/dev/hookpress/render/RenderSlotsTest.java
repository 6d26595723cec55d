package dev.hookpress.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RenderSlotsTest {
  private static final int CAPACITY = 10;
  private static final String HTML = "<p>";
  private static final int SIZE = HTML.length();
  private static final long MUCH = 5L << 20;
  private static final ClientId BIG = new ClientId(new UUID(1, 1));
  private static final ClientId OTHER = new ClientId(new UUID(2, 2));
  private static final ClientId NEWCOMER = new ClientId(new UUID(3, 3));

  private final RenderSlots renderSlots = new RenderSlots(CAPACITY);

  /** A claim in which the client has more due than it may have. */
  private void take(ClientId client) {
    DocumentClaimLimits room = renderSlots.room();
    take(client, room.of(client), room);
  }

  private void take(ClientId client, int count, DocumentClaimLimits room) {
    renderSlots.taken(Collections.nCopies(count, document(client)), room);
  }

  private static ClaimedDocument document(ClientId client) {
    return new ClaimedDocument(
        client,
        new JobId(new UUID(4, 4)),
        0,
        1,
        Optional.empty(),
        1,
        false,
        NativeDialect.NAME,
        new Document(List.of(Rendering.html(HTML)), Rendering.OPTIONS, new Destination.Hosted()),
        List.of(),
        "{}",
        Rendering.NOW,
        false);
  }

  @Test
  void aSingleClientGetsHalfOfTheSlots() {
    take(BIG);
    take(BIG);
    assertThat(renderSlots.room().of(BIG)).isZero();
    assertThat(renderSlots.room().of(NEWCOMER)).isEqualTo(3);

    take(OTHER);
    take(OTHER);
    assertThat(renderSlots.room().of(NEWCOMER)).isEqualTo(1);
  }

  @Test
  void aFreedSlotGoesToAClientWithoutAny() {
    take(BIG);
    take(OTHER);
    take(NEWCOMER);
    while (renderSlots.room().otherwise() > 0) {
      take(new ClientId(new UUID(5, renderSlots.room().otherwise())), 1, renderSlots.room());
    }
    assertThat(renderSlots.room().of(BIG)).isZero();

    renderSlots.returned(BIG, SIZE);
    assertThat(renderSlots.room().of(BIG)).isZero();
    assertThat(renderSlots.room().of(new ClientId(new UUID(6, 6)))).isEqualTo(1);
  }

  @Test
  void freedRoomIsReportedOnceForALimitedClient() {
    take(OTHER, 1, renderSlots.room());
    renderSlots.returned(OTHER, SIZE);
    assertThat(renderSlots.roomAgain()).as("it had no more due").isFalse();

    take(BIG);
    assertThat(renderSlots.roomAgain()).isFalse();
    renderSlots.returned(BIG, SIZE);
    assertThat(renderSlots.roomAgain()).isTrue();
    assertThat(renderSlots.roomAgain()).isFalse();
  }

  @Test
  void aSlotFreedByAnotherClientIsUsed() {
    take(BIG, 4, renderSlots.room());
    take(OTHER);
    assertThat(renderSlots.roomAgain()).isFalse();

    renderSlots.returned(BIG, SIZE);
    renderSlots.returned(BIG, SIZE);
    assertThat(renderSlots.room().of(OTHER)).isPositive();
    assertThat(renderSlots.roomAgain()).isTrue();
  }

  @Test
  void aClientWithoutSlotsIsForgotten() {
    take(BIG, 1, renderSlots.room());
    renderSlots.returned(BIG, SIZE);
    assertThat(renderSlots.room().clients()).isEmpty();
    assertThat(renderSlots.room().of(BIG)).isEqualTo(5);
  }

  @Test
  void handedOverDocumentsCountLikeClaimedOnes() {
    for (int i = 0; i < 5; i++) {
      assertThat(renderSlots.reserve(BIG, SIZE)).isTrue();
    }
    assertThat(renderSlots.reserve(BIG, SIZE)).isFalse();
    assertThat(renderSlots.reserve(OTHER, SIZE)).isTrue();
    assertThat(renderSlots.room().of(BIG)).isZero();
    assertThat(renderSlots.room().of(NEWCOMER)).isEqualTo(2);
  }

  @Test
  void aRejectedDocumentIsClaimedWhenThereIsRoom() {
    while (renderSlots.reserve(BIG, SIZE)) {
      assertThat(renderSlots.roomAgain()).isFalse();
    }
    assertThat(renderSlots.roomAgain()).isFalse();
    renderSlots.returned(BIG, SIZE);
    assertThat(renderSlots.reserve(BIG, SIZE)).as("before the one that waits").isFalse();
    assertThat(renderSlots.roomAgain()).isTrue();
  }

  @Test
  void nothingIsHandedOverBeforeWaitingDocuments() {
    take(BIG);
    renderSlots.returned(BIG, SIZE);
    assertThat(renderSlots.reserve(BIG, SIZE)).isFalse();

    assertThat(renderSlots.roomAgain()).isTrue();
    take(BIG, 0, renderSlots.room());
    assertThat(renderSlots.reserve(BIG, SIZE)).as("the claim has found no more").isTrue();
  }

  @Test
  void slotsAreReservedDuringAClaim() {
    assertThat(renderSlots.promise(CAPACITY).otherwise()).isEqualTo(5);
    int reserved = 0;
    while (renderSlots.reserve(new ClientId(new UUID(7, reserved)), 0)) {
      reserved++;
    }
    assertThat(reserved).isEqualTo(5);

    renderSlots.failed();
    assertThat(renderSlots.reserve(NEWCOMER, SIZE)).isTrue();
  }

  @Test
  void aClaimWithoutFreeSlotsIsRepeated() {
    for (int i = 0; renderSlots.room().otherwise() > 0; i++) {
      renderSlots.reserve(new ClientId(new UUID(7, i)), 0);
    }
    assertThat(renderSlots.promise(CAPACITY).otherwise()).isZero();
    assertThat(renderSlots.roomAgain()).isFalse();
    renderSlots.returned(new ClientId(new UUID(7, 0)), 0);
    assertThat(renderSlots.roomAgain()).isTrue();
    assertThat(renderSlots.roomAgain()).isFalse();
  }

  @Test
  void smallDocumentsAreClaimedAheadOfTheSlots() {
    int[] ahead = {20};
    RenderSlots slots = new RenderSlots(CAPACITY, () -> ahead[0]);
    assertThat(slots.capacity()).isEqualTo(30);
    int reserved = 0;
    while (slots.reserve(BIG, SIZE)) {
      reserved++;
    }
    assertThat(reserved).isEqualTo(15);
    ahead[0] = 0;
    assertThat(slots.capacity()).isEqualTo(CAPACITY);
    assertThat(slots.promise(CAPACITY).otherwise()).isZero();
  }

  @Test
  void largeDocumentsAreNotClaimedAhead() {
    RenderSlots slots = new RenderSlots(CAPACITY, () -> 100);
    assertThat(slots.room().sizes().any()).isEqualTo(CAPACITY);
    int reserved = 0;
    while (slots.reserve(new ClientId(new UUID(7, reserved)), MUCH)) {
      reserved++;
    }
    assertThat(reserved).isEqualTo(CAPACITY);
    assertThat(slots.capacity()).isEqualTo(CAPACITY);
    assertThat(slots.room().sizes()).isEqualTo(new DocumentClaimLimits.Sizes(0, 0));
    slots.returned(new ClientId(new UUID(7, 0)), MUCH);
    assertThat(slots.room().sizes()).isEqualTo(new DocumentClaimLimits.Sizes(1, 0));
  }

  @Test
  void aLargeDocumentIsClaimedBehindManySmallOnes() {
    RenderSlots slots = new RenderSlots(CAPACITY, () -> 100);
    for (int i = 0; i < 2 * CAPACITY; i++) {
      assertThat(slots.reserve(new ClientId(new UUID(7, i)), SIZE)).isTrue();
    }
    assertThat(slots.room().sizes().any()).isEqualTo(1);
    assertThat(slots.room().sizes().bytes()).isLessThan(2 * MUCH);
  }
}
