package dev.hookpress.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.ClientId;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SealedBoxTest {
  private static final ClientId ALICE = new ClientId(new UUID(1, 2));
  private static final ClientId BOB = new ClientId(new UUID(1, 3));

  private final SealedBox box = new SealedBox(key(1));

  @Property
  void whatIsSealedOpensAgain(@ForAll byte[] secret, @ForAll String purpose) {
    assertThat(box.open(box.seal(secret, purpose, ALICE), purpose, ALICE)).isEqualTo(secret);
  }

  @Property(tries = 50)
  void anyChangedBitBreaksTheSeal(@ForAll int bit) {
    byte[] sealed = box.seal("secret".getBytes(UTF_8), "header", ALICE);
    int index = Math.floorMod(bit, sealed.length * 8);
    sealed[index / 8] ^= (byte) (1 << index % 8);

    assertThatThrownBy(() -> box.open(sealed, "header", ALICE))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void opensForItsOwnPurposeAndClientOnly() {
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
  void theSameSecretNeverLooksTheSame() {
    byte[] secret = "secret".getBytes(UTF_8);

    assertThat(box.seal(secret, "header", ALICE)).isNotEqualTo(box.seal(secret, "header", ALICE));
    assertThat(new String(box.seal(secret, "header", ALICE), UTF_8)).doesNotContain("secret");
  }

  @Test
  void derivedKeysAreStableAndUnlikeEachOther() {
    assertThat(box.derive("links")).hasSize(32).isEqualTo(new SealedBox(key(1)).derive("links"));
    assertThat(box.derive("links")).isNotEqualTo(box.derive("seal"));
    assertThat(box.derive("links")).isNotEqualTo(new SealedBox(key(2)).derive("links"));
  }

  @Test
  void keysOfTheWrongFormStopTheStartWithoutBeingShown() {
    assertThatThrownBy(() -> new SealedBox(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> SealedBox.ofBase64("hunter2!"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the secrets key is not base64")
        .hasNoCause();
    String base64 = Base64.getEncoder().encodeToString(key(1));
    byte[] sealed = SealedBox.ofBase64(base64 + "\n").seal(new byte[3], "x", ALICE);
    assertThat(box.open(sealed, "x", ALICE)).hasSize(3);
    assertThat(box.toString()).isEqualTo("SealedBox");
  }

  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }
}
