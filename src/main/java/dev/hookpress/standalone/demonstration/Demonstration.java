package dev.hookpress.standalone.demonstration;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.StandardWebhooks;
import dev.hookpress.standalone.Inbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Runs one job in each wire format as a client of that service would: posts it to the API, waits
 * for the callback at the inbox, verifies its signature, and gets the PDF from it.
 */
public final class Demonstration {
  /** The path prefix of its callbacks, which it reports itself. */
  public static final String PATHS = "/demonstration/";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ROW = "  %-11s %-33s %-28s %-10s %-10s %6s%n";
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

  private final ApiClient api;
  private final Inbox inbox;
  private final Path directory;
  private final List<DialectClient> clients;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Creates the demonstration.
   *
   * @param api the API of this process
   * @param secret the key that signs callbacks to the client
   * @param directory where the PDFs are written
   */
  public Demonstration(
      URI api, String apiKey, SigningKey secret, Inbox inbox, Path directory, InstantSource clock) {
    this.api = new ApiClient(api, apiKey);
    this.inbox = inbox;
    this.directory = directory;
    Predicate<Inbox.Callback> signed =
        callback ->
            StandardWebhooks.verify(
                callback.headers(), callback.body(), List.of(secret), clock.instant());
    this.clients =
        List.of(
            new NativeClient(HTML, signed),
            new AdobeClient(HTML, signed),
            new TailpdfClient(inbox, secret.reveal()),
            new PdfgorillaClient("a-secret-for-the-demonstration-only"),
            new EnconvertClient(inbox, signed),
            new VortexClient(HTML, signed));
  }

  /** Runs the jobs and prints a table. Returns whether all of them succeeded. */
  public boolean run(PrintWriter out) throws IOException, InterruptedException {
    Path pdfs = Files.createDirectories(directory.resolve("demonstration"));
    List<Line> lines = new ArrayList<>();
    for (DialectClient client : clients) {
      lines.add(run(client, pdfs));
    }
    // At the end, so that log lines do not interleave.
    out.println("One job in each dialect; the PDFs are in " + pdfs + ":");
    out.printf(ROW, "dialect", "job", "PDF", "callback", "signature", "ms");
    lines.forEach(line -> out.print(line.text()));
    out.flush();
    return lines.stream().allMatch(Line::worked);
  }

  private record Line(boolean worked, String text) {}

  private Line run(DialectClient client, Path pdfs) throws InterruptedException {
    String dialect = client.dialect();
    long start = System.nanoTime();
    try {
      String job = client.submit(api, inbox.uri(PATHS + dialect));
      Optional<Inbox.Callback> callback = inbox.next(PATHS + dialect, PATIENCE);
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (callback.isEmpty()) {
        return new Line(false, ROW.formatted(dialect, job, "-", "none", "-", "-"));
      }
      boolean signed = client.signed(callback.get());
      byte[] pdf = client.pdf(api, json.readTree(callback.get().body()));
      Files.write(pdfs.resolve(dialect + ".pdf"), pdf);
      String file = "%s.pdf, %,d bytes".formatted(dialect, pdf.length);
      String signature = signed ? "verified" : "WRONG";
      return new Line(
          signed && pdf.length > 0,
          ROW.formatted(dialect, job, file, "received", signature, millis));
    } catch (IOException refused) {
      return new Line(false, "  %-11s %s%n".formatted(dialect, refused.getMessage()));
    }
  }
}
