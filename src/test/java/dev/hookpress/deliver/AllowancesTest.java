package dev.hookpress.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowancesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
  private static final int PER_CLIENT = 8;

  private final ClientId client = new ClientId(new UUID(1, 1));
  private final List<ClientId> ended = new ArrayList<>();
  private final Allowances allowances = new Allowances(PER_CLIENT, new EndedBlocks(ended));

  @Test
  void aClientThatWasCutShortHasRoomAgainWhenAQuarterOfItsSlotsIsFree() {
    claim(PER_CLIENT);

    assertThat(allowances.roomAgain(client)).isFalse();
    allowances.returned(client);
    assertThat(allowances.roomAgain(client)).isFalse();
    allowances.returned(client);
    assertThat(allowances.roomAgain(client)).isTrue();
  }

  @Test
  void itSaysSoOnce() {
    claim(PER_CLIENT);
    IntStream.range(0, PER_CLIENT).forEach(i -> allowances.returned(client));

    assertThat(allowances.roomAgain(client)).isTrue();
    assertThat(allowances.roomAgain(client)).isFalse();
  }

  @Test
  void aClientThatGotAllThatWasDueIsNotAskedForAgain() {
    claim(PER_CLIENT - 1);
    IntStream.range(0, PER_CLIENT - 1).forEach(i -> allowances.returned(client));

    assertThat(allowances.roomAgain(client)).isFalse();
  }

  @Test
  void slotsThatCameFreeDuringAClaimCount() {
    claim(PER_CLIENT);
    allowances.returned(client);
    allowances.returned(client);
    assertThat(allowances.roomAgain(client)).isTrue();
    Map<ClientId, Integer> free = allowances.free(NOW);
    assertThat(free).containsEntry(client, 2);
    allowances.returned(client);
    allowances.returned(client);

    allowances.taken(claimed(2), free);

    assertThat(allowances.roomAgain(client)).isTrue();
  }

  @Test
  void aClientThatIsLetBackInGoesOnWithoutAPause() {
    ended.add(client);
    claim(1);

    allowances.succeeded(client);
    allowances.returned(client);

    assertThat(allowances.roomAgain(client)).isTrue();
    assertThat(allowances.free(NOW)).containsEntry(client, 2);
  }

  private void claim(int count) {
    allowances.taken(claimed(count), allowances.free(NOW));
  }

  private List<ClaimedNotification> claimed(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            number ->
                new ClaimedNotification(
                    client,
                    new NotificationId(new UUID(2, number)),
                    1,
                    0,
                    new JobId(new UUID(3, number)),
                    DialectName.NATIVE,
                    new Target(URI.create("https://receiver.test/"), Map.of()),
                    new byte[0],
                    NOW))
        .toList();
  }

  /** Nobody is blocked; tells once whose block has ended. */
  private record EndedBlocks(List<ClientId> ended) implements Blocks {
    @Override
    public boolean blocked(ClientId client, Instant now) {
      return false;
    }

    @Override
    public Map<ClientId, Instant> ends() {
      return Map.of();
    }

    @Override
    public void learn(ClientId client, Instant until) {}

    @Override
    public Iterable<ClientId> forgetEnded(Instant now) {
      List<ClientId> told = List.copyOf(ended);
      ended.clear();
      return told;
    }
  }
}
