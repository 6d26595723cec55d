package dev.hookpress.api.adobe;

import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.Clients;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.dialect.adobe.AdobeAssets;
import dev.hookpress.dialect.adobe.AdobeErrors;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /token}: exchanges a client's secret for a token. The secret is an API key and is
 * returned as the token: a second secret with the same rights would add nothing, and the token is
 * revoked with the key.
 */
final class TokenEndpoint {
  private final Clients clients;

  public TokenEndpoint(Clients clients) {
    this.clients = clients;
  }

  public Future<Answer> answer(RoutingContext request) {
    String id = request.request().getFormAttribute("client_id");
    String secret = request.request().getFormAttribute("client_secret");
    if (id == null || id.isEmpty() || secret == null || secret.isEmpty()) {
      return Future.succeededFuture(
          refused(400, "Send client_id and client_secret as a form (x-www-form-urlencoded)."));
    }
    if (!RequestGuards.mayBeKey(secret)) {
      return Future.succeededFuture(unknown());
    }
    return DependencyUnavailable.guard(clients.byApiKey(secret))
        .map(client -> client.isPresent() ? Answer.of(AdobeAssets.token(secret)) : unknown());
  }

  private static Answer unknown() {
    return refused(401, "The client secret is not known; it is an API key.");
  }

  private static Answer refused(int status, String message) {
    return Answer.of(AdobeErrors.reply(status, AdobeErrors.INVALID_CLIENT, message));
  }
}
