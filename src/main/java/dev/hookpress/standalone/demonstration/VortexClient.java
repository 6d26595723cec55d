package dev.hookpress.standalone.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.standalone.Inbox;
import java.io.IOException;
import java.net.URI;
import java.util.function.Predicate;

/** Vortex PDF: sends parts with flat options and receives a link. */
record VortexClient(String html, Predicate<Inbox.Callback> standardWebhooks)
    implements DialectClient {
  @Override
  public String dialect() {
    return "vortex";
  }

  @Override
  public String submit(ApiClient api, URI callback) throws IOException, InterruptedException {
    ObjectNode request = api.object().put("orientation", "landscape");
    request.putArray("parts").addObject().put("type", "html").put("content", html);
    request.putObject("callback").put("url", callback.toString());
    return api.post("/api/v1/renderers/pdf/async", "Authorization", request)
        .path("job_id")
        .asText();
  }

  @Override
  public boolean signed(Inbox.Callback callback) {
    return standardWebhooks.test(callback);
  }

  @Override
  public byte[] pdf(ApiClient api, JsonNode callback) throws IOException, InterruptedException {
    return api.fetch(callback.path("result").path("mediaLink").asText());
  }
}
