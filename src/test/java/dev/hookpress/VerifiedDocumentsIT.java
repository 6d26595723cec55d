package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.pdf.conformance.Mustang;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.SigningAuthority;
import dev.hookpress.support.VerifyModule;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents whose finished PDFs are verified: from the request to the report in the callback. */
class VerifiedDocumentsIT {
  private static final String HTML =
      "<html lang=de><title>Rechnung R-2026-0042</title><h1>Rechnung</h1><p>200,00 €</p></html>";
  private static final MutableClock CLOCK = MutableClock.now();

  @RegisterExtension static final Installation HOOKPRESS = new Installation(CLOCK);
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();
  @TempDir static Path folder;
  private static SystemNode node;
  private static LocalReceiver time;

  @BeforeAll
  static void start() throws IOException {
    SigningAuthority authority = new SigningAuthority(CLOCK.instant());
    Path operators = folder.resolve("operator.p12");
    Files.write(operators, authority.pkcs12("CN=Operator Seal", "RSA"));
    Map<String, String> settings = new HashMap<>(VerifyModule.settings(folder.resolve("verify")));
    settings.put("HOOKPRESS_RENDER_ISOLATION", "process");
    settings.put("HOOKPRESS_SIGN_CERTIFICATE", operators.toString());
    settings.put("HOOKPRESS_SIGN_PASSWORD", SigningAuthority.PASSWORD);
    time =
        LocalReceiver.start(
            request ->
                new LocalReceiver.Answer.Reply(
                    200,
                    Map.of(),
                    Buffer.buffer(
                        authority.timestamp(request.body().getBytes(), CLOCK.instant()))));
    settings.put("HOOKPRESS_SIGN_TIMESTAMP_URL", time.uri("/tsa").toString());
    node = HOOKPRESS.start(settings);
  }

  @AfterAll
  static void stop() {
    time.close();
  }

