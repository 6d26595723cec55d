package dev.hookpress.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first start of the standalone. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class DemonstrationE2E {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void oneJobInEachDialectIsRenderedCalledBackAndVerified() throws Exception {
    try (Program program =
        Program.standalone("demonstration", Map.of("HOOKPRESS_DEMO", "true")).start()) {
      Waiting.until(
          "the demonstration is over",
          PATIENCE,
          () -> program.output().contains("Stop it with Ctrl-C."),
          program::output);

      for (String dialect :
          List.of("native", "adobe", "tailpdf", "pdfgorilla", "enconvert", "vortex")) {
        assertThat(program.printed(dialect)).contains("received", "verified");
        assertThat(
                Files.readAllBytes(
                    program.data().resolve("demonstration").resolve(dialect + ".pdf")))
            .startsWith("%PDF-".getBytes(StandardCharsets.ISO_8859_1));
      }
      thePrintedLinkIsSignedInOnce(program.printed("console"));
    }
  }

  /** As the console exchanges what stands behind the {@code #} of its address. */
  private static void thePrintedLinkIsSignedInOnce(String line) throws Exception {
    String link = line.strip().split(" ")[0];
    String origin = link.substring(0, link.indexOf("/console/"));
    String body = "{\"link\": \"" + link.substring(link.indexOf("link=") + 5) + "\"}";
    HttpRequest exchange =
        HttpRequest.newBuilder(URI.create(origin + "/v1/console/session"))
            .header("Content-Type", "application/json")
            .header("Hookpress-Console", "1")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpClient http = HttpClient.newHttpClient();

    HttpResponse<String> signedIn = http.send(exchange, BodyHandlers.ofString());
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    HttpRequest jobs =
        HttpRequest.newBuilder(URI.create(origin + "/v1/jobs")).header("Cookie", cookie).build();

    assertThat(http.send(jobs, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThat(http.send(exchange, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
  }
}
