package dev.hookpress.render.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.url.PageAccess;
import dev.hookpress.render.Rendering;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages that are fetched with headers and cookies of the client. */
class PageAccessTest {
  private static final String SITE = "https://site.example/";

  private final Vertx vertx = Vertx.vertx();
  private final MapClient outboundClient = new MapClient(vertx);

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void headersAndCookiesOfAPageAreSentToItsOriginOnly() throws Exception {
    outboundClient.put(
        SITE + "a/page", "text/html", "<img src=/x.png><img src=https://other.example/y.png>");
    PageAccess access =
        new PageAccess(
            Map.of("Authorization", "Basic eDp5"),
            List.of(
                new PageAccess.Cookie("page", "1", "site.example", "/a"),
                new PageAccess.Cookie("all", "2", "example", "/"),
                new PageAccess.Cookie("foreign", "3", "other.example", "/")));

    prepared(new Part.Url(URI.create(SITE + "a/page"), access));

    assertThat(outboundClient.headers(SITE + "a/page"))
        .containsEntry("Authorization", "Basic eDp5")
        .containsEntry("Cookie", "page=1; all=2");
    assertThat(outboundClient.headers(SITE + "x.png"))
        .containsEntry("Authorization", "Basic eDp5")
        .containsEntry("Cookie", "all=2");
    assertThat(outboundClient.headers("https://other.example/y.png"))
        .doesNotContainKeys("Authorization", "Cookie");
    assertThat(access.toString()).doesNotContain("eDp5");
  }

  private void prepared(Part part) throws Exception {
    Document document = new Document(List.of(part), Rendering.OPTIONS, new Destination.Hosted());
    SourceFetcher fetcher =
        new SourceFetcher(
            outboundClient,
            (client, version) -> Future.failedFuture("no template"),
            (client, id, maxBytes) -> Future.failedFuture("no asset"),
            Rendering.LIMITS,
            new JobSources(100, 0));
    Future<Object> prepared =
        Future.future(
            promise ->
                vertx.runOnContext(
                    now ->
                        Preparing.inTurn(
                                fetcher.open(
                                    new ClientId(new UUID(1, 1)),
                                    new JobId(new UUID(3, 3)),
                                    document))
                            .<Object>map(done -> done)
                            .onComplete(promise)));
    prepared.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
