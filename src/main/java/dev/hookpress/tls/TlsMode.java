package dev.hookpress.tls;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether a connection is encrypted and what of the server is verified; libpq's {@code sslmode}.
 */
public enum TlsMode {
  /** Never encrypted. */
  DISABLE("disable"),
  /** Encrypted if the server can; not verified. */
  PREFER("prefer"),
  /** Encrypted; not verified unless authorities are given, as libpq does. */
  REQUIRE("require"),
  /** Encrypted; the certificate has a trusted issuer. */
  VERIFY_CA("verify-ca"),
  /** Encrypted; the certificate has a trusted issuer and names the server. */
  VERIFY_FULL("verify-full");

  private final String word;

  TlsMode(String word) {
    this.word = word;
  }

  /** The mode of libpq's word; empty if there is none. */
  public static Optional<TlsMode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
  }

  /** libpq's word. */
  public String word() {
    return word;
  }
}
