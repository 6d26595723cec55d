package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.hookpress.browser.Browser;
import dev.hookpress.browser.Window;
import dev.hookpress.support.LocalReceiver;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console in a real browser, on a real node. */
class ConsoleIT {
  private static final String OPERATOR = "0123456789abcdef0123456789abcdef";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What a hostile receiver answers; as a part of a page, it would run. */
  private static final String HOSTILE =
      "</pre></details><script>window.pwned = 1</script>"
          + "<img src=x onerror=\"window.pwned = 1\"><svg onload=\"window.pwned = 1\">\u202etxet";

  @RegisterExtension static final Installation HOOKPRESS = new Installation();

  private static Browser browser;
  private static SystemNode node;
  private static LocalReceiver works;
  private static LocalReceiver fails;
  private static String delivered;
  private static String undelivered;
  private static String job;
  private static String failedJob;

  @BeforeAll
  static void start() {
    Optional<Browser> found = Browser.start();
    if (found.isEmpty()) {
      System.err.println("Chromium is not here: the console goes untested");
    }
    Assumptions.assumeTrue(found.isPresent(), "Chromium is not here");
    browser = found.get();
    works = LocalReceiver.start();
    fails =
        LocalReceiver.start(
            request ->
                LocalReceiver.Answer.with(
                    500, Map.of("content-type", "text/html", "x-hint", "<b>\"&amp;"), HOSTILE));
    node = HOOKPRESS.start(Map.of("HOOKPRESS_OPERATOR_KEY", OPERATOR));
    String client = node.get("/v1/client").getString("id");
    node.operator(
        OPERATOR,
        "PATCH",
        "/clients/" + client + "/limits",
        "{\"retry_schedule_seconds\": [1, 3600]}");
    seed();
  }

  private static void seed() {
    job = node.submit(invoice(works.uri("/hooks/invoices?token=secret").toString()));
    String unlucky = node.submitHello(fails.uri("/callbacks"));
    failedJob = node.submit("{\"parts\": [{\"pdf\": \"JVBERi0xLjQKbm90IGEgcGRm\"}]}");
    node.submit("{\"parts\": \"<h1>One</h1>\", \"metadata\": {\"order\": \"<i>4711</i>\"}}");
    node.ended(job);
    node.ended(failedJob);
    node.ended(unlucky);
    eventually(() -> attempts(unlucky) == 2);
    delivered = node.notification(job).orElseThrow().getString("id");
    undelivered = node.notification(unlucky).orElseThrow().getString("id");
    node.send(
        "POST",
        "/v1/templates",
        "{\"name\": \"Invoice\", \"html\": \"<h1>Invoice {{number}}</h1>\"}");
    node.send(
        "POST",
        "/v1/replays",
        "{\"from\": \"2023-01-01T00:00:00Z\", \"to\": \"2033-01-01T00:00:00Z\","
            + " \"states\": [\"canceled\"]}");
  }

  private static String invoice(String callback) {
    String rows =
        "<tr><td>Paper, 80 g</td><td>12.00</td></tr><tr><td>Ink, black</td><td>30.50</td></tr>"
            .repeat(8);
    return new JsonObject()
        .put(
            "parts",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put(
                            "html",
                            "<style>body{font-family:sans-serif} h1{color:#4338ca}"
                                + " td{padding:4px 24px 4px 0} p{break-before:page;"
                                + " shape-outside:circle()}</style><h1>Invoice 2024-17</h1><table>"
                                + rows
                                + "</table><img src='http://127.0.0.1:1/logo.png'>"
                                + "<p>Terms</p>")))
        .put("callback", new JsonObject().put("url", callback))
        .encode();
  }

  private static int attempts(String job) {
    return node.notification(job).map(one -> one.getInteger("attempts_made")).orElse(0);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      works.close();
      fails.close();
    }
  }

  private static Window signedIn(ColorScheme theme, int width) {
    // Without a session, and without a target of events, the API says so by its status.
    Window window =
        browser
            .open(node.uri("").toString(), theme, width)
            .expecting("/v1/console/session:")
            .expecting("/v1/client/events:");
    window.go("/console/");
    window.fill("API key", SystemNode.API_KEY).click("Sign in");
    window.find(AriaRole.HEADING, "Overview").waitFor();
    return window;
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("jobs", "/jobs");
    pages.put("job", "/jobs/" + job);
    pages.put("job-failed", "/jobs/" + failedJob);
    pages.put("notifications", "/notifications");
    pages.put("notification", "/notifications/" + undelivered);
    pages.put("notification-delivered", "/notifications/" + delivered);
    pages.put("endpoints", "/endpoints");
    pages.put("replays", "/replays");
    pages.put("templates", "/templates");
    pages.put("playground", "/playground");
    pages.put("settings", "/settings");
    return pages;
  }

  @Test
  void everyPageIsUsableInBothThemesAndOnAPhone() {
    List<String> wrong = new ArrayList<>();
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {1280, 360}) {
        String kind = "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
        try (Window window = signedIn(theme, width)) {
          pages()
              .forEach(
                  (name, hash) -> {
                    window.turn(hash).settled().picture(name + kind);
                    window.barriers().forEach(it -> wrong.add(name + kind + ": " + it));
                    if (window.overflow() > 0) {
                      wrong.add(name + kind + " is wider than the window: " + window.overflow());
                    }
                  });
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void onePersonFindsOutWhyACallbackHasNotArrivedAndSendsItAgain() {
    String lost = node.submitHello(fails.uri("/lost"));
    node.ended(lost);
    eventually(() -> attempts(lost) == 2);
    String id = node.notification(lost).orElseThrow().getString("id");
    try (Window window = signedIn(ColorScheme.LIGHT, 1280)) {
      window.page.locator("a[href='#/notifications/" + id + "']").first().click();
      window.sees("answered with status 500");
      window.sees("waits 1");
      window.sees("window.pwned = 1").sees("\\u202etxet");
      assertThat(window.page.evaluate("() => window.pwned")).isNull();
      int before = attempts(lost);
      fails.answer(request -> LocalReceiver.Answer.status(200));
      window.click("Send it again").sees("It is queued");
      window.sees("Attempt " + (before + 1) + ": delivered");
    }
  }
}
