package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Requests like those of the five services, with bytes changed, dropped and doubled: every answer
 * has that service's own shape, as described, and never status 500.
 */
class MangledRequestsTest {
  /** A path, and a request to it that is answered at once. */
  private record Route(String path, String golden) {}

  private static final List<Route> ROUTES =
      List.of(
          new Route("/v1/jobs", "native/request-everything.json"),
          new Route("/v1/jobs", "native/request-documents.json"),
          new Route("/operation/htmltopdf", "adobe/request-notifier.json"),
          new Route("/operation/htmltopdf", "adobe/request-url-everything.json"),
          new Route("/operation/splitpdf", "adobe/request-notifier.json"),
          new Route("/pdf", "tailpdf/request-async.json"),
          new Route(
              "/api/v1/templates/01JD0000000000000000000000/generate-async",
              "pdfgorilla/request-generate-async.json"),
          new Route("/v1/convert/url-to-pdf", "enconvert/request-both.json"),
          new Route("/v1/convert/url-to-pdf", "enconvert/request-callback.json"));

  /** Longer than any rate limit's wait. */
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private static ApiServer api;

  @BeforeContainer
  static void start() {
    api = new ApiServer();
  }

  @AfterContainer
  static void stop() throws Exception {
    api.close();
  }

  @Property(tries = 600)
  void anyMangledRequestIsAnsweredAsDescribed(
      @ForAll("routes") Route route, @ForAll("mangling") Mangling mangling) throws IOException {
    byte[] body = mangling.of(golden(route.golden()));
    HttpRequest request =
        api.to(route.path())
            .header("Content-Type", "application/json")
            .method("POST", BodyPublishers.ofByteArray(body))
            .build();
    api.clock.advance(BETWEEN);

    Got got = api.send(request, body);

    assertThat(got.status()).isLessThan(500);
    if (got.status() >= 400) {
      assertThat(got.json().isObject()).isTrue();
    }
    api.jobs
        .accepted()
        .forEach(job -> api.jobs.cancel(job.client(), job.id(), List.of(), api.clock.instant()));
  }

  @Provide
  Arbitrary<Route> routes() {
    return Arbitraries.of(ROUTES);
  }

  @Provide
  Arbitrary<Mangling> mangling() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 4_000);
    return Combinators.combine(
            places, places, Arbitraries.bytes(), Arbitraries.integers().between(0, 3))
        .as(Mangling::new);
  }

  /** One change at one place. */
  private record Mangling(int at, int length, byte with, int how) {
    byte[] of(byte[] golden) {
      int from = at % golden.length;
      int to = Math.min(golden.length, from + 1 + length % 8);
      return switch (how) {
        case 0 -> {
          byte[] changed = golden.clone();
          changed[from] = with;
          yield changed;
        }
        case 1 ->
            joined(Arrays.copyOf(golden, from), Arrays.copyOfRange(golden, to, golden.length));
        case 2 ->
            joined(Arrays.copyOf(golden, to), Arrays.copyOfRange(golden, from, golden.length));
        default -> Arrays.copyOf(golden, from);
      };
    }

    private static byte[] joined(byte[] first, byte[] second) {
      byte[] joined = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, joined, first.length, second.length);
      return joined;
    }
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream file = MangledRequestsTest.class.getResourceAsStream("/dialect/" + name)) {
      return file.readAllBytes();
    }
  }
}
