package dev.hookpress.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndpointKeyTest {
  private static final String ORIGIN = "https://hooks.example.com";

  @Test
  void theKeyIsOfTheUrlsSha256WithTheLowestBitForOperationalEvents() {
    // printf https://hooks.example.com | sha256sum
    assertThat(EndpointKey.of(ORIGIN, false)).hasToString("ep_74858b59de5b01b6");
    assertThat(EndpointKey.of(ORIGIN, true)).hasToString("ep_74858b59de5b01b7");
    assertThat(EndpointKey.of(ORIGIN, false).operational()).isFalse();
    assertThat(EndpointKey.of(ORIGIN, true).operational()).isTrue();
  }

  @Test
  void aShownKeyIsParsed() {
    for (long value : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0xabcL}) {
      EndpointKey key = new EndpointKey(value);
      assertThat(key.toString()).matches("ep_[0-9a-f]{16}");
      assertThat(EndpointKey.parse(key.toString())).contains(key);
    }
    assertThat(new EndpointKey(-1)).hasToString("ep_ffffffffffffffff");
  }

  @Test
  void otherTextsAreNotParsed() {
    for (String other :
        new String[] {
          "",
          "ep_",
          "ep_0",
          "ep_00000000000000000",
          "ep_FFFFFFFFFFFFFFFF",
          "ep_+000000000000001",
          "xx_0000000000000000",
          "ep_0000000000000000\n",
          "ep_000000000000000g"
        }) {
      assertThat(EndpointKey.parse(other)).as(other).isEmpty();
    }
  }
}
