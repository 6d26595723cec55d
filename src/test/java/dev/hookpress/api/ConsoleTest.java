package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.api.http.Sessions;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.KeyScope;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console's files, sessions and links, as a program sees them. */
class ConsoleTest {
  private static final String SESSION = "/v1/console/session";
  private static final String LINKS = "/v1/client/console-links";
  private static final Pattern SCRIPT = Pattern.compile("src=\"([^\"]+)\"");

  @RegisterExtension final ApiServer api = new ApiServer();

  private Got begin(String body) {
    return api.send(
        api.anonymous(SESSION)
            .header("Content-Type", "application/json")
            .header(Sessions.HEADER, "1"),
        "POST",
        body);
  }

  private String cookie(String body) {
    Got got = begin(body);
    assertThat(got.status()).as(got.text()).isEqualTo(200);
    return got.header("Set-Cookie").split(";")[0];
  }

  private String keyCookie() {
    return cookie("{\"api_key\": \"" + ApiServer.KEY + "\"}");
  }

  private String link(String body) {
    Got made = api.send(api.to(LINKS).header("Content-Type", "application/json"), "POST", body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String url = made.json().get("url").textValue();
    assertThat(url).startsWith("https://pdf.test/console/#link=");
    return "{\"link\": \"" + url.substring(url.indexOf('=') + 1) + "\"}";
  }

  private HttpRequest.Builder with(String cookie, String path) {
    return api.anonymous(path).header("Cookie", cookie).header("Content-Type", "application/json");
  }

  private Got read(String cookie, String path) {
    return api.send(with(cookie, path), "GET", "");
  }

  @Test
  void theCookieOfASessionIsForTheApiAloneAndNotForScripts() {
    assertThat(begin("{\"api_key\": \"" + ApiServer.KEY + "\"}").header("Set-Cookie"))
        .matches(
            "hookpress_session=[A-Za-z0-9._-]+; Path=/v1; Max-Age=43200; HttpOnly;"
                + " SameSite=Strict; Secure")
        .doesNotContain(ApiServer.KEY);
    assertThat(api.send(api.anonymous(SESSION), "DELETE", "").header("Set-Cookie"))
        .startsWith("hookpress_session=; Path=/v1; Max-Age=0;");
  }

  @Test
  void aCookieStandsForItsKeyUntilItsEnd() {
    String cookie = keyCookie();
    assertThat(read(cookie, "/v1/client").json().get("name").textValue()).isEqualTo("first");
    assertThat(read(cookie, SESSION).json().get("expires_at").textValue())
        .isEqualTo("2023-04-02T00:34:56.789Z");

    api.clock.advance(Duration.ofHours(12));

    assertThat(read(cookie, "/v1/client").status()).isEqualTo(401);
  }

  @Test
  void aCookieThatWasChangedIsNone() {
    String cookie = keyCookie();
    String name = cookie.substring(0, cookie.indexOf('=') + 1);
    String other = ApiServer.OTHER.id().toString();
    assertThat(read(cookie.substring(0, cookie.length() - 2), SESSION).status()).isEqualTo(401);
    assertThat(read(name + other + cookie.substring(name.length() + 26), SESSION).status())
        .isEqualTo(401);
    assertThat(read(name + "x", SESSION).status()).isEqualTo(401);
    assertThat(read(name + other + ".!", SESSION).status()).isEqualTo(401);
  }

  /** A link and a cookie are sealed for different purposes. */
  @Test
  void aLinkIsNoCookie() {
    String link = link("{}");
    String text = link.substring(link.indexOf(": \"") + 3, link.length() - 2);
    assertThat(read("hookpress_session=" + text, SESSION).status()).isEqualTo(401);
  }

  @Test
  void whatChangesSomethingNeedsTheConsolesHeaderToo() {
    String cookie = keyCookie();
    Got without = api.send(with(cookie, "/v1/jobs"), "POST", ApiServer.SIMPLE_JOB);
    assertThat(without.status()).isEqualTo(403);
    assertThat(without.json().get("type").textValue()).endsWith("/cross-site");
    assertThat(
            api.send(
                    with(cookie, "/v1/jobs")
                        .header(Sessions.HEADER, "1")
                        .header("Sec-Fetch-Site", "same-site"),
                    "POST",
                    ApiServer.SIMPLE_JOB)
                .status())
        .isEqualTo(403);
    assertThat(
            api.send(
                    with(cookie, "/v1/jobs").header(Sessions.HEADER, "1"),
                    "POST",
                    ApiServer.SIMPLE_JOB)
                .status())
        .isEqualTo(202);
  }

  @Test
  void noOtherOriginMayReadWithTheCookie() {
    Got got = api.send(with(keyCookie(), "/v1/client").header("Origin", ApiServer.PAGE), "GET", "");
    assertThat(got.response().headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void aLinkOpensASessionOnceWithItsScopesAndEnd() {
    String link =
        link(
            "{\"name\": \"Support\", \"scopes\": [\"read\"],"
                + " \"expires_at\": \"2023-04-01T13:00:00Z\"}");

    String cookie = cookie(link);

    assertThat(read(cookie, SESSION).json().toString())
        .contains(
            "\"name\":\"Support\"",
            "\"scopes\":[\"read\"]",
            "\"expires_at\":\"2023-04-01T13:00:00.000Z\"");
    assertThat(read(cookie, "/v1/jobs").status()).isEqualTo(200);
    assertThat(
            api.send(
                    with(cookie, "/v1/jobs").header(Sessions.HEADER, "1"),
                    "POST",
                    ApiServer.SIMPLE_JOB)
                .json()
                .get("type")
                .textValue())
        .endsWith("/key-scope");
    assertThat(begin(link).status()).as("the second time").isEqualTo(403);
    api.clock.advance(Duration.ofMinutes(26));
    assertThat(read(cookie, "/v1/jobs").status()).as("after its end").isEqualTo(401);
  }

  @Test
  void aLinkEndsAfterTenMinutes() {
    String link = link("{}");
    api.clock.advance(Duration.ofMinutes(10));
    assertThat(begin(link).status()).isEqualTo(403);
  }

  /** It might have been used on another node. */
  @Test
  void aLinkIsRefusedWhileItsUseCannotBeRecorded() {
    String link = link("{}");
    api.outage.begin();
    assertThat(begin(link).status()).isEqualTo(503);
    api.outage.end();
    assertThat(begin(link).status()).isEqualTo(200);
  }

  @Test
  void aSessionGivesAwayNoMoreThanItHas() {
    Client manager =
        new Client(
            new ClientId(new UUID(3, 3)), "third", 9, 9, Set.of(KeyScope.READ, KeyScope.MANAGE));
    api.clients.add("hp_manager", manager);
    String cookie = cookie("{\"api_key\": \"hp_manager\"}");
    Got more =
        api.send(
            with(cookie, LINKS).header(Sessions.HEADER, "1"), "POST", "{\"scopes\": [\"write\"]}");
    assertThat(more.status()).isEqualTo(422);
    Got later =
        api.send(
            with(cookie, LINKS).header(Sessions.HEADER, "1"),
            "POST",
            "{\"scopes\": [\"read\"], \"expires_at\": \"2023-05-01T00:00:00Z\"}");
    assertThat(later.json().get("expires_at").textValue()).isEqualTo("2023-04-02T00:34:56.789Z");
  }

  @Test
  void thePageRunsItsOwnScriptsAlone() {
    Got page = api.send(api.anonymous("/console/"), "GET", "");
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'");
    assertThat(page.text()).doesNotContain("style=", "<style", "onload=", "onclick=");
    assertThat(page.text().split("<script")).hasSize(2);
    assertThat(api.send(api.anonymous("/console"), "GET", "").header("Location"))
        .isEqualTo("/console/");
  }

  @Test
  void filesAreKeptByBrowsersAndThePageIsAskedForAgain() {
    Got page = api.send(api.anonymous("/console/"), "GET", "");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    Got again =
        api.send(
            api.anonymous("/console/").header("If-None-Match", page.header("ETag")), "GET", "");
    assertThat(again.status()).isEqualTo(304);
    Matcher script = SCRIPT.matcher(page.text());
    assertThat(script.find()).isTrue();
    Got file = api.send(api.anonymous("/console/" + script.group(1)), "GET", "");
    assertThat(file.header("Content-Type")).isEqualTo("text/javascript");
    assertThat(file.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    String old = script.group(1).replaceAll("^[^/]+", "0123456789ab");
    assertThat(api.send(api.anonymous("/console/" + old), "GET", "").header("Cache-Control"))
        .as("of another build")
        .isEqualTo("no-store");
    assertThat(api.send(api.anonymous("/console/x/index.html"), "GET", "").status()).isEqualTo(404);
  }
}
