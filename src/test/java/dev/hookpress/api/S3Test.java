package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** S3 credentials are stored, and the secret is never shown. */
class S3Test {
  private static final String PATH = "/v1/client/s3";
  private static final String LOGIN =
      """
      {"endpoint": "https://minio.test:9000", "region": "eu-central-1", "path_style": true,
       "access_key_id": "AKIA1", "secret_access_key": "very/secret+key"}
      """;

  @RegisterExtension final ApiServer api = new ApiServer();

  @Test
  void credentialsAreStoredShownWithoutTheSecretAndDeleted() {
    assertThat(api.get(PATH).status()).isEqualTo(404);
    Got put = put(LOGIN);
    Got got = api.get(PATH);

    assertThat(put.status()).isEqualTo(200);
    assertThat(got.text())
        .isEqualTo(
            "{\"endpoint\":\"https://minio.test:9000\",\"region\":\"eu-central-1\","
                + "\"access_key_id\":\"AKIA1\",\"path_style\":true}");
    assertThat(put.text()).isEqualTo(got.text());
    assertThat(api.delete(PATH).status()).isEqualTo(204);
    assertThat(api.delete(PATH).status()).isEqualTo(204);
    assertThat(api.get(PATH).status()).isEqualTo(404);
  }

  @Test
  void faultsAreNamedAndTheSecretIsNotEchoed() {
    Got got =
        put(
            """
            {"endpoint": "http://10.0.0.1", "acces_key_id": "A", "secret_access_key": "very secret"}
            """);

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.faults())
        .containsExactlyInAnyOrder(
            "/endpoint", "/region", "/access_key_id", "/acces_key_id", "/secret_access_key");
    assertThat(got.text()).doesNotContain("very secret");
    assertThat(put("[]").status()).isEqualTo(422);
    assertThat(put("[").status()).isEqualTo(400);
  }

  private Got put(String json) {
    return api.send(api.to(PATH).header("Content-Type", "application/json"), "PUT", json);
  }
}
