package dev.hookpress.outbound;

import dev.hookpress.support.TestServers;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;

/** A self-signed certificate for one name, made by the JDK's own keytool. */
public final class TestCertificate {
  private static final String PASSWORD = "for-tests";

  private TestCertificate() {}

  /** The key and its certificate; it also serves as a trust store. */
  public static PfxOptions forName(String name) throws IOException, InterruptedException {
    return forName(name, "-1d");
  }

  /**
   * The same.
   *
   * @param from when the thirty days begin for which it is valid, such as {@code -60d}
   */
  public static PfxOptions forName(String name, String from)
      throws IOException, InterruptedException {
    Path store = TestServers.newDirectory("certificate").resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-startdate",
                from,
                "-validity",
                "30",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
  }

  /** The certificate alone. */
  public static X509Certificate certificate(PfxOptions store) {
    try (InputStream in = Files.newInputStream(Path.of(store.getPath()))) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return (X509Certificate) keys.getCertificate("server");
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
