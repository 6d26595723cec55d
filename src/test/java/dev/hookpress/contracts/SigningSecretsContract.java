package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.account.SigningSecrets;
import dev.hookpress.api.account.SigningSecrets.Ending;
import dev.hookpress.api.account.SigningSecrets.Listed;
import dev.hookpress.api.account.SigningSecrets.Rotation;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.job.UrlKey;
import dev.hookpress.signing.SigningScheme;
import dev.hookpress.support.Awaiting;
import io.vertx.core.Future;
import java.net.URI;
import dev.hookpress.support.Awaiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link SigningSecrets} promises. */
public abstract class SigningSecretsContract extends PortContract {
  private static final Duration HOUR = Duration.ofHours(1);

  protected abstract SigningSecrets secrets();

  @Test
  void aNewKeyIsCurrentAndTheOldOneExpiresAfterTheOverlap() {
    SigningKeyId first = rotated(client, Duration.ZERO);
    SigningKeyId second = rotated(client, HOUR);

    assertThat(valid(client, NOW)).containsExactly(second, first);
    List<Listed> listed = await(secrets().valid(client, Optional.empty(), NOW));
    assertThat(listed.get(0).expiresAt()).isEmpty();
    assertThat(listed.get(1).expiresAt()).contains(NOW.plus(HOUR));
    assertThat(valid(client, NOW.plus(HOUR).minusMillis(1))).containsExactly(second, first);
    assertThat(valid(client, NOW.plus(HOUR))).containsExactly(second);
  }

  @Test
  void theKeyIsRevealedOnceAndOnlyAPublicKeyIsListed() {
    Rotation.Rotated shared =
        (Rotation.Rotated)
            await(secrets().rotate(client, Optional.empty(), SigningScheme.V1, Duration.ZERO, NOW));
    Rotation.Rotated pair =
        (Rotation.Rotated)
            await(secrets().rotate(client, Optional.empty(), SigningScheme.V1A, HOUR, NOW));

    List<Listed> listed = await(secrets().valid(client, Optional.empty(), NOW));

    assertThat(shared.revealed()).startsWith("whsec_");
    assertThat(pair.revealed()).startsWith("whpk_");
    assertThat(listed).extracting(Listed::id).containsExactly(pair.id(), shared.id());
    assertThat(listed)
        .extracting(Listed::scheme)
        .containsExactly(SigningScheme.V1A, SigningScheme.V1);
    assertThat(listed.get(0).publicKey()).contains(pair.revealed());
    assertThat(listed.get(1).publicKey()).isEmpty();
  }

  @Test
  void afterConcurrentRotationsOneKeyIsCurrent() {
    List<Future<Rotation>> asked =
        IntStream.range(0, 15)
            .mapToObj(
                i ->
                    secrets()
                        .rotate(client, Optional.empty(), SigningScheme.V1, Duration.ZERO, NOW))
            .toList();
    assertThat(asked)
        .allSatisfy(one -> assertThat(await(one)).isInstanceOf(Rotation.Rotated.class));

    List<Listed> left = await(secrets().valid(client, Optional.empty(), NOW));

    assertThat(left).hasSize(1);
    assertThat(left.get(0).expiresAt()).isEmpty();
  }

  @Test
  void aKeyThatExpiresAlreadyKeepsItsExpiry() {
    SigningKeyId first = rotated(client, Duration.ZERO);
    SigningKeyId second = rotated(client, HOUR);
    // The clock has gone back.
    Instant earlier = NOW.minusSeconds(10);
    SigningKeyId third =
        ((Rotation.Rotated)
                await(
                    secrets()
                        .rotate(
                            client,
                            Optional.empty(),
                            SigningScheme.V1,
                            HOUR.multipliedBy(2),
                            earlier)))
            .id();

    assertThat(valid(client, NOW)).containsExactly(third, second, first);
    assertThat(valid(client, NOW.plus(HOUR).minusMillis(1))).containsExactly(third, second, first);
    assertThat(valid(client, NOW.plus(HOUR))).containsExactly(third, second);
    assertThat(valid(client, earlier.plus(HOUR.multipliedBy(2)))).containsExactly(third);
  }

