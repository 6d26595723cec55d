package dev.hookpress.outbound;

import java.security.cert.CertificateException;

/**
 * Thrown when a receiver's certificate is not acceptable. The message states the reason without
 * quoting anything from the certificate but its dates.
 */
final class CertificateProblem extends CertificateException {
  private static final long serialVersionUID = 1;

  CertificateProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
