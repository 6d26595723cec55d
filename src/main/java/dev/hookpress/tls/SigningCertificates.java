package dev.hookpress.tls;

import dev.hookpress.job.EndpointAuth;
import dev.hookpress.job.pdf.PdfSigningKey;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Reads the certificates that sign PDFs, with their private keys. Reading takes up to some seconds
 * and belongs on a thread that may block. Errors are sentences without their subject.
 */
public final class SigningCertificates {
  private static final Set<String> ALGORITHMS = Set.of("RSA", "EC");
  private static final int LEAST_RSA_BITS = 2_048;
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;

  /** The chain is in every PDF that it signs, which has room for 12 KB. */
  private static final int MAX_CHAIN_BYTES = 9 * 1024;

  private SigningCertificates() {}

  /**
   * Reads a PKCS #12 store with one private key. Of its chain, a root is left out.
   *
   * @param now must be within the certificate's life
   * @throws IllegalArgumentException if it cannot be opened, or cannot sign PDFs
   */
  public static PdfSigningKey ofPkcs12(byte[] store, String password, Instant now) {
    EndpointAuth.MutualTls read = ClientCertificates.ofPkcs12(store, password);
    if (!ALGORITHMS.contains(read.keyAlgorithm())) {
      throw new IllegalArgumentException(
          "has a key of the algorithm " + read.keyAlgorithm() + ", and needs RSA or EC");
    }
    try {
      List<X509Certificate> chain = chain(read);
      check(chain.get(0), read, now);
      List<String> kept = new ArrayList<>();
      int bytes = 0;
      for (int i = 0; i < chain.size(); i++) {
        boolean root =
            chain.get(i).getSubjectX500Principal().equals(chain.get(i).getIssuerX500Principal());
        if (i == 0 || !root) {
          kept.add(read.certificates().get(i));
          bytes += chain.get(i).getEncoded().length;
        }
      }
      if (bytes > MAX_CHAIN_BYTES) {
        throw new IllegalArgumentException(
            "has certificates of %,d bytes, and may have %,d".formatted(bytes, MAX_CHAIN_BYTES));
      }
      return new PdfSigningKey(kept, read.privateKey(), read.keyAlgorithm());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("contains no valid certificate", e);
    }
  }

  /** What may be shown of a key. */
  public static ClientCertificates.Summary summary(PdfSigningKey key) {
    return ClientCertificates.summary(
        new EndpointAuth.MutualTls("", key.certificates(), "", key.algorithm()));
  }

  private static void check(X509Certificate own, EndpointAuth.MutualTls read, Instant now)
      throws GeneralSecurityException {
    if (own.getNotAfter().toInstant().isBefore(now)) {
      throw new IllegalArgumentException(
          "has a certificate that expired at " + own.getNotAfter().toInstant());
    }
    if (own.getNotBefore().toInstant().isAfter(now)) {
      throw new IllegalArgumentException(
          "has a certificate that is not valid before " + own.getNotBefore().toInstant());
    }
    boolean[] usage = own.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
      throw new IllegalArgumentException(
          "has a certificate whose key may not sign: its key usage has neither digital signature"
              + " nor non-repudiation");
    }
    if (KeyFactory.getInstance(read.keyAlgorithm())
                .generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(read.privateKey())))
            instanceof RSAKey rsa
        && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
      throw new IllegalArgumentException("has an RSA key of less than " + LEAST_RSA_BITS + " bits");
    }
  }

  private static List<X509Certificate> chain(EndpointAuth.MutualTls read)
      throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    for (String each : read.certificates()) {
      chain.add(
          (X509Certificate)
              factory.generateCertificate(
                  new ByteArrayInputStream(Base64.getDecoder().decode(each))));
    }
    return chain;
  }
}
