package dev.hookpress.api.templates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.QueryReader;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RequestWarnings;
import dev.hookpress.api.templates.Templates.Storing;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.TemplateFormat;
import dev.hookpress.dialect.TemplateReport;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.Client;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.job.document.TemplateVersion;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Manages a client's stored templates in one wire format. */
public final class TemplateEndpoints {
  /** The ports that store and read templates, and what reads them from requests. */
  public record Ports(
      Templates templates, TemplateBook templateBook, Once<Stores> once, TemplateReader reader) {}

  /** What storing a template uses. */
  public record Stores(Templates templates, TemplateBook templateBook) {}

  private static final String RETRY_AFTER_SECONDS = "2";

  /** The path parameter for a template's id. */
  public static final String ID = "template";

  /** The path parameter for a version's number. */
  public static final String NUMBER = "number";

  private final Dialect dialect;
  private final TemplateFormat format;
  private final String path;
  private final Ports ports;
  private final Idempotency<Stores> idempotency;
  private final InstantSource clock;

  /**
   * @param path of the list of templates; a template's path appends its id
   */
  public TemplateEndpoints(
      Dialect dialect, TemplateFormat format, String path, Ports ports, InstantSource clock) {
    this.dialect = dialect;
    this.format = format;
    this.path = path;
    this.ports = ports;
    this.clock = clock;
    this.idempotency =
        new Idempotency<>(
            dialect, new Stores(ports.templates(), ports.templateBook()), ports.once(), clock);
  }

  /** {@code POST}: creates a template and its first version. */
  public Future<Answer> create(RoutingContext request, Client client) {
    return templateRequest(
        request,
        client,
        true,
        text ->
            idempotency.answer(
                request,
                client,
                stores ->
                    DependencyUnavailable.guard(
                            stores
                                .templates()
                                .create(client.id(), text.name().orElseThrow(), text.html(), now()))
                        .compose(storing -> stored(stores, client, storing, 201))));
  }

  /**
   * {@code PUT}, {@code PATCH}, {@code POST …/versions}: adds a version and may change the name.
   */
  public Future<Answer> change(RoutingContext request, Client client) {
    Optional<TemplateId> id = format.id(request.pathParam(ID));
    if (format.named(request.pathParam(ID)) && request.request().method() == HttpMethod.PUT) {
      return put(request, client);
    }
    return id.isEmpty()
        ? Future.succeededFuture(unknown())
        : templateRequest(
            request,
            client,
            false,
            text ->
                idempotency.answer(
                    request,
                    client,
                    stores ->
                        DependencyUnavailable.guard(
                                stores
                                    .templates()
                                    .addVersion(
                                        client.id(), id.get(), text.name(), text.html(), now()))
                            .compose(storing -> stored(stores, client, storing, 200))));
  }

  /** {@code PUT} under a name of the client's own: stores the template or adds a version. */
  private Future<Answer> put(RoutingContext request, Client client) {
    String alias = request.pathParam(ID);
    return templateRequest(
        request,
        client,
        false,
        text ->
            idempotency.answer(
                request,
                client,
                stores ->
                    DependencyUnavailable.guard(
                            stores
                                .templates()
                                .put(client.id(), alias, text.name(), text.html(), now()))
                        .compose(
                            storing ->
                                stored(stores, client, storing, created(storing) ? 201 : 200))));
  }

  private static boolean created(Storing storing) {
    return storing instanceof Storing.Stored stored && stored.version().number() == 1;
  }

