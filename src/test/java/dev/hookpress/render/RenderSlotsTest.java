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
  private static final ClientId BIG = new ClientId(new UUID(1, 1));
  private static final ClientId OTHER = new ClientId(new UUID(2, 2));
  private static final ClientId NEWCOMER = new ClientId(new UUID(3, 3));

  private final RenderSlots places = new RenderSlots(CAPACITY);

  /** A claim in which the client has more due than it may have. */
  private void take(ClientId client) {
    DocumentClaimLimits room = places.room();
    take(client, room.of(client), room);
  }

  private void take(ClientId client, int count, DocumentClaimLimits room) {
    places.taken(Collections.nCopies(count, document(client)), room);
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
        new Document(List.of(Rendering.html("<p>")), Rendering.OPTIONS, new Destination.Hosted()),
        List.of(),
        "{}",
        Rendering.NOW);
  }

  @Test
  void oneClientAloneHasHalfAndANewcomerFindsRoom() {
    take(BIG);
    take(BIG);
    assertThat(places.room().of(BIG)).isZero();
    assertThat(places.room().of(NEWCOMER)).isEqualTo(3);

    take(OTHER);
    take(OTHER);
    assertThat(places.room().of(NEWCOMER)).isEqualTo(1);
  }

  @Test
  void whatHasComeFreeGoesToTheOneThatHasNone() {
    take(BIG);
    take(OTHER);
    take(NEWCOMER);
    while (places.room().otherwise() > 0) {
      take(new ClientId(new UUID(5, places.room().otherwise())), 1, places.room());
    }
    assertThat(places.room().of(BIG)).isZero();

    places.returned(BIG);
    assertThat(places.room().of(BIG)).isZero();
    assertThat(places.room().of(new ClientId(new UUID(6, 6)))).isEqualTo(1);
  }

  @Test
  void roomAgainIsSaidOnceAndOnlyOfOneThatWasCutShort() {
    take(OTHER, 1, places.room());
    places.returned(OTHER);
    assertThat(places.roomAgain()).as("it had no more due").isFalse();

    take(BIG);
    assertThat(places.roomAgain()).isFalse();
    places.returned(BIG);
    assertThat(places.roomAgain()).isTrue();
    assertThat(places.roomAgain()).isFalse();
  }

  @Test
  void anothersReturnMakesRoomToo() {
    take(BIG, 4, places.room());
    take(OTHER);
    assertThat(places.roomAgain()).isFalse();

    places.returned(BIG);
    places.returned(BIG);
    assertThat(places.room().of(OTHER)).isPositive();
    assertThat(places.roomAgain()).isTrue();
  }

  @Test
  void oneThatHasNothingInHandIsForgotten() {
    take(BIG, 1, places.room());
    places.returned(BIG);
    assertThat(places.room().clients()).isEmpty();
    assertThat(places.room().of(BIG)).isEqualTo(5);
  }

  @Test
  void whatIsHandedOverCountsAsWhatIsClaimed() {
    for (int i = 0; i < 5; i++) {
      assertThat(places.reserve(BIG)).isTrue();
    }
    assertThat(places.reserve(BIG)).isFalse();
    assertThat(places.reserve(OTHER)).isTrue();
    assertThat(places.room().of(BIG)).isZero();
    assertThat(places.room().of(NEWCOMER)).isEqualTo(2);
  }

  @Test
  void oneThatIsRefusedIsClaimedAsSoonAsThereIsRoom() {
    while (places.reserve(BIG)) {
      assertThat(places.roomAgain()).isFalse();
    }
    assertThat(places.roomAgain()).isFalse();
    places.returned(BIG);
    assertThat(places.reserve(BIG)).as("before the one that waits").isFalse();
    assertThat(places.roomAgain()).isTrue();
  }

  @Test
  void noneIsHandedOverPastThoseThatWait() {
    take(BIG);
    places.returned(BIG);
    assertThat(places.reserve(BIG)).isFalse();

    assertThat(places.roomAgain()).isTrue();
    take(BIG, 0, places.room());
    assertThat(places.reserve(BIG)).as("the claim has found no more").isTrue();
  }

  @Test
  void placesAreKeptForAClaimUntilItIsBack() {
    assertThat(places.promise(CAPACITY).otherwise()).isEqualTo(5);
    int reserved = 0;
    while (places.reserve(new ClientId(new UUID(7, reserved)))) {
      reserved++;
    }
    assertThat(reserved).isEqualTo(5);

    places.failed();
    assertThat(places.reserve(NEWCOMER)).isTrue();
  }

  @Test
  void aClaimThatFoundNothingFreeIsMadeUpFor() {
    for (int i = 0; places.room().otherwise() > 0; i++) {
      places.reserve(new ClientId(new UUID(7, i)));
    }
    assertThat(places.promise(CAPACITY).otherwise()).isZero();
    assertThat(places.roomAgain()).isFalse();
    places.returned(new ClientId(new UUID(7, 0)));
    assertThat(places.roomAgain()).isTrue();
    assertThat(places.roomAgain()).isFalse();
  }
}
