package dev.hookpress.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Reads certificates and private keys from PEM files; errors name the file and quote nothing. */
final class PemFiles {
  private static final String KEY_BEGINS = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_ENDS = "-----END PRIVATE KEY-----";
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private PemFiles() {}

  /**
   * Reads all certificates of a file, in order.
   *
   * @throws IllegalArgumentException if it cannot be read or contains none
   */
  static List<X509Certificate> certificates(Path file) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(file + " contains no certificate in PEM");
      }
      return found;
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read", e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(file + " contains no valid certificate in PEM", e);
    }
  }

  /**
   * Reads an unencrypted PKCS #8 key.
   *
   * @throws IllegalArgumentException if it cannot be read or has another form
   */
  static PrivateKey key(Path file) {
    byte[] encoded = encoded(file);
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException ofAnotherKind) {
        continue;
      }
    }
    throw new IllegalArgumentException(file + " contains no RSA, EC or Ed25519 key");
  }

  private static byte[] encoded(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      int begin = text.indexOf(KEY_BEGINS);
      int end = text.indexOf(KEY_ENDS);
      if (begin < 0 || end < begin) {
        throw new IllegalArgumentException(
            file
                + " contains no unencrypted PKCS #8 key in PEM; openssl pkcs8 -topk8 -nocrypt"
                + " converts one");
      }
      return Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGINS.length(), end));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read", e);
    }
  }
}
