package dev.hookpress.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.QueryReader;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.config.OperatorSettings;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The routes of the operator API, under {@code /operator/v1}. */
public final class OperatorRoutes implements RouteGroup {
  /** What all paths begin with. */
  public static final String PREFIX = "/operator/v1";

  private static final String CLIENT = PREFIX + "/clients/:id";
  // The longest body, a retry schedule, takes some hundred bytes.
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final OperatorGuard guard;
  private final OperatorConsole console;
  private final OperatorCommands commands;
  private final InstantSource clock;
  private final Dialect dialect = Dialects.ofApi();

  /**
   * @param settings must have a key
   * @param cookie what browsers show in place of the key
   */
  public OperatorRoutes(
      OperatorSettings settings,
      OperatorCookie cookie,
      OperatorCommands commands,
      InstantSource clock) {
    this.guard =
        new OperatorGuard(settings.key().orElseThrow(), settings.allow(), cookie, clock, dialect);
    this.console = new OperatorConsole(guard, cookie, dialect, clock);
    this.commands = commands;
    this.clock = clock;
  }

  @Override
  public void addFirst(Router router) {
    router.route("/operator/*").handler(guard::fromAllowed);
    router
        .route(PREFIX + "/*")
        .handler(
            request -> {
              // It takes the key in its body.
              if (request.normalizedPath().equals(OperatorConsole.SESSION)) {
                request.next();
              } else {
                guard.handle(request);
              }
            });
  }

  @Override
  public void addTo(Router router) {
    console.addTo(router);
    Adding to = new Adding(router, new AnswerWriter(dialect));
    addClients(to);
    addKeys(to);
    to.get(
        PREFIX + "/audit",
        (request, query) -> {
          Optional<String> subject = query.read("subject", "Must be an id, once.", Optional::of);
          Optional<UUID> before = query.cursor(OperatorRoutes::ulid);
          int limit = query.limit();
          return () -> commands.audit().list(subject, before, limit);
        });
    addInsight(to);
    addActions(to);
    Buffer description = description();
    router
        .get(PREFIX + "/openapi.yaml")
        .handler(
            request ->
                request.response().putHeader("Content-Type", "application/yaml").end(description));
  }

  private void addClients(Adding to) {
    ClientCommands clients = commands.clients();
    to.get(
        PREFIX + "/clients",
        (request, query) -> {
          Optional<ClientId> after = query.cursor(ClientId::parse);
          int limit = query.limit();
          return () -> clients.list(after, limit);
        });
    to.change(
        HttpMethod.POST,
        PREFIX + "/clients",
        (who, request) -> clients.create(who, body(request), now()));
    to.get(CLIENT, (request, query) -> () -> ofClient(request, id -> clients.show(id, now())));
    to.change(
        HttpMethod.PATCH,
        CLIENT + "/limits",
        (who, request) -> ofClient(request, id -> clients.limits(who, id, body(request), now())));
    to.change(
        HttpMethod.POST,
        CLIENT + "/disable",
        (who, request) -> ofClient(request, id -> clients.disable(who, id, now())));
    to.change(
        HttpMethod.POST,
        CLIENT + "/enable",
        (who, request) -> ofClient(request, id -> clients.enable(who, id, now())));
    to.change(
        HttpMethod.POST,
        CLIENT + "/unblock",
        (who, request) -> ofClient(request, id -> clients.unblock(who, id, now())));
    to.change(
        HttpMethod.DELETE,
        CLIENT,
        (who, request) -> ofClient(request, id -> clients.delete(who, id, now())));
  }

  private void addKeys(Adding to) {
    KeyCommands keys = commands.keys();
    to.get(
        CLIENT + "/keys", (request, query) -> () -> ofClient(request, id -> keys.list(id, now())));
    to.change(
        HttpMethod.POST,
        CLIENT + "/keys",
        (who, request) -> ofClient(request, id -> keys.create(who, id, body(request), now())));
    to.change(
        HttpMethod.DELETE,
        CLIENT + "/keys/:key",
        (who, request) ->
            ofClient(
                request,
                id ->
                    NativeIds.apiKey(request.pathParam("key"))
                        .map(key -> keys.revoke(who, id, key, now()))
                        .orElseGet(() -> Future.succeededFuture(Result.noSuchId()))));
  }

