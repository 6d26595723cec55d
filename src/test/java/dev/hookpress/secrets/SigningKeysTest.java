package dev.hookpress.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeysTest {
  private static final byte[] MESSAGE = "a message".getBytes();

  @ParameterizedTest
  @EnumSource(SigningScheme.class)
  void everyKeyIsDifferentAndVerifiesItsSignature(SigningScheme scheme) {
    Set<String> shown = new HashSet<>();
    // So many that public keys with either sign of x are among them.
    for (int i = 0; i < 20; i++) {
      SigningKey key = SigningKeys.draw(scheme);
      shown.add(key.reveal());
      byte[] signature = key.sign(new byte[0], MESSAGE);

      assertThat(key.scheme()).isEqualTo(scheme);
      assertThat(key.signed(new byte[0], MESSAGE, signature)).isTrue();
      signature[5] ^= 1;
      assertThat(key.signed(new byte[0], MESSAGE, signature)).isFalse();
    }
    assertThat(shown).hasSize(20);
  }
}
