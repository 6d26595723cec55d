package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.render.pdf.conformance.VeraPdf;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.PdfSig;
import dev.hookpress.support.SigningAuthority;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that are signed: from a client's certificate to the PDF and its callback. */
class SignedDocumentsIT {
  private static final String HTML =
      "<html lang=en><title>Contract</title><h1>Contract</h1><p>We agree.</p></html>";
  private static final MutableClock CLOCK = MutableClock.now();
  private static final SigningAuthority AUTHORITY = new SigningAuthority(CLOCK.instant());
  private static final String CERTIFICATES = "/v1/client/certificates";

  @RegisterExtension static final Installation HOOKPRESS = new Installation(CLOCK);
  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();
  @TempDir static Path folder;
  private static SystemNode node;

  @BeforeAll
  static void start() throws IOException {
    Path operators = folder.resolve("operator.p12");
    Files.write(operators, AUTHORITY.pkcs12("CN=Operator Seal", "RSA"));
    node =
        HOOKPRESS.start(
            Map.of(
                "HOOKPRESS_RENDER_ISOLATION",
                "process",
                "HOOKPRESS_SIGN_CERTIFICATE",
                operators.toString(),
                "HOOKPRESS_SIGN_PASSWORD",
                SigningAuthority.PASSWORD,
                "HOOKPRESS_SIGN_TIMESTAMP_SECONDS",
                "3"));
  }

  private static HttpResponse<String> put(String name, byte[] store, String password) {
    return node.send(
        "PUT",
        CERTIFICATES + "/" + name,
        new JsonObject()
            .put("pkcs12", Base64.getEncoder().encodeToString(store))
            .put("password", password)
            .encode());
  }

