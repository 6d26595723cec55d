package dev.hookpress.signing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a message is signed: the schemes of the Standard Webhooks specification 1.0.0. */
public enum SigningScheme {
  /** HMAC-SHA256: the receiver has the same secret. */
  V1,
  /** Ed25519: the receiver has the public key alone. */
  V1A;

  /** Every {@link #label()}. */
  public static final List<String> LABELS =
      Arrays.stream(values()).map(SigningScheme::label).toList();

  /** What a signature begins with; the word in the database and in the API. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a {@link #label()}; empty for anything else. */
  public static Optional<SigningScheme> ofLabel(String label) {
    return Arrays.stream(values()).filter(scheme -> scheme.label().equals(label)).findFirst();
  }
}
