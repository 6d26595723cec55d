package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.TemplateVersion;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stored templates over HTTP, in both formats, and the jobs that name them. */
class TemplatesTest {
  private static final String NATIVE = "/v1/templates";
  private static final String VENDOR = "/api/v1/templates";

  @RegisterExtension final ApiServer api = new ApiServer();

  private Got send(String method, String path, String body) {
    return api.send(json(api.to(path)), method, body);
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }

  private static String text(String name, String html) {
    return Json.object().put("name", name).put("html", html).toString();
  }

  private String created(String path, String html) {
    Got got = send("POST", path, text("Order", html));
    assertThat(got.status()).as(got.text()).isEqualTo(201);
    return got.json().get("id").textValue();
  }

  private List<Part> parts() {
    return api.jobs.accepted().get(0).documents().get(0).parts();
  }

  private List<Integer> versions() {
    return parts().stream()
        .map(part -> ((Part.Template) part).template())
        .map(TemplateVersion::number)
        .toList();
  }

  @Test
  void bothFormatsShowTheSameTemplate() {
    String id = created(VENDOR, "<p>{{orderId}}</p>");

    JsonNode vendors = api.get(VENDOR + "/" + id).json();
    assertThat(vendors.get("html").textValue()).isEqualTo("<p>{{orderId}}</p>");
    assertThat(vendors.get("createdAt").textValue()).isEqualTo("2023-04-01T12:34:56.789Z");
    JsonNode own = api.get(NATIVE + "/tpl_" + id).json();
    assertThat(own.get("html")).isEqualTo(vendors.get("html"));
    assertThat(own.get("id").textValue()).isEqualTo("tpl_" + id);
    assertThat(own.get("version").intValue()).isEqualTo(1);
  }

  @Test
  void aNewVersionAndAnOldOneCanBeRead() {
    String id = created(VENDOR, "one");
    JsonNode changed = send("PUT", VENDOR + "/" + id, "{\"html\":\"two\"}").json();
    assertThat(changed.get("version").intValue()).isEqualTo(2);
    assertThat(changed.get("name").textValue()).isEqualTo("Order");
    send("PATCH", VENDOR + "/" + id, text("Invoice", "three"));
    Got third = api.get(NATIVE + "/tpl_" + id);
    assertThat(third.json().get("html").textValue()).isEqualTo("three");
    assertThat(third.json().get("name").textValue()).isEqualTo("Invoice");
    assertThat(api.get(NATIVE + "/tpl_" + id + "/versions/2").json().get("html").textValue())
        .isEqualTo("two");
    for (String none : List.of("0", "4", "-1", "x", "99999999999")) {
      assertThat(api.get(NATIVE + "/tpl_" + id + "/versions/" + none).status()).isEqualTo(404);
    }
  }

