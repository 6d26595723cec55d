package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Provokes every status of every route of Adobe's format. */
final class AdobeProvocations {
  private static final String NO_ASSET = "/assets/urn:aaid:AS:UE1:" + new UUID(9, 9);
  private static final String PDF = "{\"mediaType\":\"application/pdf\"}";
  private static final String URL = "{\"inputUrl\":\"https://example.com\"}";
  private static final String SUBMIT = "/operation/htmltopdf";

  private final ApiServer api;

  AdobeProvocations(ApiServer api) {
    this.api = api;
  }

  void all() {
    // Other tests have used up part of the rate limit.
    api.clock.advance(Duration.ofSeconds(10));
    token();
    assets();
    operations();
  }

  private void token() {
    String good = "client_id=any&client_secret=" + ApiServer.KEY;
    Got got = api.send(form(), "POST", good);
    assertThat(got.json().get("access_token").textValue()).isEqualTo(ApiServer.KEY);
    assertThat(got.json().get("token_type").textValue()).isEqualTo("bearer");
    assertThat(got.json().get("expires_in").intValue()).isEqualTo(86_399);
    noToken(401, "invalid_client", "client_id=any&client_secret=no");
    for (String missing :
        List.of("", "client_id=any", "client_secret=x", "client_id=&client_secret=x")) {
      noToken(400, "invalid_client", missing);
    }
    away(form(), "POST", good);
  }

  private void noToken(int status, String code, String body) {
    Got got = api.send(form(), "POST", body);
    assertThat(got.status()).isEqualTo(status);
    assertThat(got.json().at("/error/code").textValue()).isEqualTo(code);
    assertThat(got.json().at("/error/message").textValue()).isNotEmpty();
  }

  private HttpRequest.Builder form() {
    return api.anonymous("/token").header("Content-Type", "application/x-www-form-urlencoded");
  }

  private void assets() {
    Got created = api.send(json(api.to("/assets")), "POST", PDF);
    badBodies("/assets", PDF);
    api.send(json(api.to("/assets")).header("Idempotency-Key", "asset"), "POST", PDF);
    Got conflict =
        api.send(
            json(api.to("/assets")).header("Idempotency-Key", "asset"),
            "POST",
            PDF.replace("application/pdf", "text/html"));
    assertThat(conflict.status()).isEqualTo(409);
    String upload = target(created.json().get("uploadUri").textValue());
    String asset = "/assets/" + created.json().get("assetID").textValue();
    assertThat(put(upload, "x".repeat(ApiServer.MAX_BODY_BYTES + 1)).status()).isEqualTo(400);
    Got forged = put(upload + "0", "%PDF-");
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.text()).startsWith("<Error><Code>AccessDenied</Code>");
    away(pdf(api.anonymous(upload)), "PUT", "%PDF-");
    assertThat(put(upload, "%PDF-").status()).isEqualTo(200);
    assertThat(api.get(NO_ASSET).status()).isEqualTo(404);
    everyWay(asset, "GET");
    String download = target(api.get(asset).json().get("downloadUri").textValue());
    assertThat(api.send(api.anonymous(download), "GET", "").text()).isEqualTo("%PDF-");
    api.send(api.anonymous(download + "0"), "GET", "");
    away(api.anonymous(download), "GET", "");
    Got others = api.send(api.anonymous(asset).header("X-API-Key", ApiServer.OTHER_KEY), "GET", "");
    assertThat(others.status()).isEqualTo(404);
    everyWay(asset + "/metadata", "GET");
    Got described = api.get(asset + "/metadata");
    assertThat(described.json().get("size").intValue()).isEqualTo(5);
    assertThat(described.json().get("type").textValue()).isEqualTo("application/pdf");
    assertThat(api.get(NO_ASSET + "/metadata").status()).isEqualTo(404);
    everyWay(asset, "DELETE");
    assertThat(api.delete(asset).status()).isEqualTo(404);
    assertThat(api.send(api.anonymous(download), "GET", "").status()).isEqualTo(404);
  }

  private void operations() {
    Got accepted = api.send(json(api.to(SUBMIT)).header("x-request-id", "r-1"), "POST", URL);
    assertThat(accepted.header("x-request-id")).isEqualTo("r-1");
    assertThat(accepted.header("location")).startsWith("http://files.test/operation/htmltopdf/");
    assertThat(accepted.text()).isEmpty();
    badBodies(SUBMIT, URL);
    api.send(json(api.to("/operation/ocr")), "POST", "{}");
    api.send(json(api.to(SUBMIT)).header("Idempotency-Key", "a"), "POST", URL);
    Got conflict =
        api.send(
            json(api.to(SUBMIT)).header("Idempotency-Key", "a"), "POST", URL.replace(".com", ".b"));
    assertThat(conflict.status()).isEqualTo(409);
    String status = target(accepted.header("location"));
    everyWay(status, "GET");
    assertThat(api.get(SUBMIT + "/none/status").status()).isEqualTo(400);
    assertThat(api.get(SUBMIT + "/01HM0NTAGHJ97Z6G1KMXS2PQRV/status").status()).isEqualTo(404);
    Got nothing = api.get("/operation/a/b/c");
    assertThat(nothing.text()).startsWith("{\"error\":{\"code\":\"NOT_FOUND\"");
    assertThat(nothing.header("x-request-id")).isNotEmpty();
    Got wrong = api.send(api.to("/token"), "PUT", "");
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.text()).startsWith("{\"error\":{\"code\":\"METHOD_NOT_ALLOWED\"");
  }

  private void badBodies(String path, String good) {
    api.send(json(api.to(path)), "POST", "{");
    api.send(api.to(path), "POST", good);
    api.send(json(api.to(path)), "POST", "x".repeat(ApiServer.MAX_BODY_BYTES + 1));
    api.send(json(api.anonymous(path)), "POST", good);
    away(json(api.to(path)), "POST", good);
    for (int i = 0; i <= ApiServer.OTHER.requestsPerSecond(); i++) {
      HttpRequest.Builder other = api.anonymous(path).header("X-API-Key", ApiServer.OTHER_KEY);
      api.send(json(other), "POST", good);
    }
  }

  private Got put(String path, String body) {
    return api.send(pdf(api.anonymous(path)), "PUT", body);
  }

  private void everyWay(String path, String method) {
    api.send(api.anonymous(path), method, "");
    away(api.to(path), method, "");
    api.send(api.to(path), method, "");
  }

  private void away(HttpRequest.Builder request, String method, String body) {
    api.outage.begin();
    Got got = api.send(request, method, body);
    api.outage.end();
    assertThat(got.status()).isEqualTo(503);
    assertThat(got.header("x-request-id")).isNotEmpty();
  }

  private static String target(String url) {
    URI uri = URI.create(url);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private static HttpRequest.Builder pdf(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/pdf");
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }
}
