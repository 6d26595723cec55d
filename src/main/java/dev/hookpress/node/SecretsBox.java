package dev.hookpress.node;

import dev.hookpress.config.Settings;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.secrets.SecretsKey;

/** Creates the sealed box from the keys in the settings. */
final class SecretsBox {
  private SecretsBox() {}

  /**
   * @throws StartFailure if two of the keys are indistinguishable
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