  @Test
  void aListHasThemNewestFirstInPages() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(0, "tpl_" + created(VENDOR, "x"));
    }
    JsonNode first = api.get(NATIVE + "?limit=2").json();
    assertThat(first.at("/data/0/id").textValue()).isEqualTo(made.get(0));
    assertThat(first.at("/data/1/id").textValue()).isEqualTo(made.get(1));
    assertThat(first.at("/data/0").has("html")).isFalse();
    String cursor = first.get("next_cursor").textValue();
    JsonNode second = api.get(NATIVE + "?limit=2&cursor=" + cursor).json();
    assertThat(second.at("/data/0/id").textValue()).isEqualTo(made.get(2));
    assertThat(second.get("next_cursor").isNull()).isTrue();
    assertThat(api.get(VENDOR).json().get("data")).hasSize(3);
  }

  @Test
  void anInvalidTemplateIsRejectedWithLineAndColumn() {
    for (String wrong : List.of("a\n  {% if x %}", "{% include x %}", "{% log 'a' %}", "a {{")) {
      Got got = send("POST", VENDOR, text("Order", wrong));
      assertThat(got.status()).isEqualTo(400);
      assertThat(got.json().at("/details/0/field").textValue()).isEqualTo("/html");
      assertThat(got.json().at("/details/0/message").textValue())
          .matches("Line \\d+, column \\d+: .+");
    }
    assertThat(send("POST", NATIVE, "{\"name\":\"a\\u0000\",\"html\":\"b\\u0000\"}").faults())
        .containsExactly("/name", "/html");
    assertThat(send("POST", NATIVE, text("n".repeat(201), "x")).faults()).containsExactly("/name");
    assertThat(send("POST", NATIVE, "[]").status()).isEqualTo(422);
    assertThat(send("POST", NATIVE, "{\"html\":\"x\"}").faults()).containsExactly("/name");
    String known = NATIVE + "/tpl_" + created(VENDOR, "x") + "/versions";
    assertThat(send("POST", known, "{\"html\":\"{{\"}").faults()).containsExactly("/html");
  }

  @Test
  void aTemplateOfAnotherClientDoesNotExist() {
    String id = created(VENDOR, "one");
    for (String method : List.of("GET", "DELETE")) {
      HttpRequest.Builder other =
          api.anonymous(VENDOR + "/" + id).header("X-API-Key", ApiServer.OTHER_KEY);
      assertThat(api.send(other, method, "").status()).isEqualTo(404);
    }
    HttpRequest.Builder job =
        api.anonymous(VENDOR + "/" + id + "/generate-async")
            .header("x-api-key", ApiServer.OTHER_KEY);
    assertThat(api.send(json(job), "POST", "{}").status()).isEqualTo(404);
  }

  @Test
  void aJobGetsTheVersionThatIsNewestWhenItIsAccepted() {
    String id = created(VENDOR, "one");
    assertThat(send("POST", VENDOR + "/" + id + "/generate-async", "{}").status()).isEqualTo(202);
    assertThat(versions()).containsExactly(1);
    send("PUT", VENDOR + "/" + id, "{\"html\":\"two\"}");
    String part = "{\"template\":\"tpl_" + id + "\"%s}";
    String job =
        "{\"parts\":[" + part.formatted("") + "," + part.formatted(",\"version\":1") + "]}";
    assertThat(api.submit(job).status()).isEqualTo(202);
    assertThat(versions()).containsExactly(2, 1);
  }

  @Test
  void anUnknownTemplateIsRejectedByItsPointer() {
    String id = created(VENDOR, "one");
    String part = "{\"template\":\"tpl_" + id + "\"%s}";
    Got version =
        api.submit("{\"parts\":[{\"html\":\"x\"}," + part.formatted(",\"version\":2") + "]}");
    assertThat(version.status()).isEqualTo(422);
    assertThat(version.faults()).containsExactly("/parts/1/template");

    assertThat(api.delete(VENDOR + "/" + id).status()).isEqualTo(204);

    assertThat(api.submit("{\"parts\":[" + part.formatted("") + "]}").faults())
        .containsExactly("/parts/0/template");
    Got vendors = send("POST", VENDOR + "/" + id + "/generate-async", "{}");
    assertThat(vendors.status()).isEqualTo(404);
    assertThat(vendors.json().at("/code").textValue()).isEqualTo("NOT_FOUND");
    assertThat(vendors.json().at("/error").textValue()).contains(id);
    assertThat(api.jobs.accepted()).isEmpty();
  }

  @Test
  void aKeyIsForOneTemplate() {
    String one = VENDOR + "/" + created(VENDOR, "one") + "/generate-async";
    String other = VENDOR + "/" + created(VENDOR, "other") + "/generate-async";
    Got first = api.send(json(api.to(one)).header("Idempotency-Key", "k"), "POST", "{}");
    Got again = api.send(json(api.to(one)).header("Idempotency-Key", "k"), "POST", "{}");
    Got third = api.send(json(api.to(other)).header("Idempotency-Key", "k"), "POST", "{}");
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(third.status()).isEqualTo(409);
    assertThat(third.json().at("/code").textValue()).isEqualTo("IDEMPOTENCY_CONFLICT");
  }

  @Test
  void errorsHaveTheVendorsShape() {
    HttpRequest.Builder stranger = api.anonymous(VENDOR + "/x/generate-async");
    Got got = api.send(json(stranger), "POST", "{}");
    assertThat(got.status()).isEqualTo(401);
    assertThat(got.json().at("/code").textValue()).isEqualTo("UNAUTHENTICATED");
  }
}
