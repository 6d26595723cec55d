package dev.hookpress.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.EndpointAuth;
import dev.hookpress.support.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Arrays;
import javax.crypto.spec.PBEParameterSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCertificatesTest {
  private static final char[] PASSWORD = "pass".toCharArray();
  @TempDir private static Path directory;
  private static TestAuthority.Issued own;
  private static Certificate certificate;
  private static PrivateKey key;

  @BeforeAll
  static void issue() throws Exception {
    own = new TestAuthority(directory).issue("tenant", "dns:tenant.example");
    certificate = PemFiles.certificates(own.certificate()).get(0);
    key = PemFiles.key(own.key());
  }

  private static byte[] store(int iterations) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    PasswordProtection protection =
        new PasswordProtection(
            PASSWORD,
            "PBEWithHmacSHA256AndAES_256",
            new PBEParameterSpec(new byte[20], iterations));
    store.setEntry("own", new PrivateKeyEntry(key, new Certificate[] {certificate}), protection);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, PASSWORD);
    return out.toByteArray();
  }

  @Test
  void aStoreAndPemGiveTheSame() throws Exception {
    EndpointAuth.MutualTls stored = ClientCertificates.ofPkcs12(store(2_048), "pass");

    assertThat(stored)
        .isEqualTo(
            ClientCertificates.ofPem(
                Files.readString(own.certificate()), Files.readString(own.key())));
    assertThat(ClientCertificates.summary(stored).subject()).isEqualTo("CN=tenant");
    assertThat(stored.toString()).doesNotContain(stored.privateKey());
  }

  @Test
  void aStoreThatAsksForHoursOfDerivationIsRefusedAtOnce() throws Exception {
    byte[] costly = store(2_000_000);

    assertThat(KeyDerivations.iterations(store(1_000)).intValueExact()).isBetween(1_000, 100_000);
    assertThatThrownBy(() -> ClientCertificates.ofPkcs12(costly, "pass"))
        .hasMessage("has too many iterations of its key derivations");
  }

  @Test
  void bytesThatAreNoStoreAreRefused() throws Exception {
    byte[] store = store(2_048);

    assertThatThrownBy(() -> ClientCertificates.ofPkcs12(new byte[] {0x30, (byte) 0x80, 0, 0}, ""))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(
            () -> ClientCertificates.ofPkcs12(Arrays.copyOf(store, store.length / 2), "pass"))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> ClientCertificates.ofPkcs12(store, "wrong"))
        .hasMessageContaining("is the password right?");
  }
}
