package dev.hookpress.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AllowancesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ClientId client = new ClientId(new UUID(1, 1));
  private final Map<ClientId, Instant> ends = new HashMap<>();
  private final Allowances allowances = new Allowances(8, new KnownBlocks());

  private final class KnownBlocks implements Blocks {
    @Override
    public boolean blocked(ClientId of, Instant now) {
      return ends.containsKey(of) && ends.get(of).isAfter(now);
    }

    @Override
    public Map<ClientId, Instant> ends() {
      return ends;
    }

    @Override
    public void learn(ClientId of, Instant until) {
      ends.put(of, until);
    }
  }

  private void take(int count) {
    ClaimedNotification one =
        new ClaimedNotification(
            client,
            new NotificationId(new UUID(2, 2)),
            1,
            0,
            new JobId(new UUID(3, 3)),
            DialectName.NATIVE,
            new Target(URI.create("https://receiver.test/"), Map.of()),
            new byte[0],
            NOW);
    allowances.taken(Collections.nCopies(count, one), allowances.free(NOW));
  }

  private int free(Instant at) {
    return allowances.free(at).getOrDefault(client, allowances.otherwise());
  }

  @Test
  void whatIsInFlightIsNotFree() {
    take(2);
    assertThat(free(NOW)).isEqualTo(6);
    allowances.returned(client);
    allowances.returned(client);
    assertThat(free(NOW)).isEqualTo(8);
  }

  @Test
  void aBlockedClientMayTakeNothing() {
    ends.put(client, NOW.plusSeconds(1200));
    assertThat(free(NOW)).isZero();
  }

  @Test
  void afterTheBlockItIsLetInOneAtATimeDoublingWithEachSuccess() {
    ends.put(client, NOW.plusSeconds(1200));
    free(NOW);
    Instant after = NOW.plusSeconds(1200);
    assertThat(free(after)).isEqualTo(1);
    take(1);
    assertThat(free(after)).isZero();
    allowances.succeeded(client);
    allowances.returned(client);
    assertThat(free(after)).isEqualTo(2);
    allowances.succeeded(client);
    assertThat(free(after)).isEqualTo(4);
    allowances.failed(client);
    assertThat(free(after)).isEqualTo(1);
  }

  @Test
  void aClientThatHasProvedItselfIsLikeAnyOther() {
    ends.put(client, NOW);
    ends.put(client, NOW.plusSeconds(1));
    free(NOW);
    for (int i = 0; i < 3; i++) {
      free(NOW.plusSeconds(2));
      allowances.succeeded(client);
    }
    assertThat(free(NOW.plusSeconds(2))).isEqualTo(8);
  }

  @Test
  void aBlockThatIsForgottenElsewhereStillEndsInARamp() {
    ends.put(client, NOW.plusSeconds(1200));
    free(NOW);
    ends.clear();
    assertThat(free(NOW.plusSeconds(1201))).isEqualTo(1);
  }

  @Test
  void aClientThatWasGivenAllItMightTakeIsAskedForAgainWhenAQuarterIsFree() {
    take(8);
    assertThat(allowances.roomAgain(client)).isFalse();
    allowances.returned(client);
    assertThat(allowances.roomAgain(client)).isFalse();
    allowances.returned(client);
    assertThat(allowances.roomAgain(client)).isTrue();
    assertThat(allowances.roomAgain(client)).isFalse();
  }
}
