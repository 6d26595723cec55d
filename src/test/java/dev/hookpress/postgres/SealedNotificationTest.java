package dev.hookpress.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import dev.hookpress.secrets.SealBrokenException;
import dev.hookpress.secrets.SealedBox;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedNotificationTest {
  private static final byte[] BODY = "{\"status\":\"completed\"}".getBytes(StandardCharsets.UTF_8);

  private final SealedBox box = new SealedBox(new byte[32]);
  private final ClientId client = new ClientId(UUID.randomUUID());
  private final Target target =
      new Target.Webhook(URI.create("https://receiver.test/hook"), Map.of());

  @Test
  void targetAndBodyAreSealedTogether() {
    byte[] sealed = new SealedNotification(target, BODY).seal(box, client);

    SealedNotification opened =
        SealedNotification.open(box, client, sealed, SealedNotification.NO_BODY);

    assertThat(opened.target()).isEqualTo(target);
    assertThat(opened.body()).isEqualTo(BODY);
  }

  @Test
  void aRowWithABodyInClearIsRead() {
    byte[] sealed = box.seal(StoredJson.target(target), SealingPurposes.TARGET, client);

    SealedNotification opened = SealedNotification.open(box, client, sealed, BODY);

    assertThat(opened.target()).isEqualTo(target);
    assertThat(opened.body()).isEqualTo(BODY);
  }

  @Test
  void anEarlierVersionCannotTakeItForATargetAndSendAnEmptyBody() {
    byte[] sealed = new SealedNotification(target, BODY).seal(box, client);

    assertThatThrownBy(() -> box.open(sealed, SealingPurposes.TARGET, client))
        .isInstanceOf(SealBrokenException.class);
  }
}
