package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PEM files as operators write them. */
class TrustedCertificatesTest {
  @TempDir private Path directory;

  @Test
  void aFileMayHoldSeveralCertificatesWithWordsBetween() throws Exception {
    X509Certificate one = TestCertificate.certificate(TestCertificate.forName("one.example.test"));
    X509Certificate two = TestCertificate.certificate(TestCertificate.forName("two.example.test"));

    assertThat(TrustedCertificates.read(List.of(file("# ours\n" + pem(one) + "\n" + pem(two)))))
        .containsExactly(one, two);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'holds no certificate in PEM'",
    "'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'holds no valid certificate'"
  })
  void aFileWithoutACertificateIsNamed(String text, String words) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> TrustedCertificates.read(List.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(words);
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("missing.pem");

    assertThatThrownBy(() -> TrustedCertificates.read(List.of(missing)))
        .hasMessage(missing + " cannot be read");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("authorities.pem"), text);
  }

  static String pem(X509Certificate certificate) throws CertificateEncodingException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
