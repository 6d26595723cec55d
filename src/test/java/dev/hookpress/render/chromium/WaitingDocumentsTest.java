package dev.hookpress.render.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Job;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitingDocumentsTest {
  private static final ClientId GREEDY = new ClientId(new UUID(1, 1));
  private static final ClientId MODEST = new ClientId(new UUID(1, 2));

  private final WaitingDocuments waiting = new WaitingDocuments(4, () -> 0);

  private WaitingDocuments.Waiting add(ClientId client) {
    return waiting.add(new Job(client, Rendering.OPTIONS, List.of(), Map.of(), Browsing.NOTHING));
  }

  @Test
  void theClientThatUsedTheBrowsersLeastIsNext() {
    WaitingDocuments.Waiting first = add(GREEDY);
    WaitingDocuments.Waiting second = add(GREEDY);
    waiting.charge(GREEDY, Duration.ofSeconds(10), false);
    WaitingDocuments.Waiting other = add(MODEST);
    assertThat(waiting.next()).contains(other);
    assertThat(waiting.next()).contains(first);
    assertThat(waiting.next()).contains(second);
    assertThat(waiting.next()).isEmpty();
  }

  @Test
  void aClientHasAtMostHalfOfTheRoomThatIsFree() {
    assertThat(waiting.hasRoom(GREEDY)).isTrue();
    add(GREEDY);
    assertThat(waiting.hasRoom(GREEDY)).isTrue();
    add(GREEDY);
    assertThat(waiting.hasRoom(GREEDY)).isFalse();
    assertThat(waiting.hasRoom(MODEST)).isTrue();
    add(MODEST);
    add(MODEST);
    assertThat(waiting.hasRoom(MODEST)).isFalse();
  }

  @Test
  void aDocumentThatGivesUpWaitsNoMore() {
    WaitingDocuments.Waiting entry = add(GREEDY);
    assertThat(waiting.remove(entry)).isTrue();
    assertThat(waiting.remove(entry)).isFalse();
    assertThat(waiting.isEmpty()).isTrue();
  }
}
