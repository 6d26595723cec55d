package dev.hookpress.outbound;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Matches certificates to names with an underscore, which the JDK's own check rejects. */
final class HostNames {
  /** {@code GeneralName.dNSName} (RFC 5280 §4.2.1.6). */
  private static final int DNS_NAME = 2;

  private HostNames() {}

  static boolean hasUnderscore(String host) {
    return host.indexOf('_') >= 0;
  }

  /** Whether the certificate covers the name, by RFC 9525 §6.3: a wildcard stands for one label. */
  static boolean covers(X509Certificate certificate, String host)
      throws CertificateParsingException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    if (names == null) {
      return false;
    }
    String wanted = host.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> name.get(0).equals(DNS_NAME))
        .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals(wanted) || matchesWildcard(name, wanted));
  }

  private static boolean matchesWildcard(String pattern, String host) {
    int dot = host.indexOf('.');
    return pattern.startsWith("*.")
        && pattern.indexOf('.', 2) > 0
        && dot > 0
        && host.substring(dot).equals(pattern.substring(1));
  }
}
