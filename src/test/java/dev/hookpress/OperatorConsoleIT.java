package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.hookpress.browser.Browser;
import dev.hookpress.browser.Window;
import dev.hookpress.node.Role;
import dev.hookpress.support.LocalReceiver;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operators' console in a real browser, on the management port of a real node. */
class OperatorConsoleIT {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final Map<String, String> SETTINGS =
      Map.of("HOOKPRESS_OPERATOR_KEY", KEY, "HOOKPRESS_NODE_ID", "second");

  @RegisterExtension static final Installation HOOKPRESS = new Installation();

  private static Browser browser;
  private static SystemNode node;
  private static LocalReceiver fails;
  private static String client;

  @BeforeAll
  static void start() {
    Optional<Browser> found = Browser.start();
    if (found.isEmpty()) {
      System.err.println("Chromium is not here: the operators' console goes untested");
    }
    Assumptions.assumeTrue(found.isPresent(), "Chromium is not here");
    browser = found.get();
    fails =
        LocalReceiver.start(
            request -> LocalReceiver.Answer.with(500, Map.of(), "<script>window.pwned=1</script>"));
    node = HOOKPRESS.start(Map.of("HOOKPRESS_OPERATOR_KEY", KEY));
    client = node.get("/v1/client").getString("id");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      fails.close();
    }
  }

  private static Window signedIn(ColorScheme theme, int width) {
    String at = node.managementUri("").toString();
    Window window = browser.open(at, theme, width).expecting("/operator/v1/queue");
    window.go("/operator/console/").fill("Your name", "Ada").fill("Operator key", KEY);
    window.click("Sign in").find(AriaRole.HEADING, "Queues").waitFor();
    return window;
  }

  @Test
  void everyPageIsUsableInBothThemesAndOnAPhone() {
    String told = node.submitHello(fails.uri("/"));
    node.ended(told);
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("queues", "/");
    pages.put("clients", "/clients");
    pages.put("client", "/clients/" + client);
    pages.put("nodes", "/nodes");
    pages.put("find", "/find?id=" + node.notification(told).orElseThrow().getString("id"));
    pages.put("audit", "/audit");
    List<String> wrong = new ArrayList<>();
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {1280, 360}) {
        String kind = "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width;
        try (Window window = signedIn(theme, width)) {
          pages.forEach(
              (name, hash) -> {
                window.turn(hash).settled().picture("operator-" + name + kind);
                window.barriers().forEach(it -> wrong.add(name + kind + ": " + it));
                if (window.overflow() > 0) {
                  wrong.add(name + kind + " is wider than the window");
                }
              });
          assertThat(window.page.evaluate("() => window.pwned")).isNull();
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aBlockedClientIsFoundLimitedUnblockedAndSeenInTheAudit() {
    node.operator(KEY, "PATCH", "/clients/" + client + "/limits", "{\"breaker_errors\": 2}");
    node.ended(node.submitHello(fails.uri("/a")));
    node.ended(node.submitHello(fails.uri("/b")));
    eventually(() -> node.get("/v1/client").getString("blocked_until") != null);
    try (Window window = signedIn(ColorScheme.LIGHT, 1280)) {
      window.turn("/clients/" + client).click("Lift the block").sees("lifted on all nodes");
      window.fill("Submissions a second", "7").click("Change").sees("The limits are changed");
      window.click("Disable").sees("Its keys are refused");
      window.click("Enable").sees("It is enabled.");
      window.fill("Name", "Rescue").click("Create a key").sees("hp_");
      window.turn("/audit?subject=" + client).sees("client.unblock").sees("Ada");
    }
    assertThat(node.get("/v1/client").getJsonObject("limits").getInteger("requests_per_second"))
        .isEqualTo(7);
  }

  @Test
  void aClientIsCreatedAndANodeDrained() {
    HOOKPRESS.start(Set.of(Role.DISPATCH), SETTINGS);
    try (Window window = signedIn(ColorScheme.LIGHT, 1280)) {
      window.turn("/clients").fill("Name", "<b>Shop").click("Create").sees("whsec_");
      window.turn("/nodes");
      window.page.getByText("Drain").nth(1).waitFor();
      window.page.getByRole(AriaRole.LISTITEM).first().getByText("Drain").click();
      window.sees("takes no more");
    }
  }

  @Test
  void aCookieThatWasMadeUpOrComesFromElsewhereIsRefused() {
    assertThat(with("hookpress_operator=9999999999999.00", "GET", "/queue").statusCode())
        .isEqualTo(401);
    HttpResponse<String> begun =
        node.management(
            "POST", "/operator/v1/session", "{\"key\": \"" + KEY + "\"}", "Hookpress-Console", "1");
    assertThat(begun.statusCode()).isEqualTo(204);
    String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    assertThat(with(cookie, "GET", "/queue").statusCode()).isEqualTo(200);
    HttpResponse<String> forged = with(cookie, "POST", "/clients/" + client + "/unblock");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(new JsonObject(forged.body()).getString("type")).endsWith("cross-site");
    assertThat(
            node.management(
                    "POST",
                    "/operator/v1/session",
                    "{\"key\": \"guessed\"}",
                    "Hookpress-Console",
                    "1")
                .statusCode())
        .isEqualTo(401);
  }

  private static HttpResponse<String> with(String cookie, String method, String path) {
    return node.management(method, "/operator/v1" + path, "", "Cookie", cookie);
  }
}
