package dev.hookpress.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Reads certificates and private keys in PEM; errors name the source and quote nothing. */
final class Pem {
  private static final String KEY_BEGINS = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_ENDS = "-----END PRIVATE KEY-----";
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private Pem() {}

  /**
   * Reads all certificates, in order.
   *
   * @throws IllegalArgumentException if there is none, or one cannot be read
   */
  static List<X509Certificate> certificates(byte[] text, String source) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(source + " contains no certificate in PEM");
      }
      return found;
    } catch (CertificateException e) {
      throw new IllegalArgumentException(source + " contains no valid certificate in PEM", e);
    }
  }

  /**
   * Reads an unencrypted PKCS #8 key.
   *
   * @throws IllegalArgumentException if it has another form
   */
  static PrivateKey key(String text, String source) {
    int begin = text.indexOf(KEY_BEGINS);
    int end = text.indexOf(KEY_ENDS);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          source
              + " contains no unencrypted PKCS #8 key in PEM; openssl pkcs8 -topk8 -nocrypt"
              + " converts one");
    }
    byte[] encoded =
        Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGINS.length(), end));
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException ofAnotherKind) {
        continue;
      }
    }
    throw new IllegalArgumentException(source + " contains no RSA, EC or Ed25519 key");
  }
}