  private static void stored(String name, String subject) {
    HttpResponse<String> answer =
        put(name, AUTHORITY.pkcs12(subject, "EC"), SigningAuthority.PASSWORD);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static JsonObject request(JsonObject options) {
    return new JsonObject()
        .put("parts", new JsonArray().add(new JsonObject().put("html", HTML)))
        .put("options", options);
  }

  private static JsonObject job(JsonObject sign) {
    return job(new JsonObject().put("sign", sign), "completed");
  }

  private static JsonObject job(JsonObject options, String status) {
    JsonObject job = node.ended(node.submit(request(options).encode()));
    assertThat(job.getString("status")).as(job.encode()).isEqualTo(status);
    return job;
  }

  private static Path pdf(JsonObject job) throws IOException {
    try {
      URI url = URI.create(job.getJsonObject("destination").getString("url"));
      byte[] bytes =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
              .body();
      return Files.write(folder.resolve(job.getString("id") + ".pdf"), bytes);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static String refusal(JsonObject options) {
    HttpResponse<String> answer = node.send("POST", "/v1/jobs", request(options).encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    return answer.body();
  }

  @Test
  void aClientsCertificateSignsItsDocumentsAndIsNeverShown() throws Exception {
    stored("contracts", "CN=Ada Example,O=Example");

    JsonObject job =
        job(
            new JsonObject()
                .put(
                    "sign",
                    new JsonObject()
                        .put("certificate", "contracts")
                        .put("reason", "Agreed")
                        .put(
                            "visible",
                            new JsonObject()
                                .put("x", 300)
                                .put("y", 700)
                                .put("width", 200)
                                .put("height", 40)
                                .put("text", "Signed by Ada Example")))
                .put("conformance", "pdfa-3a+pdfua-1"),
            "completed");

    Path file = pdf(job);
    assertThat(PdfSig.report(file))
        .contains("Signature is Valid", "Total document signed", "Ada Example");
    assertThat(VeraPdf.faults(Files.readAllBytes(file), Conformance.PDFA_3A_PDFUA_1)).isEmpty();
    JsonObject shown = node.get(CERTIFICATES).getJsonArray("data").getJsonObject(0);
    assertThat(shown.fieldNames())
        .containsExactly("name", "subject", "fingerprint_sha256", "not_after", "created_at");
    assertThat(shown.getString("subject")).contains("Ada Example");
  }

  @Test
  void withoutANameTheOperatorsCertificateSigns() throws Exception {
    assertThat(PdfSig.report(pdf(job(new JsonObject()))))
        .contains("Signature is Valid", "Operator Seal");
  }

  @Test
  void aTimestampIsFetchedAgainAfterAFailure() throws Exception {
    receiver.answer(
        request ->
            request.number() == 1
                ? Answer.status(503)
                : new Answer.Reply(
                    200,
                    Map.of("content-type", "application/timestamp-reply"),
                    Buffer.buffer(
                        AUTHORITY.timestamp(request.body().getBytes(), CLOCK.instant()))));

    Path file =
        pdf(
            job(
                new JsonObject()
                    .put("level", "b-t")
                    .put("timestamp_url", receiver.uri("/tsa").toString())));

    assertThat(PdfSig.report(file)).contains("Signature is Valid", "Total document signed");
    assertThat(receiver.received()).hasSize(2);
    assertThat(receiver.received().get(1).headers().get("content-type"))
        .isEqualTo("application/timestamp-query");
    assertThat(SignatureParts.timestamps(Files.readAllBytes(file))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|''|it answered with status 500",
        "200|hello|not a valid time-stamp",
        "404|''|it answered with status 404"
      })
  void withoutATimestampTheDocumentFails(int status, String body, String why) {
    receiver.answer(request -> Answer.with(status, Map.of(), body));

    JsonObject job =
        job(
            new JsonObject()
                .put(
                    "sign",
                    new JsonObject()
                        .put("level", "b-t")
                        .put("timestamp_url", receiver.uri("/tsa").toString())),
            "failed");

    assertThat(job.getJsonObject("error").getString("code")).isEqualTo("TIMESTAMP_FAILED");
    assertThat(job.getJsonObject("error").getString("message")).contains(why);
  }

  @Test
  void aTimestampOfSomethingElseIsRefused() {
    receiver.answer(
        request -> {
          byte[] asked = request.body().getBytes();
          // Within the digest: the token is about other bytes.
          asked[asked.length - 20] ^= 1;
          return new Answer.Reply(
              200, Map.of(), Buffer.buffer(AUTHORITY.timestamp(asked, CLOCK.instant())));
        });

    JsonObject job =
        job(
            new JsonObject()
                .put(
                    "sign",
                    new JsonObject()
                        .put("level", "b-t")
                        .put("timestamp_url", receiver.uri("/tsa").toString())),
            "failed");
    assertThat(job.getJsonObject("error").getString("message"))
        .contains("not a valid time-stamp of the signature");
  }

  @Test
  void certificatesThatCannotSignAreRefusedByName() {
    byte[] usable = AUTHORITY.pkcs12("CN=A", "EC");
    assertThat(put("a", usable, "wrong").body()).contains("is the password right?");
    assertThat(put("a", new byte[] {1, 2}, "x").statusCode()).isEqualTo(422);
    byte[] old =
        AUTHORITY.pkcs12(
            "CN=A", "EC", CLOCK.instant().minus(Duration.ofDays(800)), KeyUsage.digitalSignature);
    assertThat(put("a", old, SigningAuthority.PASSWORD).body()).contains("expired at");
    byte[] later =
        AUTHORITY.pkcs12(
            "CN=A", "EC", CLOCK.instant().plus(Duration.ofDays(8)), KeyUsage.digitalSignature);
    assertThat(put("a", later, SigningAuthority.PASSWORD).body()).contains("not valid before");
    byte[] sealing = AUTHORITY.pkcs12("CN=A", "RSA", CLOCK.instant(), KeyUsage.keyEncipherment);
    assertThat(put("a", sealing, SigningAuthority.PASSWORD).body()).contains("key usage");
    assertThat(put("a", AUTHORITY.pkcs12("CN=A", "RSA1024"), SigningAuthority.PASSWORD).body())
        .contains("less than 2048 bits");
    assertThat(put("a", AUTHORITY.pkcs12("CN=A", "Ed25519"), SigningAuthority.PASSWORD).body())
        .contains("needs RSA or EC");
    assertThat(put("a%20b", usable, SigningAuthority.PASSWORD).statusCode()).isEqualTo(400);
  }

  @Test
  void jobsThatCannotBeSignedAreRefused() {
    JsonObject unknown = new JsonObject().put("certificate", "nobodys");
    assertThat(refusal(new JsonObject().put("sign", unknown)))
        .contains("/options/sign", "no certificate \\\"nobodys\\\"");
    assertThat(refusal(new JsonObject().put("sign", new JsonObject().put("level", "b-t"))))
        .contains("no time-stamp server here");
    assertThat(
            refusal(new JsonObject().put("sign", new JsonObject()).put("user_password", "secret")))
        .contains("nothing changes a PDF after it is signed");
    assertThat(refusal(new JsonObject().put("sign", new JsonObject()).put("reproducible", true)))
        .contains("/options/sign");
  }

  @Test
  void anotherClientsCertificateIsUnknown() {
    stored("mine", "CN=Ada");
    node.admit("key-of-another-client");

    HttpResponse<String> answer =
        node.sendAs(
            "key-of-another-client",
            "POST",
            "/v1/jobs",
            request(new JsonObject().put("sign", new JsonObject().put("certificate", "mine")))
                .encode());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(node.sendAs("key-of-another-client", "GET", CERTIFICATES, null).body())
        .isEqualTo("{\"data\":[]}");
    assertThat(
            node.sendAs("key-of-another-client", "DELETE", CERTIFICATES + "/mine", null)
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aDeletedCertificateSignsNothingAnyMore() {
    stored("gone", "CN=Ada");

    assertThat(node.send("DELETE", CERTIFICATES + "/gone", null).statusCode()).isEqualTo(204);
    assertThat(refusal(new JsonObject().put("sign", new JsonObject().put("certificate", "gone"))))
        .contains("no certificate");
    assertThat(node.send("DELETE", CERTIFICATES + "/gone", null).statusCode()).isEqualTo(404);
    assertThat(node.send("DELETE", CERTIFICATES + "/%00", null).statusCode()).isEqualTo(404);
  }

  @Test
  void theCallbackComesAfterTheSignature() throws Exception {
    JsonObject request =
        request(new JsonObject().put("sign", new JsonObject()))
            .put("callback", new JsonObject().put("url", receiver.uri("/hook").toString()));
    String job = node.submit(request.encode());

    eventually(() -> !receiver.received().isEmpty());
    JsonObject callback = new JsonObject(receiver.received().get(0).text());
    assertThat(callback.getString("status")).isEqualTo("completed");
    Path file = pdf(callback.put("id", job));
    assertThat(PdfSig.report(file)).contains("Signature is Valid");
  }
}
