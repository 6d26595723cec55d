package dev.hookpress.api;

import dev.hookpress.api.http.Sessions;
import java.net.http.HttpRequest;
import java.time.Duration;

/** Provokes every answer to requests for sessions of the console. */
final class ConsoleExchanges {
  private static final String SESSION = "/v1/console/session";
  private static final String LINKS = "/v1/client/console-links";
  private static final String KEY = "{\"api_key\": \"" + ApiServer.KEY + "\"}";

  private ConsoleExchanges() {}

  static void provoke(DescriptionTest test) {
    ApiServer api = test.api;
    // The requests of one second are limited.
    api.clock.advance(Duration.ofSeconds(1));
    test.everyWay(SESSION, "GET");
    api.send(api.anonymous(SESSION), "DELETE", "");
    begin(api, KEY);
    begin(api, "{\"api_key\": \"guessed\"}");
    begin(api, "{\"link\": \"forged\"}");
    begin(api, "{");
    begin(api, "{}");
    begin(api, "x".repeat(20_000));
    api.send(DescriptionTest.json(api.anonymous(SESSION)), "POST", KEY);
    api.send(api.anonymous(SESSION).header(Sessions.HEADER, "1"), "POST", KEY);
    test.away(to(api), "POST", KEY);
    test.post(LINKS, "{\"name\": \"Support\", \"scopes\": [\"read\"]}");
    test.badBodies(LINKS, "POST", "{}");
    for (String name : new String[] {"a", "b"}) {
      api.send(
          DescriptionTest.json(api.to(LINKS)).header("Idempotency-Key", "link"),
          "POST",
          "{\"name\": \"" + name + "\"}");
    }
    test.tooFast(LINKS, "{}");
  }

  private static HttpRequest.Builder to(ApiServer api) {
    return DescriptionTest.json(api.anonymous(SESSION).header(Sessions.HEADER, "1"));
  }

  private static void begin(ApiServer api, String body) {
    api.send(to(api), "POST", body);
  }
}
