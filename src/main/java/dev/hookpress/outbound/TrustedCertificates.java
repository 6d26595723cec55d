package dev.hookpress.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads the certificates that an operator trusts beside the JDK's roots. */
public final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * Reads all certificates of PEM files, each of which may hold several.
   *
   * @throws IllegalArgumentException naming the file, if it cannot be read or holds none
   */
  public static List<X509Certificate> read(List<Path> files) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        int before = certificates.size();
        for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          certificates.add((X509Certificate) one);
        }
        if (certificates.size() == before) {
          throw new IllegalArgumentException(file + " holds no certificate in PEM");
        }
      } catch (IOException e) {
        throw new IllegalArgumentException(file + " cannot be read", e);
      } catch (CertificateException e) {
        throw new IllegalArgumentException(file + " holds no valid certificate in PEM", e);
      }
    }
    return List.copyOf(certificates);
  }
}
