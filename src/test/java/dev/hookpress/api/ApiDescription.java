package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.yaml.snakeyaml.Yaml;

/** Compares exchanges with {@code openapi.yaml}, and records which were seen. */
final class ApiDescription {
  /** The validator knows few media types, so media types are compared here. */
  private static final Map<String, String> STAND_INS =
      Map.of(
          "application/problem+json", "application/json",
          "application/pdf", "application/octet-stream",
          "application/zip", "application/octet-stream",
          "application/xml", "application/octet-stream",
          "image/png", "application/octet-stream",
          "application/yaml", "application/octet-stream",
          "application/x-www-form-urlencoded", "multipart/form-data");

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String BYTES = "{ type: string, format: binary }";

  /** The validator cannot read these bodies, so it is not told that they are texts. */
  private static final List<String> TEXTS =
      List.of("application/yaml", "application/xml", "text/plain");

  private final JsonObject paths;
  private final JsonObject shared;
  private final OpenAPIContract contract;
  private final RequestValidator requests;
  private final ResponseValidator responses;
  private final Set<String> seen = new TreeSet<>();

  ApiDescription(Vertx vertx) {
    String written = text();
    JsonObject whole = parsed(written);
    this.paths = whole.getJsonObject("paths");
    this.shared = whole.getJsonObject("components").getJsonObject("responses");
    // Clients must be prepared for more values than these; this version sends no others.
    String readable = written.replace("x-extensible-enum:", "enum:");
    // It knows absolute addresses only.
    readable = readable.replace("- url: /\n", "- url: http://localhost\n");
    for (String text : TEXTS) {
      readable =
          readable.replaceAll(text + ":\n( *)schema: .*\n", text + ":\n$1schema: " + BYTES + "\n");
    }
    for (Map.Entry<String, String> standIn : STAND_INS.entrySet()) {
      readable = readable.replace(standIn.getKey() + ":", standIn.getValue() + ":");
    }
    this.contract = await(OpenAPIContract.from(vertx, parsed(readable)));
    this.requests = RequestValidator.create(vertx, contract);
    this.responses = ResponseValidator.create(vertx, contract);
  }

  private ApiDescription(ApiDescription read) {
    this.paths = read.paths;
    this.shared = read.shared;
    this.contract = read.contract;
    this.requests = read.requests;
    this.responses = read.responses;
  }

  /** The same description, with nothing seen yet. */
  ApiDescription fresh() {
    return new ApiDescription(this);
  }

  /** Fails unless the exchange is described; checks the request if it succeeded. */
  void check(HttpRequest request, byte[] body, HttpResponse<byte[]> response) {
    String path = request.uri().getPath();
    boolean page = path.startsWith("/docs") || path.startsWith("/console");
    if (page || request.method().equals("HEAD") || request.method().equals("OPTIONS")) {
      // Pages are for people, and every path has these methods.
      return;
    }
    if (response.statusCode() == 403 && ofEveryRoute(plain(response))) {
      return;
    }
    Operation operation =
        contract.findOperation(request.uri().getRawPath(), HttpMethod.valueOf(request.method()));
    if (operation == null) {
      assertThat(response.statusCode()).as("of what is not described").isIn(404, 405);
      return;
    }
    String id = operation.getOperationId();
    String type = response.headers().firstValue("content-type").orElse("");
    boolean form = request.headers().firstValue("content-type").filter(FORM::equals).isPresent();
    if (response.statusCode() < 300 && !form) {
      await(requests.validate(new Sent(operation, request, body), id));
    }
    if (response.body().length > 0) {
      assertThat(mediaTypes(operation, response.statusCode()))
          .as("media types described for %s %d", id, response.statusCode())
          .contains(type);
    }
    Map<String, String> headers = new HashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    operation.getResponse(response.statusCode());
    await(
        responses.validate(
            ValidatableResponse.create(
                response.statusCode(),
                withDescribedNames(operation, response.statusCode(), headers),
                Buffer.buffer(plain(response)),
                STAND_INS.getOrDefault(type, type)),
            id));
    seen.add(id + " " + response.statusCode());
  }

