package dev.hookpress.standalone.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.standalone.Inbox;
import java.io.IOException;
import java.net.URI;
import java.util.function.Predicate;

/** Hookpress's own format: sends HTML and receives a link. */
record NativeClient(String html, Predicate<Inbox.Callback> standardWebhooks)
    implements DialectClient {
  @Override
  public String dialect() {
    return "native";
  }

  @Override
  public String submit(ApiClient api, URI callback) throws IOException, InterruptedException {
    ObjectNode request = api.object();
    request.putArray("parts").addObject().put("html", html);
    request.putObject("options").put("filename", "demonstration.pdf");
    request.putObject("callback").put("url", callback.toString());
    return api.post("/v1/jobs", "Authorization", request).path("id").asText();
  }

  @Override
  public boolean signed(Inbox.Callback callback) {
    return standardWebhooks.test(callback);
  }

  @Override
  public byte[] pdf(ApiClient api, JsonNode callback) throws IOException, InterruptedException {
    return api.fetch(callback.path("destination").path("url").asText());
  }
}
