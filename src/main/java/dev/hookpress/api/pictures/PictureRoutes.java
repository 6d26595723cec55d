package dev.hookpress.api.pictures;

import dev.hookpress.api.files.HostedFileLookup;
import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.EntityTags;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.api.http.QueryReader;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.api.jobs.JobView;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TemplateData;
import dev.hookpress.job.Client;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.job.document.TemplateSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of pictures: pages of hosted PDFs, and templates that are being written. */
public final class PictureRoutes implements RouteGroup {
  private static final String PAGE = "/v1/jobs/:id/pages/:page";
  private static final String PREVIEW = "/v1/templates/preview";
  private static final String SUFFIX = ".png";
  private static final int MAX_PAGE = 10_000;
  private static final int MAX_DOCUMENTS = 1_000;
  private static final int LEAST_WIDTH = 64;
  private static final int MAX_WIDTH = 1600;
  private static final int STANDARD_WIDTH = 800;
  // As for a template that is stored: a MiB of HTML, and its data.
  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;
  private static final int MAX_HTML_CHARACTERS = 1024 * 1024;
  private static final String RETRY_AFTER_SECONDS = "1";
  // A job's PDF does not change.
  private static final Map<String, String> KEPT =
      Map.of("Cache-Control", "private, max-age=86400, immutable");

  private final Ports ports;
  private final RequestGuards.Ports access;
  private final InstantSource clock;
  private final int maxBodyBytes;
  private final Dialect dialect = Dialects.ofApi();

  /** What finds PDFs and draws them. */
  public record Ports(JobBook jobs, HostedFileLookup files, Pictures pictures) {}

  /**
   * @param maxBodyBytes limit of any request body
   */
  public PictureRoutes(
      Ports ports, RequestGuards.Ports access, InstantSource clock, int maxBodyBytes) {
    this.ports = ports;
    this.access = access;
    this.clock = clock;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void addTo(Router router) {
    RequestGuards guards = new RequestGuards(dialect, access, clock);
    guards.route(router, HttpMethod.GET, PAGE).handler(guards.to(this::page));
    guards.json(
        guards.route(router, HttpMethod.POST, PREVIEW),
        Math.min(maxBodyBytes, MAX_BODY_BYTES),
        this::preview);
  }

  private Future<Answer> page(RoutingContext request, Client client) {
    QueryReader query = new QueryReader(request.queryParams());
    int width = query.number("width", LEAST_WIDTH, MAX_WIDTH).orElse(STANDARD_WIDTH);
    int document = query.number("document", 1, MAX_DOCUMENTS).orElse(1);
    int file = query.number("file", 1, PdfOperation.MAX_FILES).orElse(1);
    Optional<Problem> problem = query.problem();
    if (problem.isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, problem.get()));
    }
    Optional<JobId> job = NativeIds.job(request.pathParam("id"));
    int page = page(request.pathParam("page"));
    if (job.isEmpty() || page < 1) {
      return Future.succeededFuture(none("There is no such page."));
    }
    return DependencyUnavailable.guard(ports.jobs().job(client.id(), job.get()))
        .compose(
            found ->
                found
                    .flatMap(view -> file(client, view, document, file))
                    .map(pdf -> drawn(request, pdf, page, width))
                    .orElseGet(
                        () ->
                            Future.succeededFuture(
                                none("Hookpress has no PDF of this document."))));
  }

  /** A PDF of a document, if it has one that Hookpress hosts. */
  private static Optional<HostedFile> file(Client client, JobView job, int document, int file) {
    if (document > job.documents().size()) {
      return Optional.empty();
    }
    JobView.DocumentView one = job.documents().get(document - 1);
    return one.request().destination() instanceof Destination.Hosted
            && one.request().result() == AssetType.PDF
            && one.result().orElse(null) instanceof DocumentResult.Stored stored
            && file <= stored.files().size()
        ? Optional.of(
            new HostedFile(
                client.id(), job.id(), document - 1 + file - 1, one.request().options().filename()))
        : Optional.empty();
  }

  private Future<Answer> drawn(RoutingContext request, HostedFile file, int page, int width) {
    return DependencyUnavailable.guard(ports.files().find(file))
        .compose(
            path ->
                path.map(
                        at ->
                            ports
                                .pictures()
                                .page(file, at, page, width)
                                .map(picture -> tagged(request, answer(picture, KEPT))))
                    .orElseGet(() -> Future.succeededFuture(none("The PDF has been deleted."))));
  }

  /** A picture with its tag; none if the client has it. */
  private static Answer tagged(RoutingContext request, Answer answer) {
    if (!(answer instanceof Answer.Body body) || body.status() != 200) {
      return answer;
    }
    String tag = "\"" + digest(body.body()) + "\"";
    Map<String, String> headers = new HashMap<>(body.headers());
    headers.put("ETag", tag);
    return EntityTags.match(request.request().getHeader("If-None-Match"), tag)
        ? new Answer.Body(304, headers, body.contentType(), Buffer.buffer())
        : new Answer.Body(200, headers, body.contentType(), body.body());
  }

  private static String digest(Buffer bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Future<Answer> preview(RoutingContext request, Client client) {
    return JsonBody.answer(
        request,
        dialect,
        PictureRoutes::filled,
        asked ->
            ports
                .pictures()
                .template(client.id(), asked.template(), asked.dataJson(), asked.width())
                .map(picture -> answer(picture, Map.of())));
  }

  /** A template that is being written, and what to fill it with. */
  private record Filled(TemplateSource template, String dataJson, int width) {}

  private static Optional<Filled> filled(StrictObject object, Faults faults) {
    Optional<String> html = object.requiredText("html", MAX_HTML_CHARACTERS);
    TemplateLanguage language =
        object
            .word("engine", List.of("handlebars", "liquid"))
            .flatMap(TemplateLanguage::parse)
            .orElse(TemplateLanguage.HANDLEBARS);
    String data = TemplateData.read(object, faults);
    int width = object.integer("width", LEAST_WIDTH, MAX_WIDTH).orElse(STANDARD_WIDTH);
    return html.map(text -> new Filled(new TemplateSource(language, text), data, width));
  }

  private Answer answer(Pictures.Picture picture, Map<String, String> headers) {
    if (picture instanceof Pictures.Picture.Drawn drawn) {
      return new Answer.Body(200, headers, "image/png", drawn.png());
    }
    if (picture instanceof Pictures.Picture.Refused refused) {
      return refused.ofTemplate()
          ? Answer.problem(
              dialect,
              new Problem(
                  Type.INVALID_REQUEST,
                  "The template cannot be filled.",
                  List.of(Problem.Fault.at("/html", refused.message()))))
          : none(refused.message());
    }
    return Answer.problem(
        dialect,
        Problem.of(Type.RATE_LIMITED, "Too many pictures are being drawn; try again."),
        Map.of("Retry-After", RETRY_AFTER_SECONDS));
  }

  private Answer none(String detail) {
    return Answer.problem(dialect, Problem.of(Type.NOT_FOUND, detail));
  }

  /** The number before the suffix; 0 for anything else. */
  private static int page(String text) {
    String digits = text.endsWith(SUFFIX) ? text.substring(0, text.length() - SUFFIX.length()) : "";
    boolean number =
        !digits.isEmpty()
            && digits.length() <= 5
            && digits.chars().allMatch(each -> each >= '0' && each <= '9');
    int page = number ? Integer.parseInt(digits) : 0;
    return page <= MAX_PAGE ? page : 0;
  }
}