  @Test
  void onlyItsClientEndsAKeyAndNeverTheCurrentOne() {
    SigningKeyId first = rotated(client, Duration.ZERO);
    assertThat(await(secrets().end(client, first, NOW))).isEqualTo(Ending.CURRENT);
    SigningKeyId second = rotated(client, HOUR);

    assertThat(await(secrets().end(other, first, NOW))).isEqualTo(Ending.UNKNOWN);
    assertThat(await(secrets().end(client, first, NOW.plus(HOUR)))).isEqualTo(Ending.UNKNOWN);
    assertThat(await(secrets().end(client, first, NOW))).isEqualTo(Ending.ENDED);
    assertThat(await(secrets().end(client, first, NOW))).isEqualTo(Ending.UNKNOWN);
    assertThat(valid(client, NOW)).containsExactly(second);
  }

  @Test
  void aRotationOfOneSchemeLeavesTheOther() {
    SigningKeyId first = rotated(client, Duration.ZERO);
    SigningKeyId pair = rotated(Optional.empty(), SigningScheme.V1A);
    SigningKeyId second = rotated(client, HOUR);

    assertThat(valid(client, NOW)).containsExactly(second, pair, first);
    assertThat(valid(client, NOW.plus(HOUR))).containsExactly(second, pair);
    assertThat(await(secrets().end(client, pair, NOW))).isEqualTo(Ending.ENDED);
    assertThat(await(secrets().end(client, second, NOW))).isEqualTo(Ending.CURRENT);
  }

  @Test
  void ofTwoCurrentKeysOneIsLeftWhenBothAreEndedAtOnce() {
    SigningKeyId secret = rotated(client, Duration.ZERO);
    SigningKeyId pair = rotated(Optional.empty(), SigningScheme.V1A);

    List<Future<Ending>> both =
        List.of(secrets().end(client, pair, NOW), secrets().end(client, secret, NOW));

    assertThat(both.stream().map(Awaiting::await).toList())
        .containsExactlyInAnyOrder(Ending.ENDED, Ending.CURRENT);
  }

  @Test
  void aUrlsKeysAreItsOwnAndMayAllBeEnded() {
    SigningKeyId ofClient = rotated(client, Duration.ZERO);
    Optional<URI> url = Optional.of(URI.create("https://hook.test/in?token=1"));
    Optional<EndpointKey> endpoint = url.map(at -> UrlKey.of(at).endpoint(false));
    SigningKeyId first = rotated(url, SigningScheme.V1);
    SigningKeyId second = rotated(url, SigningScheme.V1);
    SigningKeyId pair = rotated(url, SigningScheme.V1A);

    assertThat(valid(client, NOW)).containsExactly(ofClient);
    assertThat(await(secrets().valid(client, endpoint, NOW)))
        .extracting(Listed::id)
        .containsExactly(pair, second, first);
    assertThat(await(secrets().valid(other, endpoint, NOW))).isEmpty();
    for (SigningKeyId id : List.of(first, second, pair)) {
      assertThat(await(secrets().end(other, id, NOW))).isEqualTo(Ending.UNKNOWN);
      assertThat(await(secrets().end(client, id, NOW))).isEqualTo(Ending.ENDED);
    }
    assertThat(await(secrets().valid(client, endpoint, NOW))).isEmpty();
  }

  @Test
  void noMoreThanTheMostAreValidAtOnce() {
    rotated(client, Duration.ZERO);
    for (int i = 1; i < SigningSecrets.MAX_VALID; i++) {
      rotated(client, HOUR);
    }
    List<SigningKeyId> before = valid(client, NOW);

    assertThat(before).hasSize(SigningSecrets.MAX_VALID);
    assertThat(await(secrets().rotate(client, Optional.empty(), SigningScheme.V1, HOUR, NOW)))
        .isInstanceOf(Rotation.Full.class);
    assertThat(valid(client, NOW)).isEqualTo(before);
    assertThat(await(secrets().valid(client, Optional.empty(), NOW)).get(0).expiresAt()).isEmpty();
  }

  private SigningKeyId rotated(Optional<URI> url, SigningScheme scheme) {
    Rotation rotation = await(secrets().rotate(client, url, scheme, HOUR, NOW));
    assertThat(rotation).isInstanceOf(Rotation.Rotated.class);
    return ((Rotation.Rotated) rotation).id();
  }

  private SigningKeyId rotated(ClientId of, Duration overlap) {
    Rotation rotation =
        await(secrets().rotate(of, Optional.empty(), SigningScheme.V1, overlap, NOW));
    assertThat(rotation).isInstanceOf(Rotation.Rotated.class);
    return ((Rotation.Rotated) rotation).id();
  }

  private List<SigningKeyId> valid(ClientId of, Instant at) {
    return await(secrets().valid(of, Optional.empty(), at)).stream().map(Listed::id).toList();
  }
}
