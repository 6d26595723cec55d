package dev.hookpress.standalone.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.standalone.Inbox;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * TailPDF: sends HTML with Tailwind classes and receives the PDF as an upload to the client's URL.
 */
record TailpdfClient(Inbox inbox, String secret) implements DialectClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String UPLOAD = Demonstration.PATHS + "tailpdf.pdf";
  private static final String CONTENT =
      """
      <div class="p-8"><h1 class="text-3xl font-bold">Invoice #1234</h1>
      <div class="mt-4 flex justify-between rounded bg-slate-100 p-4">
        <span>One dispatcher</span><span class="font-semibold">49.00</span></div></div>
      """;

  @Override
  public String dialect() {
    return "tailpdf";
  }

  @Override
  public String submit(ApiClient api, URI callback) throws IOException, InterruptedException {
    ObjectNode request = api.object().put("content", CONTENT).put("async", true);
    request.putArray("fonts").add("Inter:wght@400;600");
    request.put("upload_url", inbox.uri(UPLOAD).toString());
    request.put("webhook_url", callback.toString());
    return api.post("/pdf", "X-API-Key", request).path("job_id").asText();
  }

  @Override
  public boolean signed(Inbox.Callback callback) {
    String given = callback.headers().getOrDefault("x-tailpdf-signature", "");
    return given.startsWith("sha256=")
        && matches(given.substring("sha256=".length()), secret, callback.body());
  }

  @Override
  public byte[] pdf(ApiClient api, JsonNode callback) throws InterruptedException {
    return inbox.next(UPLOAD, PATIENCE).map(Inbox.Callback::body).orElseGet(() -> new byte[0]);
  }

  private static boolean matches(String hex, String secret, byte[] body) {
    String expected = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmacHex(body);
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), hex.getBytes(StandardCharsets.UTF_8));
  }
}
