package dev.hookpress.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.job.ClientId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@link BlockLookup} promises. */
public abstract class BlockLookupContract extends PortContract {
  private static final Instant END = NOW.plusSeconds(60);

  protected abstract BlockLookup blocks();

  protected abstract void block(ClientId of, Instant until);

  @Test
  void aBlockedClientIsBlockedUntilTheEnd() {
    block(client, END);

    assertThat(blocks().blockedUntil(client, NOW)).contains(END);
    assertThat(blocks().blockedUntil(client, END.minusMillis(1))).contains(END);
    assertThat(blocks().blockedUntil(client, END)).isEmpty();
    assertThat(blocks().blockedUntil(client, END.plusSeconds(1))).isEmpty();
  }

  @Test
  void anotherClientIsNotBlocked() {
    block(client, END);

    assertThat(blocks().blockedUntil(other, NOW)).isEmpty();
  }

  @Test
  void aLaterEndExtendsABlockAndAnEarlierOneChangesNothing() {
    block(client, END);
    block(client, END.plusSeconds(60));
    block(client, END.plusSeconds(30));

    assertThat(blocks().blockedUntil(client, END)).contains(END.plusSeconds(60));
  }
}
