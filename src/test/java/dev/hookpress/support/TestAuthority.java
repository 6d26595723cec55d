package dev.hookpress.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority of the tests' own, which issues certificates as PEM files; by the JDK's keytool. */
public final class TestAuthority {
  private static final String PASSWORD = "for-tests";

  private final Path directory;
  private final Path store;

  /** The PEM files of one certificate. */
  public record Issued(Path certificate, Path key) {}

  public TestAuthority(Path directory) {
    this.directory = directory;
    this.store = directory.resolve("store.p12");
    keytool(
        "authority",
        "-dname",
        "CN=" + directory.getFileName(),
        "-ext",
        "bc:c",
        "-ext",
        "ku:c=keyCertSign");
    write(directory.resolve("authority.pem"), "CERTIFICATE", List.of(entry("authority").der()));
  }

  /** The authority's own certificate. */
  public Path certificate() {
    return directory.resolve("authority.pem");
  }

  /**
   * Issues a certificate.
   *
   * @param alternative such as {@code dns:localhost} or {@code ip:127.0.0.1}
   */
  public Issued issue(String name, String alternative) {
    keytool(name, "-dname", "CN=" + name, "-ext", "SAN=" + alternative, "-signer", "authority");
    Entry entry = entry(name);
    Path certificate = directory.resolve(name + ".pem");
    Path key = directory.resolve(name + ".key");
    write(certificate, "CERTIFICATE", List.of(entry.der()));
    write(key, "PRIVATE KEY", List.of(entry.key()));
    return new Issued(certificate, key);
  }

  private record Entry(byte[] der, byte[] key) {}

  private Entry entry(String alias) {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      Certificate certificate = keys.getCertificate(alias);
      return new Entry(
          certificate.getEncoded(), keys.getKey(alias, PASSWORD.toCharArray()).getEncoded());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String kind, List<byte[]> parts) {
    StringBuilder pem = new StringBuilder();
    for (byte[] part : parts) {
      pem.append("-----BEGIN ").append(kind).append("-----\n");
      pem.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(part));
      pem.append("\n-----END ").append(kind).append("-----\n");
    }
    try {
      Files.writeString(file, pem);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keytool(String alias, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias));
    command.addAll(List.of(more));
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes());
      if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IllegalStateException("keytool failed: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
