package dev.hookpress.job.pdf;

import java.util.List;

/**
 * A key that signs PDFs. {@code toString} shows nothing of it.
 *
 * @param certificates in DER and base64, the key's own first, then its issuers
 * @param privateKey PKCS #8 in DER and base64
 * @param algorithm the JDK's name of the key's algorithm: {@code RSA} or {@code EC}
 */
public record PdfSigningKey(List<String> certificates, String privateKey, String algorithm) {
  public PdfSigningKey {
    certificates = List.copyOf(certificates);
  }

  /** Contains no secret. */
  @Override
  public String toString() {
    return "PdfSigningKey[" + algorithm + "]";
  }
}
