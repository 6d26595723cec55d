package dev.hookpress.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.EmailAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir private Path directory;

  @Test
  void defaultsAloneAreValid() {
    Settings settings = valid(SettingsReader.read(Map.of("PATH", "/bin"), Optional.empty()));

    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(settings.management().port()).isEqualTo(8081);
    assertThat(settings.postgres().uri()).isEmpty();
    assertThat(settings.outbound().allow()).isEmpty();
    assertThat(settings.outbound().ports()).containsExactly(443);
    assertThat(settings.delivery().retrySchedule())
        .startsWith(Duration.ofSeconds(5), Duration.ofMinutes(5))
        .endsWith(Duration.ofHours(24))
        .hasSize(9);
    assertThat(settings.demo()).isTrue();
  }

  @Test
  void anEgressProxyAndFilesOfCertificatesCanBeNamed() {
    Settings.Outbound outbound =
        valid(
                read(
                    Map.of(
                        "HOOKPRESS_OUTBOUND_PROXY", "http://me:s3cret@proxy.internal:3128",
                        "HOOKPRESS_OUTBOUND_TRUSTED_CERTIFICATES", "/etc/ca.pem, /etc/b.pem")))
            .outbound();

    assertThat(outbound.proxy())
        .contains(
            new Settings.Proxy("proxy.internal", 3128, Optional.of("me"), Optional.of("s3cret")));
    assertThat(outbound.toString()).doesNotContain("s3cret");
    assertThat(outbound.trustedCertificates())
        .containsExactly(Path.of("/etc/ca.pem"), Path.of("/etc/b.pem"));
    for (String wrong : List.of("proxy:3128", "https://proxy:1", "http://proxy", "http://me@p:1")) {
      assertThat(read(Map.of("HOOKPRESS_OUTBOUND_PROXY", wrong)).toString())
          .contains("outbound.proxy", "(not shown)");
    }
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheFileOverTheDefaults() throws IOException {
    Path file =
        file(
            """
            {"http": {"port": 9000, "host": "10.0.0.1"}, "outbound": {"ports": [443, 8443]},
             "demo": false}
            """);

    Settings settings = valid(read(Map.of("HOOKPRESS_HTTP_PORT", "9001"), file));

    assertThat(settings.http().port()).isEqualTo(9001);
    assertThat(settings.http().host()).contains("10.0.0.1");
    assertThat(settings.http().idleTimeoutSeconds()).isEqualTo(60);
    assertThat(settings.outbound().ports()).containsExactly(443, 8443);
    assertThat(settings.demo()).isFalse();
  }

  @Test
  void namesInTheEnvironmentAreThoseOfTheFileInCapitals() {
    Settings settings =
        valid(
            read(
                Map.of(
                    "HOOKPRESS_HTTP_MAX_BODY_BYTES", "2048",
                    "HOOKPRESS_DATA_DIR", "/srv/hp",
                    "HOOKPRESS_OUTBOUND_ALLOW", "10.0.0.0/8, ::1/128,192.0.2.7",
                    "HOOKPRESS_POSTGRES_URI", "postgresql://a:b@db:5432/hp",
                    "HOOKPRESS_REDIS_URI", "redis://r1:6379,redis://r2:6379",
                    "HOOKPRESS_DEMO", "false")));

    assertThat(settings.http().maxBodyBytes()).isEqualTo(2048);
    assertThat(settings.data().dir()).isEqualTo(Path.of("/srv/hp"));
    assertThat(settings.outbound().allow()).containsExactly("10.0.0.0/8", "::1/128", "192.0.2.7");
    assertThat(settings.postgres().uri()).contains("postgresql://a:b@db:5432/hp");
    assertThat(settings.redis().uri()).contains("redis://r1:6379,redis://r2:6379");
    assertThat(settings.demo()).isFalse();
  }

  /** TailPDF promises to tell of a job for an hour. */
  @Test
  void jobsAreKeptForThirtyDaysAndNeverLessThanOne() {
    assertThat(valid(read(Map.of())).retention().days()).isEqualTo(30);
    assertThat(read(Map.of("HOOKPRESS_RETENTION_DAYS", "0")))
        .isInstanceOf(SettingsResult.Invalid.class);
  }

  @Test
  void sentinelsAreNamedWithTheirPortsAndTheMaster() {
    String uri = "sentinel://:secret@s1:26379,s2:26379/mymaster";
    assertThat(valid(read(Map.of("HOOKPRESS_REDIS_URI", uri))).redis().uri()).contains(uri);
    for (String wrong :
        new String[] {
          "sentinel://:secret@s1:26379,s2:26379",
          "sentinel://:secret@s1:26379,s2:26379/",
          "sentinel://:secret@s1/mymaster",
          "sentinel://:secret@s1:26379,/mymaster",
          "sentinel://:secret@s1:26379/mymaster?db=1",
          "sentinel:///mymaster"
        }) {
      SettingsResult reading = read(Map.of("HOOKPRESS_REDIS_URI", wrong));
      assertThat(reading).as(wrong).isInstanceOf(SettingsResult.Invalid.class);
      assertThat(((SettingsResult.Invalid) reading).message())
          .contains("HOOKPRESS_REDIS_URI")
          .doesNotContain("secret");
    }
  }

  @Test
  void mailIsOffUntilARelayIsNamed() {
    assertThat(valid(read(Map.of())).mail().on()).isFalse();
    Settings.Mail mail =
        valid(
                read(
                    Map.of(
                        "HOOKPRESS_MAIL_HOST", "smtp.example.com",
                        "HOOKPRESS_MAIL_FROM", "hookpress@example.com",
                        "HOOKPRESS_MAIL_USERNAME", "user",
                        "HOOKPRESS_MAIL_PASSWORD", "12345",
                        "HOOKPRESS_MAIL_TLS", "implicit",
                        "HOOKPRESS_MAIL_PORT", "465",
                        "HOOKPRESS_MAIL_DEADLINE_SECONDS", "20")))
            .mail();
    assertThat(mail.on()).isTrue();
    assertThat(mail.host()).contains("smtp.example.com");
    assertThat(mail.from()).contains(new EmailAddress("hookpress@example.com"));
    assertThat(mail.password()).contains("12345");
    assertThat(mail.tls()).isEqualTo(Settings.Mail.Tls.IMPLICIT);
    assertThat(mail.deadlineSeconds()).isEqualTo(20);
    assertThat(mail.toString()).doesNotContain("user,", "12345");
  }

  @Test
  void aRelayThatCannotWorkIsNamedAtStart() {
    assertThat(mailProblem("HOOKPRESS_MAIL_HOST", "smtp.example.com:587")).contains("mail.host");
    assertThat(mailProblem("HOOKPRESS_MAIL_FROM", "")).contains("mail.from");
    assertThat(mailProblem("HOOKPRESS_MAIL_FROM", "Hookpress")).contains("exactly one @");
    assertThat(mailProblem("HOOKPRESS_MAIL_TLS", "maybe")).contains("none, starttls, implicit");
    assertThat(mailProblem("HOOKPRESS_MAIL_TLS", "none")).contains("plain text");
    assertThat(mailProblem("HOOKPRESS_MAIL_USERNAME", ""))
        .contains("together with mail.password")
        .doesNotContain("for-tests");
    assertThat(mailProblem("HOOKPRESS_MAIL_DEADLINE_SECONDS", "50"))
        .contains("more than mail.deadlineSeconds");
  }

  private static String mailProblem(String name, String value) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "HOOKPRESS_MAIL_HOST", "smtp.example.com",
                "HOOKPRESS_MAIL_FROM", "hookpress@example.com",
                "HOOKPRESS_MAIL_USERNAME", "user",
                "HOOKPRESS_MAIL_PASSWORD", "for-tests"));
    environment.put(name, value);
    SettingsResult reading = read(environment);
    assertThat(reading).as(name + "=" + value).isInstanceOf(SettingsResult.Invalid.class);
    return ((SettingsResult.Invalid) reading).message();
  }

  @Test
  void textsLikeNumbersOrListsRemainTexts() {
    for (String key : new String[] {"12345", "true", "0012", "[1,2]", "1e3", "{}"}) {
      Settings settings = valid(read(Map.of("HOOKPRESS_STANDALONE_API_KEY", key)));
      assertThat(settings.standalone().apiKey()).contains(key);
    }
  }

  @Test
  void anEmptyTextCountsAsUnset() throws IOException {
    Path file = file("{\"http\": {\"port\": \"\"}, \"node\": {\"id\": null}}");

    Settings settings = valid(read(Map.of("HOOKPRESS_MANAGEMENT_PORT", "  "), file));

    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.management().port()).isEqualTo(8081);
    assertThat(settings.node().id()).isEmpty();
  }

  @Test
  void thePublicUrlLosesItsSlashAndMustBeAnAddress() {
    assertThat(
            valid(read(Map.of("HOOKPRESS_HTTP_PUBLIC_URL", "https://pdf.example.com/base/")))
                .http()
                .publicUrl())
        .isEqualTo(URI.create("https://pdf.example.com/base"));
    for (String wrong : new String[] {"pdf.example.com", "ftp://x", "http://x/?q", "http://u@x"}) {
      assertThat(invalid(read(Map.of("HOOKPRESS_HTTP_PUBLIC_URL", wrong))).problems())
          .singleElement()
          .asString()
          .contains("http.publicUrl (HOOKPRESS_HTTP_PUBLIC_URL)", wrong);
    }
  }

  @Test
  void everyMistakeIsReportedAtOnceByPathAndVariable() throws IOException {
    Path file = file("{\"breaker\": {\"errors\": 0}, \"htp\": {\"port\": 1}}");

    SettingsResult.Invalid invalid =
        invalid(
            read(
                Map.of(
                    "HOOKPRESS_HTTP_PORT", "eighty",
                    "HOOKPRESS_DEMO", "yes",
                    "HOOKPRESS_OUTBOUND_ALLOW", "10.0.0.1/8,10.*.1.1,2130706433",
                    "HOOKPRESS_DELIVERY_RETRY_SCHEDULE", "5s,soon",
                    "HOOKPRESS_HTP_PORT", "1"),
                file));

    assertThat(invalid.message())
        .contains("9 settings are wrong")
        .contains(
            "http.port (HOOKPRESS_HTTP_PORT): given \"eighty\","
                + " allowed: a whole number from 0 to 65535")
        .contains("demo (HOOKPRESS_DEMO): given \"yes\"")
        .contains("given \"10.0.0.1/8\"")
        .contains("given \"10.*.1.1\"")
        .contains("given \"2130706433\"")
        .contains("given \"soon\"")
        .contains("breaker.errors (HOOKPRESS_BREAKER_ERRORS): given \"0\"")
        .contains("htp.port: no such setting; did you mean http.port?")
        .contains("HOOKPRESS_HTP_PORT: no such setting; did you mean HOOKPRESS_HTTP_PORT?");
  }

  @Test
  void secretsAreNeverShown() {
    SettingsResult.Invalid invalid =
        invalid(
            read(
                Map.of(
                    "HOOKPRESS_SECRETS_KEY", "c2VjcmV0LXNlY3JldA==",
                    "HOOKPRESS_STANDALONE_API_KEY", "secret with blanks",
                    "HOOKPRESS_POSTGRES_URI", "mysql://u:secret@h/d",
                    "HOOKPRESS_REDIS_URI", "secret@h")));

    assertThat(invalid.problems()).hasSize(4);
    assertThat(invalid.message()).doesNotContain("c2VjcmV0", "secret with", ":secret", "secret@");
    assertThat(
            valid(
                    read(
                        Map.of(
                            "HOOKPRESS_SECRETS_KEY",
                            "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
                            "HOOKPRESS_STANDALONE_API_KEY",
                            "quite-secret",
                            "HOOKPRESS_POSTGRES_URI",
                            "postgresql://u:quite-secret@h/d",
                            "HOOKPRESS_REDIS_URI",
                            "redis://:quite-secret@h:1")))
                .toString())
        .doesNotContain("quite-secret", "MDEyMzQ1");
  }

  @Test
  void leasesMustOutlastWhatTheyCover() {
    assertThat(invalid(read(Map.of("HOOKPRESS_DELIVERY_LEASE_SECONDS", "25"))).problems())
        .singleElement()
        .asString()
        .contains("delivery.leaseSeconds (HOOKPRESS_DELIVERY_LEASE_SECONDS): given \"25\"");
    valid(read(Map.of("HOOKPRESS_DELIVERY_LEASE_SECONDS", "26")));
    assertThat(invalid(read(Map.of("HOOKPRESS_RENDER_LEASE_SECONDS", "130"))).problems())
        .singleElement()
        .asString()
        .contains("render.leaseSeconds");
    valid(read(Map.of("HOOKPRESS_RENDER_LEASE_SECONDS", "131")));
  }

  @Test
  void aWrongSettingCausesNoErrorsAboutOthers() {
    assertThat(invalid(read(Map.of("HOOKPRESS_DELIVERY_LEASE_SECONDS", "long"))).problems())
        .hasSize(1);
  }

  @Test
  void kubernetesServiceVariablesAreIgnored() {
    valid(
        read(
            Map.of(
                "HOOKPRESS_SERVICE_HOST", "10.0.0.1",
                "HOOKPRESS_SERVICE_PORT", "8080",
                "HOOKPRESS_SERVICE_PORT_HTTP", "8080",
                "HOOKPRESS_PORT", "tcp://10.0.0.1:8080",
                "HOOKPRESS_PORT_8080_TCP_ADDR", "10.0.0.1",
                "HOOKPRESS_API_PORT", "tcp://10.0.0.1:8080",
                "HOOKPRESS_API_PORT_8080_TCP", "tcp://10.0.0.1:8080")));
    assertThat(invalid(read(Map.of("HOOKPRESS_PORT", "8080"))).problems()).hasSize(1);
  }

  @Test
  void anUnreadableFileIsNamedAndNotQuoted() throws IOException {
    assertThat(invalid(read(Map.of(), directory.resolve("none.json"))).message())
        .contains("none.json: cannot be read");
    assertThat(invalid(read(Map.of(), file("secrets: key"))).message())
        .contains("settings.json: is not a JSON object")
        .doesNotContain("secrets: key");
  }

  @Test
  void aVariableMayNameAFileWithItsValueWhichIsNotShown() throws IOException {
    Path key = Files.writeString(directory.resolve("key"), "operator-key-of-a-file-0123456789\n");
    assertThat(valid(read(Map.of("HOOKPRESS_OPERATOR_KEY_FILE", key.toString()))).operator().key())
        .contains("operator-key-of-a-file-0123456789");

    Path missing = directory.resolve("missing");
    assertThat(invalid(read(Map.of("HOOKPRESS_OPERATOR_KEY_FILE", missing.toString()))).message())
        .contains("HOOKPRESS_OPERATOR_KEY_FILE: the file cannot be read");
    assertThat(
            invalid(
                    read(
                        Map.of(
                            "HOOKPRESS_OPERATOR_KEY_FILE",
                            key.toString(),
                            "HOOKPRESS_OPERATOR_KEY",
                            "another-key-of-the-operator-0123456789")))
                .message())
        .contains("HOOKPRESS_OPERATOR_KEY_FILE")
        .doesNotContain("operator-key-of-a-file-0123456789");
  }

  private Path file(String json) throws IOException {
    return Files.writeString(directory.resolve("settings.json"), json);
  }

  private static SettingsResult read(Map<String, String> environment) {
    return SettingsReader.read(environment, Optional.empty());
  }

  private static SettingsResult read(Map<String, String> environment, Path file) {
    return SettingsReader.read(environment, Optional.of(file));
  }

  private static Settings valid(SettingsResult reading) {
    assertThat(reading).isInstanceOf(SettingsResult.Valid.class);
    return ((SettingsResult.Valid) reading).settings();
  }

  private static SettingsResult.Invalid invalid(SettingsResult reading) {
    assertThat(reading).isInstanceOf(SettingsResult.Invalid.class);
    return (SettingsResult.Invalid) reading;
  }
}
