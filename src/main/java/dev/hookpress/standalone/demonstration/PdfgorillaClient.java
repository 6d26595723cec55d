package dev.hookpress.standalone.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.standalone.Inbox;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/** PDF Gorilla: fills a stored template with data. */
record PdfgorillaClient(String secret) implements DialectClient {
  private static final String TEMPLATES = "/api/v1/templates";
  private static final String HTML =
      "<h1>Order {{orderId}}</h1><ul>{% for line in lines %}<li>{{line}}</li>{% endfor %}</ul>";

  @Override
  public String dialect() {
    return "pdfgorilla";
  }

  @Override
  public String submit(ApiClient api, URI callback) throws IOException, InterruptedException {
    ObjectNode template = api.object().put("name", "demonstration").put("html", HTML);
    String id = api.post(TEMPLATES, "x-api-key", template).path("id").asText();
    ObjectNode request = api.object();
    request.putObject("data").put("orderId", "ORD-999").putArray("lines").add("a").add("b");
    request.put("webhookUrl", callback.toString()).put("webhookSecret", secret);
    return api.post(TEMPLATES + "/" + id + "/generate-async", "x-api-key", request)
        .path("jobId")
        .asText();
  }

  @Override
  public boolean signed(Inbox.Callback callback) {
    String given = callback.headers().getOrDefault("x-pdfg-signature", "");
    return matches(given, secret, callback.body());
  }

  @Override
  public byte[] pdf(ApiClient api, JsonNode callback) throws IOException, InterruptedException {
    return api.fetch(callback.path("downloadUrl").asText());
  }

  private static boolean matches(String hex, String secret, byte[] body) {
    String expected = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmacHex(body);
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), hex.getBytes(StandardCharsets.UTF_8));
  }
}
