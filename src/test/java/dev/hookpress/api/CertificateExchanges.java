package dev.hookpress.api;

import dev.hookpress.api.account.SigningCertificateStore;
import dev.hookpress.support.SigningAuthority;
import java.util.Base64;

/** Provokes every answer to requests for signing certificates. */
final class CertificateExchanges {
  private CertificateExchanges() {}

  static void provoke(DescriptionTest test) {
    ApiServer api = test.api;
    String store =
        Base64.getEncoder()
            .encodeToString(
                new SigningAuthority(api.clock.instant()).pkcs12("CN=Ada Example", "EC"));
    String stored =
        "{\"pkcs12\": \"%s\", \"password\": \"%s\"}".formatted(store, SigningAuthority.PASSWORD);
    String one = "/v1/client/certificates/contracts";
    api.send(DescriptionTest.json(api.to(one)), "PUT", stored);
    api.send(DescriptionTest.json(api.to(one)), "PUT", "{");
    api.send(DescriptionTest.json(api.to(one)), "PUT", "{}");
    api.send(api.to(one), "PUT", stored);
    api.send(DescriptionTest.json(api.to(one)), "PUT", "x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    api.send(DescriptionTest.json(api.anonymous(one)), "PUT", stored);
    test.away(DescriptionTest.json(api.to(one)), "PUT", stored);
    for (int i = 1; i < SigningCertificateStore.MAX_CERTIFICATES; i++) {
      api.send(DescriptionTest.json(api.to(one + i)), "PUT", stored);
    }
    api.send(DescriptionTest.json(api.to(one + "x")), "PUT", stored);
    test.everyWay("/v1/client/certificates", "GET");
    test.everyWay(one, "DELETE");
    test.everyWay(one, "DELETE");
  }
}