  private void addInsight(Adding to) {
    InsightCommands insight = commands.insight();
    to.get(
        PREFIX + "/top",
        (request, query) -> {
          TopQuery.By by =
              query
                  .read("by", "Must be one of " + TopQuery.WORDS + ".", TopQuery.By::of)
                  .orElse(TopQuery.By.FAILING);
          int hours = query.number("hours", 1, TopQuery.MAX_HOURS).orElse(1);
          int limit = query.limit();
          return () -> insight.top(new TopQuery(by, Duration.ofHours(hours), limit), now());
        });
    to.get(
        PREFIX + "/explain/:any",
        (request, query) -> () -> insight.explain(request.pathParam("any"), now()));
    to.get(PREFIX + "/queue", (request, query) -> () -> insight.queue(now()));
    to.get(PREFIX + "/nodes", (request, query) -> () -> commands.nodes().list(now()));
    to.change(
        HttpMethod.POST,
        PREFIX + "/nodes/:node/drain",
        (who, request) -> commands.nodes().drain(who, request.pathParam("node"), now()));
  }

  private void addActions(Adding to) {
    to.change(
        HttpMethod.POST,
        PREFIX + "/notifications/:any/redeliver",
        (who, request) -> commands.deliveries().redeliver(who, request.pathParam("any"), now()));
    to.change(
        HttpMethod.POST,
        CLIENT + "/replays",
        (who, request) ->
            ofClient(request, id -> commands.deliveries().replay(who, id, body(request), now())));
  }

  private static Future<Result> ofClient(
      RoutingContext request, Function<ClientId, Future<Result>> action) {
    return ClientId.parse(request.pathParam("id"))
        .map(action)
        .orElseGet(() -> Future.succeededFuture(Result.noClient()));
  }

  /** The body as JSON; missing for one that is none, which readers report. */
  private static JsonNode body(RoutingContext request) {
    byte[] bytes =
        request.body().buffer() == null ? new byte[0] : request.body().buffer().getBytes();
    return bytes.length > 0 && Json.read(bytes) instanceof Json.Read.Tree tree
        ? tree.root()
        : Json.object().textNode("");
  }

  private static Buffer description() {
    try (InputStream in = OperatorRoutes.class.getResourceAsStream("/operator-openapi.yaml")) {
      return Buffer.buffer(Objects.requireNonNull(in, "operator-openapi.yaml").readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<UUID> ulid(String text) {
    return Ulid.isValid(text) ? Optional.of(Ulid.from(text).toUuid()) : Optional.empty();
  }

  private Instant now() {
    return clock.instant();
  }

  /** What a query asks for, once it is known to be valid. */
  private interface Question {
    Future<Result> ask();
  }

  /** Adds routes to the router of one event loop. */
  private final class Adding {
    private final Router router;
    private final AnswerWriter writer;

    Adding(Router router, AnswerWriter writer) {
      this.router = router;
      this.writer = writer;
    }

    void get(String path, BiFunction<RoutingContext, QueryReader, Question> read) {
      router
          .get(path)
          .handler(
              request -> {
                QueryReader query = new QueryReader(request.queryParams());
                Question question = read.apply(request, query);
                Optional<Problem> problem = query.problem();
                writer.send(
                    request,
                    problem.isPresent()
                        ? Future.succeededFuture(Answer.problem(dialect, problem.get()))
                        : answer(question.ask()));
              });
    }

    void change(
        HttpMethod method, String path, BiFunction<Actor, RoutingContext, Future<Result>> action) {
      router
          .route(method, path)
          .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
          .handler(
              request ->
                  writer.send(
                      request, answer(action.apply(OperatorGuard.actor(request), request))));
    }

    private Future<Answer> answer(Future<Result> result) {
      return DependencyUnavailable.guard(result)
          .map(
              done ->
                  done instanceof Result.Done body
                      ? Answer.json(body.status(), body.body())
                      : Answer.problem(dialect, ((Result.Refused) done).problem()));
    }
  }
}
