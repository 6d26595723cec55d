package dev.hookpress.standalone.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.standalone.Inbox;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Adobe PDF Services: uploads an asset and converts it with an operation. */
record AdobeClient(String html, Predicate<Inbox.Callback> standardWebhooks)
    implements DialectClient {
  private static final String HTML = "text/html";

  @Override
  public String dialect() {
    return "adobe";
  }

  @Override
  public String submit(ApiClient api, URI callback) throws IOException, InterruptedException {
    JsonNode asset = api.post("/assets", "Authorization", api.object().put("mediaType", HTML));
    api.put(asset.path("uploadUri").asText(), HTML, html.getBytes(StandardCharsets.UTF_8));
    ObjectNode request = api.object().put("assetID", asset.path("assetID").asText());
    request
        .putArray("notifiers")
        .addObject()
        .put("type", "CALLBACK")
        .putObject("data")
        .put("url", callback.toString());
    String status = api.postForLocation("/operation/htmltopdf", "Authorization", request);
    String[] steps = URI.create(status).getPath().split("/");
    return steps[steps.length - 2];
  }

  @Override
  public boolean signed(Inbox.Callback callback) {
    return standardWebhooks.test(callback);
  }

  @Override
  public byte[] pdf(ApiClient api, JsonNode callback) throws IOException, InterruptedException {
    return api.fetch(callback.path("statusResponse").path("asset").path("downloadUri").asText());
  }
}
