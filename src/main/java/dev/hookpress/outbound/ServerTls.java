package dev.hookpress.outbound;

import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Secures connections to receivers with the JDK's TLS and the certificates that the operator
 * trusts.
 */
final class ServerTls {
  private final SSLContext context;

  /**
   * @param trusted authorities, or receivers' own certificates, trusted beside the JDK's roots
   */
  ServerTls(List<X509Certificate> trusted) {
    try {
      context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new ServerTrust(trustManager(trusted))}, null);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS cannot be set up", e);
    }
  }

  private static X509ExtendedTrustManager trustManager(List<X509Certificate> trusted)
      throws GeneralSecurityException, IOException {
    X509ExtendedTrustManager roots = trustManager((KeyStore) null);
    if (trusted.isEmpty()) {
      return roots;
    }
    KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
    all.load(null, null);
    int number = 0;
    for (X509Certificate root : roots.getAcceptedIssuers()) {
      all.setCertificateEntry("root-" + number++, root);
    }
    for (X509Certificate own : trusted) {
      all.setCertificateEntry("own-" + number++, own);
    }
    return trustManager(all);
  }

  private static X509ExtendedTrustManager trustManager(KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager known) {
        return (X509ExtendedTrustManager) known;
      }
    }
    throw new GeneralSecurityException("no trust manager");
  }

  /**
   * Creates the handler that secures a connection.
   *
   * @param host the name or IP address that the certificate must cover, in ASCII
   * @param handshakeTimeout for the handshake alone
   */
  SslHandler handler(String host, int port, Duration handshakeTimeout) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    if (HostNames.hasUnderscore(host)) {
      // Valid in DNS but not as a host name: the JDK would neither send it nor match it with a
      // certificate, so ServerTrust does.
      parameters.setServerNames(List.of(new RawServerName(host)));
    } else {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
    SslHandler handler = new SslHandler(engine);
    handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
    return handler;
  }

  /** A server name sent unchanged; the JDK's own class accepts only host names. */
  private static final class RawServerName extends SNIServerName {
    RawServerName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
