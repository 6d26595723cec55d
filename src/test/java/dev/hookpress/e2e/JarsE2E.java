package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in the two jars, and what each of them can do. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class JarsE2E {
  private static final long MEBI = 1 << 20;

  @Test
  void thePlainJarHasNoEmbeddedServers() throws IOException {
    assertThat(entries(Program.jar()))
        .contains("dev/hookpress/Main.class")
        .noneMatch(name -> name.startsWith("postgres-") || name.startsWith("redis-server"))
        .noneMatch(name -> name.startsWith("com/icegreen/") || name.startsWith("org/tukaani/"))
        .doesNotContain("META-INF/licenses/postgresql.txt", "META-INF/licenses/redis.txt");
    assertThat(Files.size(Path.of(Program.jar()))).isLessThan(96 * MEBI);
  }

  @Test
  void theStandaloneJarHasServersForLinuxWithTheirLicences() throws IOException {
    assertThat(entries(Program.standaloneJar()))
        .contains("postgres-linux-x86_64.txz", "postgres-linux-arm_64.txz")
        .contains("META-INF/licenses/postgresql.txt", "META-INF/licenses/redis.txt")
        .filteredOn(name -> name.startsWith("redis-server"))
        .hasSize(2)
        .allMatch(name -> name.contains("-linux-"));
    assertThat(Files.size(Path.of(Program.standaloneJar()))).isLessThan(132 * MEBI);
  }

  @Test
  void theTopLicenceAndNoticeAreHookpressOwn() throws IOException {
    for (String path : List.of(Program.jar(), Program.standaloneJar())) {
      try (JarFile jar = new JarFile(path)) {
        for (String name : List.of("LICENSE", "META-INF/LICENSE")) {
          assertThat(text(jar, name)).isEqualTo(Files.readString(Path.of("LICENSE")));
        }
        for (String name : List.of("NOTICE", "META-INF/NOTICE")) {
          assertThat(text(jar, name).strip()).startsWith("Hookpress");
          assertThat(text(jar, name)).contains("Copyright 2026 The Hookpress Authors");
        }
      }
    }
  }

  @Test
  void thePlainJarNamesTheStandaloneJar() {
    try (Program plain = Program.command("plain", Map.of(), "standalone")) {
      assertThat(plain.run()).isEqualTo(2);
      assertThat(plain.output())
          .contains("java -jar hookpress-standalone.jar standalone")
          .doesNotContain("\tat ");
    }
  }

  /** Writing direction and line breaks need a part of ICU's data, which the jars have. */
  @Test
  void thePlainJarServesRendersRightToLeftAndVerifiesWithItsModule() throws Exception {
    Map<String, String> settings =
        Map.of(
            "HOOKPRESS_POSTGRES_URI",
            TestServers.freshDatabase(),
            "HOOKPRESS_REDIS_URI",
            TestServers.freshRedis(),
            "HOOKPRESS_SECRETS_KEY",
            Base64.getEncoder().encodeToString(new byte[32]),
            "HOOKPRESS_OUTBOUND_ALLOW",
            "127.0.0.0/8",
            "HOOKPRESS_VERIFY_PATH",
            Path.of(Program.jar()).toAbsolutePath().resolveSibling("verify").toString());
    Client client = Client.create(settings);
    try (LocalReceiver receiver = LocalReceiver.start();
        Program node = Program.command("node", settings, "serve").start()) {
      Api api = node.api(client.key());
      String id =
          api.submit(
              "<p dir='rtl'>\u05e9\u05dc\u05d5\u05dd</p>"
                  + "<p dir='rtl'>\u0645\u0631\u062d\u0628\u0627</p>",
              receiver.uri("/hook"),
              "rtl");
      Waiting.until(
          "the job is called back",
          Duration.ofSeconds(60),
          () -> !receiver.received().isEmpty(),
          node::output);

      JsonNode job = api.job(id);
      assertThat(job.path("status").asText()).isEqualTo("completed");
      byte[] pdf = api.fetch(job.at("/destination/url").asText());
      try (PDDocument document = Loader.loadPDF(pdf)) {
        assertThat(new PDFTextStripper().getText(document)).contains("\u05e9\u05dc\u05d5\u05dd");
      }
      String invoice = Api.id(api.post("/v1/jobs", invoice()));
      Waiting.until(
          "the invoice is verified",
          Duration.ofSeconds(60),
          () -> api.job(invoice).has("completed_at"),
          node::output);
      JsonNode verified = api.job(invoice);
      assertThat(verified.path("status").asText()).as(verified.toString()).isEqualTo("completed");
      assertThat(verified.at("/verification/passed").asBoolean()).isTrue();
      assertThat(verified.at("/verification/checks")).hasSize(3);
    }
  }

  private static String invoice() throws IOException {
    String xml = Files.readString(Path.of("src/test/resources/einvoice/en16931.xml"));
    ObjectNode job = new ObjectMapper().createObjectNode();
    job.put("parts", "<html lang=de><title>Rechnung</title><h1>Rechnung</h1></html>");
    ObjectNode options = job.putObject("options").put("verify", true);
    options.putObject("einvoice").put("format", "factur-x").put("xml", xml);
    return job.toString();
  }

  private static List<String> entries(String path) throws IOException {
    try (JarFile jar = new JarFile(path)) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    try (var stream = jar.getInputStream(jar.getEntry(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
