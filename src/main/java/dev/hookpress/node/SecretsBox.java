package dev.hookpress.node;

import dev.hookpress.config.Settings;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SecretsKey;

/** Makes the box of the settings' keys. */
final class SecretsBox {
  private SecretsBox() {}

  /**
   * @throws StartFailure if two of the keys cannot be told apart
   */
  static SealedBox of(Settings.Secrets secrets) {
    try {
      return new SealedBox(
          SecretsKey.ofBase64(secrets.key().orElseThrow()),
          secrets.previousKeys().stream().map(SecretsKey::ofBase64).toList());
    } catch (IllegalArgumentException wrong) {
      throw new StartFailure("HOOKPRESS_SECRETS_KEY: " + wrong.getMessage());
    }
  }
}
