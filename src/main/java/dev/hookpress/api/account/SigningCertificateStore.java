package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.pdf.PdfSigningKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Stores the certificates with which a client's PDFs are signed. Their keys are not read back. */
public interface SigningCertificateStore {
  /** At most so many certificates of one client. */
  int MAX_CERTIFICATES = 20;

  /**
   * What may be shown of a certificate.
   *
   * @param fingerprint SHA-256 in hexadecimal digits
   */
  record Listed(
      String name, String subject, String fingerprint, Instant notAfter, Instant createdAt) {}

  /** Stores or replaces a certificate, sealed; false if there are too many of other names. */
  Future<Boolean> put(ClientId client, Listed shown, PdfSigningKey key);

  /** All certificates, by name. */
  Future<List<Listed>> list(ClientId client);

  /** Deletes a certificate; false if there is none of this name. */
  Future<Boolean> remove(ClientId client, String name);
}
