package dev.hookpress.tls;

import dev.hookpress.job.EndpointAuth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the certificates that clients give for requests to their endpoints, with the private keys.
 * Reading takes up to some seconds and belongs on a thread that may block. Errors are sentences for
 * the client, without their subject.
 */
public final class ClientCertificates {
  /** The longest PEM text or PKCS #12 store: a chain of several certificates. */
  public static final int MAX_BYTES = 32_768;

  private static final int MAX_CHAIN = 10;
  // A signature of a longer key takes an event loop tens of milliseconds.
  private static final int MAX_RSA_BITS = 4_096;
  // Ten times what the tools in use write; a second on one core.
  private static final BigInteger MAX_ITERATIONS = BigInteger.valueOf(1_000_000);
  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);

  private ClientCertificates() {}

  /**
   * What may be shown of a certificate.
   *
   * @param fingerprint SHA-256 of the certificate, in hexadecimal digits
   */
  public record Summary(String subject, Instant notAfter, String fingerprint) {}

  /**
   * Reads PEM.
   *
   * @param certificates the client's own first, then its issuers
   * @param privateKey an unencrypted PKCS #8 key
   * @throws IllegalArgumentException if they cannot be used
   */
  public static EndpointAuth.MutualTls ofPem(String certificates, String privateKey) {
    List<X509Certificate> chain =
        Pem.certificates(certificates.getBytes(StandardCharsets.UTF_8), "certificate");
    return checked(chain, Pem.key(privateKey, "private_key"));
  }

  /**
   * Reads a PKCS #12 store with one private key.
   *
   * @throws IllegalArgumentException if it cannot be used
   */
  public static EndpointAuth.MutualTls ofPkcs12(byte[] store, String password) {
    if (KeyDerivations.iterations(store).compareTo(MAX_ITERATIONS) > 0) {
      throw new IllegalArgumentException("has too many iterations of its key derivations");
    }
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(new ByteArrayInputStream(store), password.toCharArray());
      for (String alias : Collections.list(keys.aliases())) {
        if (keys.isKeyEntry(alias)) {
          Certificate[] chain = keys.getCertificateChain(alias);
          return checked(
              Arrays.stream(chain == null ? new Certificate[0] : chain)
                  .map(X509Certificate.class::cast)
                  .toList(),
              (PrivateKey) keys.getKey(alias, password.toCharArray()));
        }
      }
      throw new IllegalArgumentException("contains no private key");
    } catch (IOException | GeneralSecurityException | ClassCastException e) {
      throw new IllegalArgumentException("cannot be opened; is the password right?", e);
    }
  }

  private static EndpointAuth.MutualTls checked(List<X509Certificate> chain, PrivateKey key) {
    if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
      throw new IllegalArgumentException(
          "must contain the key's certificate, and " + MAX_CHAIN + " certificates at most");
    }
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() > MAX_RSA_BITS) {
      throw new IllegalArgumentException("has an RSA key of more than " + MAX_RSA_BITS + " bits");
    }
    if (!pair(chain.get(0), key)) {
      throw new IllegalArgumentException("has a key that is not that of the first certificate");
    }
    Base64.Encoder base64 = Base64.getEncoder();
    List<String> certificates = chain.stream().map(one -> base64.encodeToString(der(one))).toList();
    String privateKey = base64.encodeToString(key.getEncoded());
    String id = sha256(String.join("\n", certificates) + "\n\n" + privateKey);
    return new EndpointAuth.MutualTls(id, certificates, privateKey, key.getAlgorithm());
  }

  private static boolean pair(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(PROBE);
      byte[] signature = signing.sign();
      signing.initVerify(certificate.getPublicKey());
      signing.update(PROBE);
      return signing.verify(signature);
    } catch (GeneralSecurityException ofAnotherKind) {
      return false;
    }
  }

  /** What may be shown of a client's own certificate. */
  public static Summary summary(EndpointAuth.MutualTls auth) {
    byte[] der = Base64.getDecoder().decode(auth.certificates().get(0));
    try {
      X509Certificate own =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      return new Summary(
          own.getSubjectX500Principal().getName(), own.getNotAfter().toInstant(), sha256(der));
    } catch (CertificateException e) {
      throw new IllegalStateException("it was read before", e);
    }
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("contains no valid certificate", e);
    }
  }

  private static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
