package dev.hookpress.api;

import dev.hookpress.api.account.ApiKeys;

/** Provokes every answer to requests for API keys. */
final class ApiKeyExchanges {
  private static final String PATH = "/v1/client/keys";

  private ApiKeyExchanges() {}

  static void provoke(DescriptionTest test) {
    ApiServer api = test.api;
    String first = PATH + "/" + test.post(PATH, "{}").json().get("id").textValue();
    api.delete(first);
    String second = PATH + "/" + test.post(PATH, "{\"name\": \"CI\"}").json().get("id").textValue();
    test.everyWay(PATH, "GET");
    test.everyWay(second, "DELETE");
    api.delete(second);
    test.badBodies(PATH, "POST", "{}");
    test.tooFast(PATH, "{}");
    for (int i = 0; i < ApiKeys.MAX_VALID; i++) {
      test.post(PATH, "{\"scopes\": [\"read\"], \"expires_at\": \"2033-04-01T12:34:56Z\"}");
    }
  }
}
