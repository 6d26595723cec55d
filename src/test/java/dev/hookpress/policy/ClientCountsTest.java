package dev.hookpress.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.ClientId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClientCountsTest {
  private static final ClientId ONE = new ClientId(new UUID(0, 1));
  private static final ClientId OTHER = new ClientId(new UUID(0, 2));

  private final ClientCounts counts = new ClientCounts();

  @Test
  void clientsAreCountedSeparatelyAndTogether() {
    assertThat(counts.add(ONE)).isEqualTo(1);
    assertThat(counts.add(ONE, 2)).isEqualTo(3);
    assertThat(counts.add(OTHER)).isEqualTo(1);
    counts.remove(ONE);
    assertThat(counts.of(ONE)).isEqualTo(2);
    assertThat(counts.of(OTHER)).isEqualTo(1);
    assertThat(counts.total()).isEqualTo(3);
  }

  @Test
  void aClientThatHoldsNothingTakesNoMemory() {
    counts.add(ONE);
    counts.remove(ONE);
    assertThat(counts.clients()).isEmpty();
    assertThat(counts.of(ONE)).isZero();
    assertThatThrownBy(() -> counts.remove(ONE)).isInstanceOf(IllegalStateException.class);
    assertThat(counts.total()).isZero();
  }
}
