package dev.hookpress.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The signature of the Standard Webhooks specification. */
class StandardWebhooksTest {
  private static final SigningSecret SECRET = secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final SigningSecret OTHER = SigningSecret.of(new byte[32]);
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  @Test
  void theSpecificationsOwnExampleHasItsSignature() {
    assertThat(StandardWebhooks.sign(ID, AT, BODY, List.of(SECRET)))
        .containsOnly(
            Map.entry("webhook-id", ID),
            Map.entry("webhook-timestamp", "1614265330"),
            Map.entry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
  }

  @Test
  void duringARotationEitherSecretVerifies() {
    Map<String, String> headers = StandardWebhooks.sign(ID, AT, BODY, List.of(OTHER, SECRET));

    assertThat(headers.get("webhook-signature")).matches("v1,\\S+ v1,\\S+");
    assertThat(StandardWebhooks.verify(headers, BODY, List.of(SECRET), AT)).isTrue();
    assertThat(StandardWebhooks.verify(headers, BODY, List.of(OTHER), AT)).isTrue();
  }

  @Test
  void aChangedMessageDoesNotVerify() {
    Map<String, String> headers = StandardWebhooks.sign(ID, AT, BODY, List.of(SECRET));

    assertThat(verified(headers, "webhook-id", "msg_other")).isFalse();
    assertThat(verified(headers, "webhook-timestamp", "1614265331")).isFalse();
    assertThat(verified(headers, "webhook-timestamp", "soon")).isFalse();
    assertThat(verified(headers, "webhook-signature", "v1,AAAA v2,x")).isFalse();
    assertThat(StandardWebhooks.verify(headers, new byte[0], List.of(SECRET), AT)).isFalse();
    assertThat(StandardWebhooks.verify(headers, BODY, List.of(OTHER), AT)).isFalse();
    assertThat(StandardWebhooks.verify(Map.of(), BODY, List.of(SECRET), AT)).isFalse();
  }

  @Test
  void aTimestampMayDifferByFiveMinutes() {
    Map<String, String> headers = StandardWebhooks.sign(ID, AT, BODY, List.of(SECRET));
    Duration limit = Duration.ofMinutes(5);

    assertThat(verifiedAt(headers, AT.plus(limit))).isTrue();
    assertThat(verifiedAt(headers, AT.minus(limit))).isTrue();
    assertThat(verifiedAt(headers, AT.plus(limit).plusSeconds(1))).isFalse();
    assertThat(verifiedAt(headers, AT.minus(limit).minusSeconds(1))).isFalse();
  }

  @Test
  void aSecretIsNotShownByToString() {
    assertThat(SECRET.reveal()).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(SECRET.toString()).doesNotContain("MfKQ");
    assertThat(SigningSecret.parse("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).isEmpty();
    assertThat(SigningSecret.parse("whsec_c2hvcnQ=")).isEmpty();
    assertThat(SigningSecret.parse("whsec_***")).isEmpty();
  }

  private static boolean verified(Map<String, String> headers, String name, String value) {
    Map<String, String> changed = new HashMap<>(headers);
    changed.put(name, value);
    return StandardWebhooks.verify(changed, BODY, List.of(SECRET), AT);
  }

  private static boolean verifiedAt(Map<String, String> headers, Instant now) {
    return StandardWebhooks.verify(headers, BODY, List.of(SECRET), now);
  }

  private static SigningSecret secret(String text) {
    return SigningSecret.parse(text).orElseThrow();
  }
}