  private static String data(String name) throws IOException {
    try (InputStream in =
        VerifiedDocumentsIT.class.getResourceAsStream("/einvoice/" + name + ".xml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonObject invoice(String profile, String xml) {
    return new JsonObject()
        .put("format", profile.equals("xrechnung") ? "xrechnung-cii" : "factur-x")
        .put("profile", profile)
        .put("xml", xml);
  }

  private JsonObject ended(JsonObject options) {
    JsonObject request =
        new JsonObject()
            .put("parts", new JsonArray().add(new JsonObject().put("html", HTML)))
            .put("options", options)
            .put("callback", new JsonObject().put("url", receiver.uri("/hook").toString()));
    return node.ended(node.submit(request.encode()));
  }

  private static List<String> subjects(JsonObject verification) {
    return verification.getJsonArray("checks").stream()
        .map(JsonObject.class::cast)
        .map(it -> (it.getString("subject") + " " + it.getString("profile")).strip())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "en16931, en16931 rules",
    "basic, en16931 rules",
    "minimum, factur-x minimum rules",
    "xrechnung, en16931 rules"
  })
  void aSignedInvoiceIsVerifiedAndTheCallbackTellsIt(String profile, String rules)
      throws Exception {
    JsonObject job =
        ended(
            new JsonObject()
                .put("conformance", "pdfa-3a+pdfua-1")
                .put("sign", new JsonObject().put("level", "b-t"))
                .put("einvoice", invoice(profile, data(profile)))
                .put("verify", true));

    assertThat(job.getString("status")).as(job.encode()).isEqualTo("completed");
    JsonObject report = job.getJsonObject("verification");
    assertThat(report.getBoolean("passed")).isTrue();
    assertThat(subjects(report))
        .startsWith(
            "pdfa pdfa-3a",
            "pdfua pdfua-1",
            "signature pades-b-t",
            "einvoice " + profile + " schema",
            "einvoice " + rules);
    assertThat(report.getJsonArray("checks").getJsonObject(0).getString("engine"))
        .startsWith("veraPDF 1.");
    assertThat(report.getJsonArray("checks").getJsonObject(4).getString("engine"))
        .startsWith("Saxon-HE 12.");
    eventually(() -> !receiver.received().isEmpty());
    JsonObject callback = new JsonObject(receiver.received().get(0).text());
    assertThat(callback.getJsonObject("verification")).isEqualTo(report);
    Path file = Files.write(folder.resolve(profile + ".pdf"), pdf(job));
    assertThat(Mustang.report(file)).contains("<summary status=\"valid\"/>");
  }

  private static byte[] pdf(JsonObject job) throws Exception {
    URI url = URI.create(job.getJsonObject("destination").getString("url"));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
        .body();
  }

  /** The total does not fit the amounts, which no schema knows. */
  private static String miscalculated() throws IOException {
    return data("en16931")
        .replaceFirst(
            "<ram:GrandTotalAmount>[0-9.]+</ram:GrandTotalAmount>",
            "<ram:GrandTotalAmount>999.00</ram:GrandTotalAmount>");
  }

  @Test
  void anInvoiceThatBreaksTheRulesFailsItsDocument() throws IOException {
    JsonObject job =
        ended(
            new JsonObject()
                .put("einvoice", invoice("en16931", miscalculated()))
                .put("verify", true));

    assertThat(job.getString("status")).isEqualTo("failed");
    assertThat(job.getJsonObject("error").getString("code")).isEqualTo("VERIFICATION_FAILED");
    assertThat(job.getJsonObject("error").getString("message"))
        .contains("einvoice en16931 rules: ")
        .contains("BR-CO-");
    assertThat(job.getJsonObject("verification").getBoolean("passed")).isFalse();
    eventually(() -> !receiver.received().isEmpty());
    JsonObject callback = new JsonObject(receiver.received().get(0).text());
    assertThat(callback.getJsonObject("verification")).isEqualTo(job.getJsonObject("verification"));
  }

  @Test
  void orIsStoredWithTheReport() throws IOException {
    JsonObject job =
        ended(
            new JsonObject()
                .put("einvoice", invoice("en16931", miscalculated()))
                .put("verify", "report"));

    assertThat(job.getString("status")).isEqualTo("completed");
    JsonObject report = job.getJsonObject("verification");
    assertThat(report.getBoolean("passed")).isFalse();
    JsonObject rules = report.getJsonArray("checks").getJsonObject(2);
    assertThat(rules.getBoolean("passed")).isFalse();
    assertThat(rules.getInteger("failed_rules")).isPositive();
    assertThat(rules.getJsonArray("failures").getString(0)).contains("BR-CO-");
  }

  @Test
  void hostileDataIsRefusedByName() {
    for (String xml :
        List.of(
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY b 'b'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>",
            "<a>".repeat(10_000))) {
      JsonObject job = ended(new JsonObject().put("einvoice", invoice("en16931", xml)));
      assertThat(job.getJsonObject("error").getString("code")).isEqualTo("EINVOICE_INVALID");
    }
    JsonObject long8 = new JsonObject().put("einvoice", invoice("basic", "x".repeat(9 << 20)));
    JsonObject long50 = new JsonObject().put("einvoice", invoice("basic", "x".repeat(50 << 20)));
    assertThat(status(long8)).isEqualTo(422);
    assertThat(status(long50)).isEqualTo(413);
  }

  private static int status(JsonObject options) {
    String body = new JsonObject().put("parts", HTML).put("options", options).encode();
    return node.send("POST", "/v1/jobs", body).statusCode();
  }

  @Test
  void withoutAnythingToVerifyTheRequestIsRefused() {
    String body =
        new JsonObject()
            .put("parts", HTML)
            .put("options", new JsonObject().put("verify", true))
            .encode();
    assertThat(node.send("POST", "/v1/jobs", body).statusCode()).isEqualTo(422);
    assertThat(node.send("POST", "/v1/jobs", body).body()).contains("/options/verify");
  }
}