  /** {@code GET} of the list: newest first, without texts. */
  public Future<Answer> list(RoutingContext request, Client client) {
    QueryReader query = new QueryReader(request.queryParams());
    int limit = query.limit();
    Optional<TemplateId> before = query.cursor(format::id);
    Optional<Problem> problem = query.problem();
    if (problem.isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, problem.get()));
    }
    // The extra row tells whether there is a next page.
    return DependencyUnavailable.guard(
            ports.templateBook().templates(client.id(), before, limit + 1))
        .map(found -> Answer.json(200, page(found, limit)));
  }

  /** {@code GET} of one template, with the text of its newest version. */
  public Future<Answer> read(RoutingContext request, Client client) {
    return found(request, client)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(unknown())
                    : html(client, found.get().id(), found.get().version())
                        .map(
                            html ->
                                shown(200, report(found.get(), html.map(TemplateSource::html)))));
  }

  /** {@code GET …/versions/{number}}: a version's text. */
  public Future<Answer> version(RoutingContext request, Client client) {
    int number = number(request.pathParam(NUMBER));
    return found(request, client)
        .compose(
            found ->
                found.isEmpty() || number < 1
                    ? Future.succeededFuture(Optional.<ObjectNode>empty())
                    : html(client, found.get().id(), number)
                        .map(html -> html.map(text -> version(found.get(), number, text))))
        .map(body -> body.map(json -> Answer.json(200, json)).orElseGet(this::unknown));
  }

  /** {@code DELETE}. */
  public Future<Answer> remove(RoutingContext request, Client client) {
    Optional<TemplateId> id = format.id(request.pathParam(ID));
    return id.isEmpty()
        ? Future.succeededFuture(unknown())
        : DependencyUnavailable.guard(ports.templates().delete(client.id(), id.get(), now()))
            .map(done -> done ? new Answer.NoContent() : unknown());
  }

  private Future<Answer> templateRequest(
      RoutingContext request,
      Client client,
      boolean named,
      Function<TemplateRequest.Text, Future<Answer>> then) {
    return DependencyUnavailable.guard(
            ports.reader().read(client.id(), RequestGuards.body(request), named, format))
        .compose(
            templateRequest ->
                templateRequest instanceof TemplateRequest.Refused refused
                    ? Future.succeededFuture(refused(refused.problem()))
                    : then.apply((TemplateRequest.Text) templateRequest)
                        .map(answer -> warned(answer, (TemplateRequest.Text) templateRequest)));
  }

  private static Answer warned(Answer answer, TemplateRequest.Text text) {
    Answer.Body told = (Answer.Body) answer;
    for (Map.Entry<String, String> each : RequestWarnings.headers(text.warnings()).entrySet()) {
      told = told.with(each.getKey(), each.getValue());
    }
    return told;
  }

  private Answer refused(Problem problem) {
    return problem.type() == Type.RATE_LIMITED || problem.type() == Type.UNAVAILABLE
        ? Answer.problem(dialect, problem, Map.of("Retry-After", RETRY_AFTER_SECONDS))
        : Answer.problem(dialect, problem);
  }

  private Future<Answer> stored(Stores stores, Client client, Storing storing, int status) {
    if (storing instanceof Storing.Full full) {
      return Future.succeededFuture(full(full.max(), status == 201 ? "templates" : "versions"));
    }
    if (!(storing instanceof Storing.Stored stored)) {
      return Future.succeededFuture(unknown());
    }
    return DependencyUnavailable.guard(
            stores.templateBook().template(client.id(), stored.version().template()))
        .map(
            found ->
                found
                    .map(view -> shown(status, report(view, Optional.empty())))
                    .orElseGet(this::unknown));
  }

  private Future<Optional<TemplateView>> found(RoutingContext request, Client client) {
    return format
        .id(request.pathParam(ID))
        .map(id -> DependencyUnavailable.guard(ports.templateBook().template(client.id(), id)))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private Future<Optional<TemplateSource>> html(Client client, TemplateId id, int number) {
    return DependencyUnavailable.guard(
        ports.templateBook().html(client.id(), new TemplateVersion(id, number)));
  }

  private Answer shown(int status, TemplateReport template) {
    Map<String, String> headers =
        status == 201
            ? Map.of("Location", path + "/" + format.template(template).get("id").textValue())
            : Map.of();
    return Answer.json(status, headers, Json.write(format.template(template)));
  }

  private ObjectNode page(List<TemplateView> found, int limit) {
    List<TemplateReport> shown =
        found.stream().limit(limit).map(view -> report(view, Optional.empty())).toList();
    return format.page(
        shown, found.size() > limit ? Optional.of(shown.get(limit - 1).id()) : Optional.empty());
  }

  private ObjectNode version(TemplateView view, int number, TemplateSource text) {
    return Json.object()
        .put("id", format.shown(view.id()))
        .put("version", number)
        .put(TemplateRequest.ENGINE, text.language().label())
        .put(TemplateRequest.HTML, text.html());
  }

  private static TemplateReport report(TemplateView view, Optional<String> html) {
    return new TemplateReport(
        view.id(),
        view.alias(),
        view.language(),
        view.name(),
        view.version(),
        view.sha256(),
        view.createdAt(),
        view.updatedAt(),
        view.settingsJson(),
        html);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notOne) {
      return 0;
    }
  }

  private Answer full(int max, String what) {
    return Answer.problem(
        dialect, Problem.of(Type.TEMPLATES_FULL, "There may be " + max + " " + what + "."));
  }

  private Answer unknown() {
    return Answer.problem(dialect, Problem.of(Type.NOT_FOUND, "This client has no such template."));
  }

  /** The time in whole milliseconds, as responses show it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
