package dev.hookpress.outbound;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Checks certificates as the JDK does, and explains each refusal. */
final class ServerTrust extends X509ExtendedTrustManager {
  /** Causes nest a few levels deep; the bound guards against a cycle. */
  private static final int MAX_DEPTH = 10;

  private final X509ExtendedTrustManager jdk;

  ServerTrust(X509ExtendedTrustManager jdk) {
    this.jdk = jdk;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      jdk.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException refused) {
      throw explained(chain, authType, engine, refused);
    }
    String host = engine.getPeerHost();
    if (HostNames.hasUnderscore(host) && !HostNames.covers(chain[0], host)) {
      throw wrongName(null);
    }
  }

  private CertificateProblem explained(
      X509Certificate[] chain, String authType, SSLEngine engine, CertificateException refused) {
    for (X509Certificate certificate : chain) {
      String whose = certificate == chain[0] ? "its certificate " : "its certificate's issuer ";
      try {
        certificate.checkValidity();
      } catch (CertificateExpiredException expired) {
        return new CertificateProblem(
            whose + "expired at " + shown(certificate.getNotAfter()), refused);
      } catch (CertificateNotYetValidException early) {
        return new CertificateProblem(
            whose + "is not valid before " + shown(certificate.getNotBefore()), refused);
      }
    }
    if (isUnknownIssuer(refused)) {
      boolean selfSigned =
          chain[0].getSubjectX500Principal().equals(chain[0].getIssuerX500Principal());
      return new CertificateProblem(
          selfSigned
              ? "its certificate is signed by itself and not trusted here"
              : "its certificate has an issuer that is not trusted here",
          refused);
    }
    return isGoodButForItsName(chain, authType, engine)
        ? wrongName(refused)
        : new CertificateProblem("its certificate is not valid", refused);
  }

  private static CertificateProblem wrongName(CertificateException refused) {
    return new CertificateProblem("its certificate is for another name", refused);
  }

  private boolean isGoodButForItsName(X509Certificate[] chain, String authType, SSLEngine engine) {
    try {
      jdk.checkServerTrusted(chain, authType);
    } catch (CertificateException refused) {
      return false;
    }
    return engine.getSSLParameters().getEndpointIdentificationAlgorithm() != null;
  }

  private static boolean isUnknownIssuer(Throwable refused) {
    Throwable cause = refused;
    for (int depth = 0; depth < MAX_DEPTH && cause != null; depth++) {
      if (cause instanceof CertPathBuilderException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static String shown(Date date) {
    return date.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw new UnsupportedOperationException("connections are made by engines");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("connections are made by engines");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw new UnsupportedOperationException("receivers are servers");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw new UnsupportedOperationException("receivers are servers");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("receivers are servers");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return jdk.getAcceptedIssuers();
  }
}
