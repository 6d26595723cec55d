package dev.hookpress.api;

import dev.hookpress.job.EndpointKey;
import java.time.Duration;

/** Provokes every answer of the routes that register endpoints and tell of those that fail. */
final class EndpointExchanges {
  private EndpointExchanges() {}

  /**
   * @param known an endpoint that is not registered
   */
  static void provoke(DescriptionTest test, EndpointKey known) {
    ApiServer api = test.api;
    String path = "/v1/endpoints";
    String body = "{\"url\": \"https://hook.test\", \"rate_per_second\": 5}";
    test.badBodies(path, "POST", body);
    String one = path + "/" + test.post(path, body).json().get("id").textValue();
    test.post(path, body);
    test.tooFast(path, body);
    test.everyWay(path + "/" + known, "GET");
    api.get(path + "/none");
    String change = "{\"enabled\": false, \"events\": [\"job.failed\"]}";
    test.badBodies(one, "PATCH", change);
    api.send(DescriptionTest.json(api.to(one)), "PATCH", change);
    api.send(DescriptionTest.json(api.to(path + "/none")), "PATCH", change);
    api.send(api.to(one + "/resume"), "POST", "");
    test.tooFast(one, "PATCH", change);
    test.everyWay(one, "DELETE");
    api.delete(one);
    test.tooFast(one, "DELETE", "");
    // The client has used most of its rate up.
    api.clock.advance(Duration.ofSeconds(2));
    alertEmail(test);
  }

  private static void alertEmail(DescriptionTest test) {
    ApiServer api = test.api;
    String path = "/v1/client/alert-email";
    String body = "{\"address\": \"ops@example.com\"}";
    api.get(path);
    api.send(DescriptionTest.json(api.to(path)), "PUT", body);
    test.badBodies(path, "PUT", body);
    api.send(DescriptionTest.json(api.to(path)), "PUT", body);
    test.everyWay(path, "GET");
    test.everyWay(path, "DELETE");
  }
}
