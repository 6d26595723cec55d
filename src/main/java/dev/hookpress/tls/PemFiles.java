package dev.hookpress.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads certificates and private keys from PEM files; errors name the file and quote nothing. */
final class PemFiles {
  private PemFiles() {}

  /**
   * Reads all certificates of a file, in order.
   *
   * @throws IllegalArgumentException if it cannot be read or contains none
   */
  static List<X509Certificate> certificates(Path file) {
    return Pem.certificates(bytes(file), file.toString());
  }

  /**
   * Reads an unencrypted PKCS #8 key.
   *
   * @throws IllegalArgumentException if it cannot be read or has another form
   */
  static PrivateKey key(Path file) {
    return Pem.key(new String(bytes(file), StandardCharsets.US_ASCII), file.toString());
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read", e);
    }
  }
}
