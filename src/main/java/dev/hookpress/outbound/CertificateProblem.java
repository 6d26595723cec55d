package dev.hookpress.outbound;

import java.security.cert.CertificateException;

/**
 * A receiver's certificate is not good. The message says why, in our own words: it repeats nothing
 * that the certificate says but its dates.
 */
final class CertificateProblem extends CertificateException {
  private static final long serialVersionUID = 1;

  CertificateProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
