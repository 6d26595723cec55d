package dev.hookpress.secrets;

import java.security.SecureRandom;
import java.util.Base64;

/** Draws API keys, and names the part of one that may be shown. */
public final class ApiKeySecret {
  // Random bytes of a key: beyond guessing at any request rate.
  private static final int KEY_BYTES = 24;
  private static final int MAX_SHOWN = 10;
  // Of a key that somebody else has made, three quarters at least stay secret.
  private static final int SHOWN_PART = 4;

  private ApiKeySecret() {}

  /** Draws a key. */
  public static String draw() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "hp_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The first characters of a key, by which people tell it from others. */
  public static String prefix(String key) {
    return key.substring(0, Math.min(MAX_SHOWN, key.length() / SHOWN_PART));
  }
}
