package dev.hookpress.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookpress.job.EndpointAuth;
import dev.hookpress.policy.EgressTarget;
import io.netty.handler.ssl.SslHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
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
  /**
   * Certificates in use on a node lately; a few tens of kilobytes each with its TLS sessions. Two
   * certificates share no session: a receiver takes a resumed one for the certificate's that began
   * it.
   */
  private static final int MAX_CERTIFICATES = 1_000;

  private static final Duration UNUSED = Duration.ofMinutes(10);
  private static final char[] IN_MEMORY = new char[0];

  private final TrustManager[] trust;
  private final SSLContext context;
  private final Cache<String, SSLContext> withCertificate =
      Caffeine.newBuilder().maximumSize(MAX_CERTIFICATES).expireAfterAccess(UNUSED).build();

  /**
   * @param trusted authorities, or receivers' own certificates, trusted beside the JDK's roots
   */
  ServerTls(List<X509Certificate> trusted) {
    try {
      trust = new TrustManager[] {new ServerTrust(trustManager(trusted))};
      context = SSLContext.getInstance("TLS");
      context.init(null, trust, null);
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
   * @param target whose name or IP address the receiver's certificate must cover
   * @param handshakeTimeout for the handshake alone
   * @param certificate presented if the receiver asks for one
   * @throws GeneralSecurityException if the certificate cannot be used
   */
  SslHandler handler(
      EgressTarget target, Duration handshakeTimeout, Optional<EndpointAuth.MutualTls> certificate)
      throws GeneralSecurityException {
    String host = target.host();
    SSLContext used = certificate.isEmpty() ? context : presenting(certificate.get());
    SSLEngine engine = used.createSSLEngine(host, target.port());
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

  private SSLContext presenting(EndpointAuth.MutualTls certificate)
      throws GeneralSecurityException {
    SSLContext known = withCertificate.getIfPresent(certificate.id());
    if (known != null) {
      return known;
    }
    SSLContext made = SSLContext.getInstance("TLS");
    made.init(keyManagers(certificate), trust, null);
    withCertificate.put(certificate.id(), made);
    return made;
  }

  private static KeyManager[] keyManagers(EndpointAuth.MutualTls own)
      throws GeneralSecurityException {
    Base64.Decoder base64 = Base64.getDecoder();
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    List<Certificate> chain = new ArrayList<>();
    for (String der : own.certificates()) {
      chain.add(certificates.generateCertificate(new ByteArrayInputStream(base64.decode(der))));
    }
    PrivateKey key =
        KeyFactory.getInstance(own.keyAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(base64.decode(own.privateKey())));
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, IN_MEMORY);
      store.setKeyEntry("own", key, IN_MEMORY, chain.toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, IN_MEMORY);
      return factory.getKeyManagers();
    } catch (IOException inMemory) {
      throw new GeneralSecurityException(inMemory);
    }
  }

  /** A server name sent unchanged; the JDK's own class accepts only host names. */
  private static final class RawServerName extends SNIServerName {
    RawServerName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
