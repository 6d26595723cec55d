package dev.hookpress.signing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The signature schemes of the Standard Webhooks specification 1.0.0. */
public enum SigningScheme {
  /** HMAC-SHA256 with a secret shared with the receiver. */
  V1,
  /** Ed25519: the receiver has only the public key. */
  V1A;

  /** Every {@link #label()}. */
  public static final List<String> LABELS =
      Arrays.stream(values()).map(SigningScheme::label).toList();

  /** The prefix of a signature, also the value stored in the database and shown by the API. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Parses a {@link #label()}; empty for anything else. */
  public static Optional<SigningScheme> ofLabel(String label) {
    return Arrays.stream(values()).filter(scheme -> scheme.label().equals(label)).findFirst();
  }
}
