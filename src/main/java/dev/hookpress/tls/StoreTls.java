package dev.hookpress.tls;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How connections to one of Hookpress' own servers are secured. Gives the same decision to Vert.x'
 * clients and to the JDBC driver.
 *
 * @param authorities PEM files; the only authorities trusted if any is given, else the JDK's are
 * @param certificate a PEM file with the client's certificate and its issuers; given with the key
 * @param key a PEM file with the certificate's unencrypted PKCS #8 key
 */
public record StoreTls(
    TlsMode mode, List<Path> authorities, Optional<Path> certificate, Optional<Path> key) {
  private static final char[] IN_MEMORY = new char[0];
  private static final String VERIFY_NAME = "HTTPS";
  private static final String NO_NAME = "";

  /**
   * @throws IllegalArgumentException if only one of certificate and key is given
   */
  public StoreTls {
    authorities = List.copyOf(authorities);
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("a client certificate and its key are given together");
    }
    if (mode == TlsMode.VERIFY_CA && authorities.isEmpty()) {
      throw new IllegalArgumentException(
          "verify-ca needs the authorities to trust: every public certificate would pass otherwise;"
              + " give them, or choose verify-full");
    }
  }

  /** Without certificates of its own. */
  public static StoreTls of(TlsMode mode) {
    return new StoreTls(mode, List.of(), Optional.empty(), Optional.empty());
  }

  /** The mode in effect: with authorities, {@code require} verifies them, as libpq does. */
  public TlsMode effectiveMode() {
    return mode == TlsMode.REQUIRE && !authorities.isEmpty() ? TlsMode.VERIFY_CA : mode;
  }

  /**
   * The options of a Vert.x client.
   *
   * @throws IllegalArgumentException naming a file that cannot be used
   */
  public ClientSSLOptions options() {
    ClientSSLOptions options =
        new ClientSSLOptions()
            .setHostnameVerificationAlgorithm(
                effectiveMode() == TlsMode.VERIFY_FULL ? VERIFY_NAME : NO_NAME);
    if (verifies()) {
      options.setTrustOptions(TrustOptions.wrap(trust()));
    } else {
      options.setTrustAll(true);
    }
    keys().ifPresent(keys -> options.setKeyCertOptions(KeyCertOptions.wrap(keys)));
    return options;
  }

  /** The sockets of the JDBC driver, which verifies the server's name itself. */
  SSLSocketFactory sockets() {
    try {
      KeyManager[] keys = keys().map(KeyManagerFactory::getKeyManagers).orElse(null);
      TrustManager trust = verifies() ? trust() : new TrustEveryServer();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean verifies() {
    return effectiveMode().compareTo(TlsMode.VERIFY_CA) >= 0;
  }

  private X509ExtendedTrustManager trust() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(authorities.isEmpty() ? null : trustStore());
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore trustStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, IN_MEMORY);
    int number = 0;
    for (Path file : authorities) {
      for (X509Certificate authority : PemFiles.certificates(file)) {
        number++;
        store.setCertificateEntry("authority-" + number, authority);
      }
    }
    return store;
  }

  private Optional<KeyManagerFactory> keys() {
    if (certificate.isEmpty()) {
      return Optional.empty();
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, IN_MEMORY);
      store.setKeyEntry(
          "client",
          PemFiles.key(key.orElseThrow()),
          IN_MEMORY,
          PemFiles.certificates(certificate.get()).toArray(new X509Certificate[0]));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, IN_MEMORY);
      return Optional.of(factory);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          certificate.get() + " and " + key.get() + " do not form a pair", e);
    }
  }
}
