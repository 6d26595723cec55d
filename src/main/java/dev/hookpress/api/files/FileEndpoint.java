package dev.hookpress.api.files;

import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.api.files.HostedLinks.LinkParts;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/files/…}: sends a hosted PDF, authorized by a signed link. */
public final class FileEndpoint {
  private final Dialect dialect;
  private final HostedLinks links;
  private final HostedFileLookup files;
  private final InstantSource clock;

  public FileEndpoint(
      Dialect dialect, HostedLinks links, HostedFileLookup files, InstantSource clock) {
    this.dialect = dialect;
    this.links = links;
    this.files = files;
    this.clock = clock;
  }

  public Future<Answer> answer(RoutingContext request) {
    LinkParts link =
        new LinkParts(
            request.pathParam("job"),
            request.pathParam("ordinal"),
            request.pathParam("filename"),
            parameter(request, "client"),
            parameter(request, "expires"),
            parameter(request, "signature"));
    Optional<HostedFile> file = links.verify(link, clock.instant());
    if (file.isEmpty()) {
      return Future.succeededFuture(
          Answer.problem(
              dialect, Problem.of(Type.LINK_REFUSED, "GET the job again for a new link.")));
    }
    return DependencyUnavailable.guard(files.find(file.get()))
        .map(
            path ->
                path.<Answer>map(at -> new Answer.File(at, headers(file.get()), "application/pdf"))
                    .orElseGet(() -> Answer.problem(dialect, AnswerWriter.FILE_DELETED)));
  }

  private static Map<String, String> headers(HostedFile file) {
    return Map.of("Content-Disposition", disposition(file.filename()));
  }

  /**
   * The Content-Disposition of RFC 6266: an ASCII name for old clients, and the real name in UTF-8
   * (RFC 8187).
   */
  public static String disposition(String filename) {
    StringBuilder plain = new StringBuilder();
    filename
        .codePoints()
        .forEach(
            each ->
                plain.append(
                    each >= 32 && each < 127 && each != '"' && each != '\\' && each != '%'
                        ? (char) each
                        : '_'));
    String encoded =
        URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
  }

  private static String parameter(RoutingContext request, String name) {
    return request.queryParams().contains(name) ? request.queryParams().get(name) : "";
  }
}
