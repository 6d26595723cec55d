package dev.hookpress.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.SigningKey;
import dev.hookpress.dialect.StandardWebhooks;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * One job, as a client would do it: post it to the API, wait for the callback at the inbox, verify
 * its signature, fetch the PDF by the link in it.
 */
public final class Demonstration {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String HTML =
      """
      <html><head><style>
        body { font-family: Inter, sans-serif; color: #1f2937 }
        h1 { font-size: 26pt; margin: 0 0 4mm 0 }
        table { width: 100%; border-collapse: collapse; margin-top: 8mm }
        td, th { border-bottom: 0.3mm solid #d1d5db; padding: 2mm; text-align: left }
        .right { text-align: right }
      </style></head><body>
        <h1>It works</h1>
        <p>This PDF was asked for over HTTP, queued in Postgres, rendered by PDFBox,
        and announced by a signed callback.</p>
        <table>
          <tr><th>Greeting</th><th class="right">Language</th></tr>
          <tr><td>Good day</td><td class="right">English</td></tr>
          <tr><td>Καλημέρα</td><td class="right">Greek</td></tr>
          <tr><td>Добрый день</td><td class="right">Russian</td></tr>
          <tr><td>שלום</td><td class="right">Hebrew</td></tr>
          <tr><td>مرحبا</td><td class="right">Arabic</td></tr>
        </table>
      </body></html>
      """;

  private final URI api;
  private final String apiKey;
  private final SigningKey secret;
  private final Inbox inbox;
  private final Path directory;
  private final InstantSource clock;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * Makes the demonstration.
   *
   * @param api where this very program serves
   * @param secret what callbacks to the client are signed with
   * @param directory where the fetched PDF is put
   */
  public Demonstration(
      URI api, String apiKey, SigningKey secret, Inbox inbox, Path directory, InstantSource clock) {
    this.api = api;
    this.apiKey = apiKey;
    this.secret = secret;
    this.inbox = inbox;
    this.directory = directory;
    this.clock = clock;
  }

  /** Runs the job and prints what happened. Returns whether all of it was as it should be. */
  public boolean run(PrintWriter out) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<String> accepted = submit();
    long acceptedMillis = millisSince(start);
    if (accepted.statusCode() != 202) {
      out.println("The demonstration's job was refused: " + accepted.body());
      return false;
    }
    String job = json.readTree(accepted.body()).path("id").asText();
    Optional<Inbox.Callback> callback = inbox.next(PATIENCE);
    long calledBackMillis = millisSince(start);
    if (callback.isEmpty()) {
      out.println("The demonstration's job " + job + " was not called back within 30 s.");
      return false;
    }
    byte[] body = callback.get().body();
    boolean verified =
        StandardWebhooks.verify(callback.get().headers(), body, List.of(secret), clock.instant());
    JsonNode told = json.readTree(body);
    String link = told.path("destination").path("url").asText();
    byte[] pdf = link.isEmpty() ? new byte[0] : fetch(local(link));
    Path file = directory.resolve("demonstration.pdf");
    Files.write(file, pdf);
    out.println("The demonstration, one job in the native dialect:");
    out.printf("  job         %s, %s%n", job, told.path("status").asText());
    out.printf("  PDF         %s, %,d bytes%n", file, pdf.length);
    out.printf(
        "  callback    received at %s, signature %s%n",
        inbox.uri(callback.get().path()), verified ? "verified" : "WRONG");
    out.printf(
        "  times       accepted after %d ms, called back after %d ms%n",
        acceptedMillis, calledBackMillis);
    return verified && pdf.length > 0;
  }

  private HttpResponse<String> submit() throws IOException, InterruptedException {
    ObjectNode request = json.createObjectNode();
    request.putArray("parts").addObject().put("html", HTML);
    request.putObject("options").put("filename", "demonstration.pdf");
    request.putObject("callback").put("url", inbox.uri("/demonstration").toString());
    return http.send(
        HttpRequest.newBuilder(api.resolve("/v1/jobs"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + apiKey)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(request)))
            .build(),
        BodyHandlers.ofString());
  }

  /** Links begin with the public URL, which may be a proxy's that does not run yet. */
  private URI local(String link) {
    URI given = URI.create(link);
    return api.resolve(given.getRawPath() + "?" + given.getRawQuery());
  }

  private byte[] fetch(URI link) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(link).timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    return answer.statusCode() == 200 ? answer.body() : new byte[0];
  }

  private static long millisSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }
}
