package dev.hookpress.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.ClientId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SealedBoxTest {
  private static final ClientId ALICE = new ClientId(new UUID(1, 2));
  private static final ClientId BOB = new ClientId(new UUID(1, 3));

  private final SealedBox box = new SealedBox(key(1));

  @Property
  void sealedTextIsOpened(@ForAll byte[] secret, @ForAll String purpose) {
    assertThat(box.open(box.seal(secret, purpose, ALICE), purpose, ALICE)).isEqualTo(secret);
  }

  @Property(tries = 50)
  void anyChangedBitIsDetected(@ForAll int bit) {
    byte[] sealed = box.seal("secret".getBytes(UTF_8), "header", ALICE);
    int index = Math.floorMod(bit, sealed.length * 8);
    sealed[index / 8] ^= (byte) (1 << index % 8);

    assertThatThrownBy(() -> box.open(sealed, "header", ALICE))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void opensOnlyForItsPurposeAndClient() {
    byte[] sealed = box.seal("secret".getBytes(UTF_8), "header", ALICE);

    assertThatThrownBy(() -> box.open(sealed, "header", BOB))
        .isInstanceOf(SealBrokenException.class)
        .hasMessageContaining(BOB.toString());
    assertThatThrownBy(() -> box.open(sealed, "s3", ALICE)).isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> box.open(Arrays.copyOf(sealed, 20), "header", ALICE))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void anotherKeyIsNamedAsTheCause() {
    byte[] sealed = box.seal("secret".getBytes(UTF_8), "header", ALICE);

    assertThatThrownBy(() -> new SealedBox(key(2)).open(sealed, "header", ALICE))
        .isInstanceOf(SealBrokenException.class)
        .hasMessageContaining("another secrets key");
  }

  @Test
  void theSameSecretIsSealedDifferentlyEachTime() {
    byte[] secret = "secret".getBytes(UTF_8);

    assertThat(box.seal(secret, "header", ALICE)).isNotEqualTo(box.seal(secret, "header", ALICE));
    assertThat(new String(box.seal(secret, "header", ALICE), UTF_8)).doesNotContain("secret");
  }

  @Test
  void derivedKeysAreStableAndDistinct() {
    byte[] links = box.derive("links").get(0);
    assertThat(links).hasSize(32).isEqualTo(new SealedBox(key(1)).derive("links").get(0));
    assertThat(links).isNotEqualTo(box.derive("seal").get(0));
    assertThat(links).isNotEqualTo(new SealedBox(key(2)).derive("links").get(0));
  }

  @Test
  void malformedKeysAreRejectedWithoutBeingShown() {
    assertThatThrownBy(() -> new SealedBox(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> new SealedBox(SecretsKey.ofBase64("hunter2!"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the secrets key is not base64")
        .hasNoCause();
    String base64 = Base64.getEncoder().encodeToString(key(1));
    byte[] sealed =
        new SealedBox(SecretsKey.ofBase64(base64 + "\n"), List.of()).seal(new byte[3], "x", ALICE);
    assertThat(box.open(sealed, "x", ALICE)).hasSize(3);
    assertThat(box.toString())
        .isEqualTo("SealedBox[" + box.fingerprint() + "]")
        .doesNotContain(base64.substring(0, 8));
  }

  @Test
  void aPreviousKeyOpensUntilEverythingIsResealed() {
    byte[] old = box.seal("secret".getBytes(UTF_8), "header", ALICE);
    SealedBox rotated = new SealedBox(new SecretsKey(key(2)), List.of(new SecretsKey(key(1))));

    assertThat(rotated.open(old, "header", ALICE)).isEqualTo("secret".getBytes(UTF_8));
    byte[] resealed = rotated.reseal(old, "header", ALICE);
    assertThat(new SealedBox(key(2)).open(resealed, "header", ALICE))
        .isEqualTo("secret".getBytes(UTF_8));
    assertThatThrownBy(() -> box.open(resealed, "header", ALICE))
        .isInstanceOf(SealBrokenException.class);
    assertThat(rotated.derive("links").get(1)).isEqualTo(box.derive("links").get(0));
    assertThat(rotated.fingerprints())
        .containsExactly(new SealedBox(key(2)).fingerprint(), box.fingerprint());
  }

  @Test
  void indistinguishableKeysAreRejected() {
    SecretsKey first = new SecretsKey(key(1));
    SecretsKey twin = null;
    for (int i = 0; twin == null; i++) {
      byte[] drawn = key(3);
      drawn[0] = (byte) i;
      drawn[1] = (byte) (i >> 8);
      SecretsKey candidate = new SecretsKey(drawn);
      twin = candidate.id() == first.id() ? candidate : null;
    }
    SecretsKey sameId = twin;

    assertThatThrownBy(() -> new SealedBox(first, List.of(sameId)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("draw another key");
    assertThat(new SealedBox(first, List.of(first)).fingerprints()).hasSize(1);
  }

  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }
}
