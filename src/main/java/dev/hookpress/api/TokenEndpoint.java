package dev.hookpress.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.AdobeErrors;
import dev.hookpress.dialect.Json;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /token}: a client's secret for a token. The secret is an API key, and so is the
 * token: nothing is gained by another secret that opens the same door, and it ends with the key.
 */
final class TokenEndpoint {
  // Adobe's; its clients ask again when it is over, and get the same.
  private static final int EXPIRES_IN_SECONDS = 86_399;

  private final ApiPorts ports;

  TokenEndpoint(ApiPorts ports) {
    this.ports = ports;
  }

  Future<Answer> answer(RoutingContext request) {
    String id = request.request().getFormAttribute("client_id");
    String secret = request.request().getFormAttribute("client_secret");
    if (id == null || id.isEmpty() || secret == null || secret.isEmpty()) {
      return Future.succeededFuture(
          refused(400, "Send client_id and client_secret as a form (x-www-form-urlencoded)."));
    }
    if (!Gate.mayBeKey(secret)) {
      return Future.succeededFuture(unknown());
    }
    return PortAway.guard(ports.clients().byApiKey(secret))
        .map(client -> client.isPresent() ? token(secret) : unknown());
  }

  private static Answer token(String key) {
    ObjectNode token = Json.object();
    token.put("access_token", key);
    token.put("token_type", "bearer");
    token.put("expires_in", EXPIRES_IN_SECONDS);
    return Answer.json(200, token);
  }

  private static Answer unknown() {
    return refused(401, "The client secret is not known; it is an API key.");
  }

  private static Answer refused(int status, String message) {
    return Answer.of(AdobeErrors.reply(status, AdobeErrors.INVALID_CLIENT, message));
  }
}
