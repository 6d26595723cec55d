package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests are told of by route template and status class, never by what clients choose. */
class ApiObserverTest {
  private final ApiServer server = new ApiServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyRouteIsToldOfBeforeItsFirstRequest() {
    assertThat(server.answers.routes)
        .contains("/v1/jobs", "/v1/jobs/:id", "/v1/notifications/:id", "/openapi.yaml")
        .hasSizeLessThan(200);
  }

  @Test
  void anAnswerIsToldOfByItsTemplateAndClass() throws Exception {
    server.get("/openapi.yaml");
    assertThat(server.answers.next()).isEqualTo("/openapi.yaml 2xx");

    server.get("/v1/jobs/job_01ARZ3NDEKTSV4RRFFQ69G5FAV");
    assertThat(server.answers.next()).isEqualTo("/v1/jobs/:id 4xx");

    server.get("/somewhere/else");
    assertThat(server.answers.next()).isEqualTo("other 4xx");
  }
}
