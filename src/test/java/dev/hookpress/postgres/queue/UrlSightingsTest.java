package dev.hookpress.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UrlSightingsTest {
  private final UrlSightings sightings = new UrlSightings();

  private static Endpoint url(int client, String url) {
    return new Endpoint(new ClientId(new UUID(1, client)), EndpointKey.of(url, false));
  }

  @Test
  void countsEachClientsUrl() {
    assertThat(sightings.seen(url(1, "https://a.test/1"))).isEqualTo(1);
    assertThat(sightings.seen(url(1, "https://a.test/1"))).isEqualTo(2);
    assertThat(sightings.seen(url(1, "https://a.test/2"))).isEqualTo(1);
    assertThat(sightings.seen(url(2, "https://a.test/1"))).isEqualTo(1);
    assertThat(sightings.seen(url(1, "https://a.test/1"))).isEqualTo(3);
    IntStream.range(0, 100).forEach(i -> sightings.seen(url(1, "https://a.test/1")));
    assertThat(sightings.seen(url(1, "https://a.test/1"))).isEqualTo(63);
  }

  @Test
  void aUrlIsRecognisedAmongManyThatAreUsedOnce() {
    int recognised = 0;
    int once = 0;
    for (int i = 1; i <= 100_000; i++) {
      once += sightings.seen(url(1, "https://a.test/jobs/" + i)) > 1 ? 1 : 0;
      if (i % 1_000 == 0 && sightings.seen(url(1, "https://a.test/hook")) > 1) {
        recognised++;
      }
    }
    assertThat(once).as("taken for another").isZero();
    assertThat(recognised).as("of a hundred, but the first").isGreaterThan(90);
  }

  @Test
  void aUrlGetsARowAtItsSecondUseAndIsSeldomLookedUpAfterwards() {
    assertThat(IntStream.rangeClosed(1, 63).filter(UrlSightings::worthARow))
        .containsExactly(2, 4, 8, 16, 32);
  }
}
