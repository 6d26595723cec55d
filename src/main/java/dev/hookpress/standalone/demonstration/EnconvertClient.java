package dev.hookpress.standalone.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.standalone.Inbox;
import java.io.IOException;
import java.net.URI;
import java.util.function.Predicate;

/** Enconvert: converts web pages and receives one callback for all of them. */
record EnconvertClient(Inbox inbox, Predicate<Inbox.Callback> standardWebhooks)
    implements DialectClient {
  @Override
  public String dialect() {
    return "enconvert";
  }

  @Override
  public String submit(ApiClient api, URI callback) throws IOException, InterruptedException {
    ObjectNode request = api.object();
    request.putArray("url").add(inbox.uri("/").toString()).add(inbox.uri("/page").toString());
    request.put("callback_url", callback.toString());
    return api.post("/v1/convert/url-to-pdf", "Authorization", request).path("job_id").asText();
  }

  @Override
  public boolean signed(Inbox.Callback callback) {
    return standardWebhooks.test(callback);
  }

  @Override
  public byte[] pdf(ApiClient api, JsonNode callback) throws IOException, InterruptedException {
    return api.fetch(callback.path("tasks").path(0).path("presigned_url").asText());
  }
}