  /** Whether a refusal is one that the description has in one place, for all routes. */
  private static boolean ofEveryRoute(byte[] problem) {
    String text = new String(problem, StandardCharsets.UTF_8);
    return text.contains("/problems/key-scope\"") || text.contains("/problems/cross-site\"");
  }

  private static byte[] plain(HttpResponse<byte[]> response) {
    if (response.headers().firstValue("content-encoding").isEmpty()) {
      return response.body();
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Every operation with every status that it is described with. */
  Set<String> described() {
    Set<String> described = new TreeSet<>();
    for (Operation operation : contract.operations()) {
      String method = operation.getHttpMethod().name().toLowerCase(java.util.Locale.ROOT);
      paths
          .getJsonObject(operation.getOpenAPIPath())
          .getJsonObject(method)
          .getJsonObject("responses")
          .fieldNames()
          .forEach(status -> described.add(operation.getOperationId() + " " + status));
    }
    return described;
  }

  Set<String> seen() {
    return seen;
  }

  /** The validator looks headers up by the names in the description. */
  private static Map<String, String> withDescribedNames(
      Operation operation, int status, Map<String, String> headers) {
    Map<String, String> named = new HashMap<>();
    assertThat(operation.getResponse(status))
        .as(operation.getOperationId() + " is described with " + status)
        .isNotNull();
    for (Parameter header : operation.getResponse(status).getHeaders()) {
      headers.forEach(
          (name, value) -> {
            if (name.equalsIgnoreCase(header.getName())) {
              // It reads a header as if it were within quotation marks.
              named.put(header.getName(), value.replace('"', '\''));
            }
          });
    }
    return named;
  }

  /** The validator cannot check these media types. */
  private Set<String> mediaTypes(Operation operation, int status) {
    JsonObject response =
        paths
            .getJsonObject(operation.getOpenAPIPath())
            .getJsonObject(operation.getHttpMethod().name().toLowerCase(java.util.Locale.ROOT))
            .getJsonObject("responses")
            .getJsonObject(Integer.toString(status), new JsonObject());
    String reference = response.getString("$ref", "");
    JsonObject meant =
        reference.isEmpty()
            ? response
            : shared.getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    return meant.getJsonObject("content", new JsonObject()).fieldNames();
  }

  private static String text() {
    try (InputStream file = ApiDescription.class.getResourceAsStream("/openapi.yaml")) {
      return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static JsonObject parsed(String yaml) {
    Map<String, Object> map = new Yaml().load(yaml);
    return new JsonObject(map);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  /** A request as the validator wants to see it. */
  private record Sent(Operation operation, HttpRequest request, byte[] body)
      implements ValidatableRequest {
    @Override
    public Map<String, RequestParameter> getHeaders() {
      return parameters(Location.HEADER, name -> request.headers().firstValue(name));
    }

    @Override
    public Map<String, RequestParameter> getCookies() {
      return Map.of();
    }

    @Override
    public Map<String, RequestParameter> getPathParameters() {
      List<String> names = List.of(operation.getOpenAPIPath().split("/"));
      List<String> values = List.of(request.uri().getPath().split("/"));
      return parameters(
          Location.PATH, name -> Optional.of(values.get(names.indexOf("{" + name + "}"))));
    }

    @Override
    public Map<String, RequestParameter> getQuery() {
      Map<String, List<String>> query =
          new QueryStringDecoder(request.uri().toString()).parameters();
      return parameters(
          Location.QUERY,
          name -> Optional.ofNullable(query.get(name)).map(values -> values.get(0)));
    }

    @Override
    public RequestParameter getBody() {
      return () -> body.length == 0 ? null : Buffer.buffer(body);
    }

    @Override
    public String getContentType() {
      return request
          .headers()
          .firstValue("content-type")
          .map(type -> type.toLowerCase(java.util.Locale.ROOT))
          .map(type -> STAND_INS.getOrDefault(type, type))
          .orElse(null);
    }

    private Map<String, RequestParameter> parameters(
        Location in, java.util.function.Function<String, Optional<String>> value) {
      Map<String, RequestParameter> found = new LinkedHashMap<>();
      for (Parameter parameter : operation.getParameters()) {
        if (parameter.getIn() == in) {
          String text = value.apply(parameter.getName()).orElse(null);
          found.put(parameter.getName(), () -> text);
        }
      }
      return found;
    }
  }
}
