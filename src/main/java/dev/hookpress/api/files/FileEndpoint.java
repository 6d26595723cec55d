package dev.hookpress.api.files;

import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.api.files.HostedLinks.LinkParts;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/files/…}: sends a hosted file, authorized by a signed link. */
public final class FileEndpoint {
  private static final String DISPOSITION = "disposition";
  private static final String ATTACHMENT = "attachment";
  private static final String INLINE = "inline";

  private final Dialect dialect;
  private final HostedLinks links;
  private final HostedFileLookup files;
  private final JobFiles jobs;
  private final InstantSource clock;

  public FileEndpoint(
      Dialect dialect,
      HostedLinks links,
      HostedFileLookup files,
      JobFiles jobs,
      InstantSource clock) {
    this.dialect = dialect;
    this.jobs = jobs;
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
    String disposition = parameter(request, DISPOSITION);
    if (!choice(disposition)) {
      return Future.succeededFuture(Answer.problem(dialect, notAChoice()));
    }
    if (file.get().ordinal() == HostedLinks.ALL) {
      return archive(file.get());
    }
    Map<String, String> headers =
        disposition.equals(INLINE) ? inline(file.get()) : headers(file.get());
    return DependencyUnavailable.guard(files.find(file.get()))
        .map(
            path ->
                path.<Answer>map(at -> new Answer.File(at, headers, mediaType(at)))
                    .orElseGet(() -> Answer.problem(dialect, AnswerWriter.FILE_DELETED)));
  }

  /** All files of a job that are still there, as one ZIP. */
  private Future<Answer> archive(HostedFile named) {
    return DependencyUnavailable.guard(jobs.of(named.client(), named.job()))
        .compose(all -> found(all, 0, new ArrayList<>()))
        .map(
            entries ->
                entries.isEmpty()
                    ? Answer.problem(dialect, AnswerWriter.FILE_DELETED)
                    : new Answer.Archive(entries, headers(named)));
  }

  private Future<List<Answer.Archive.Entry>> found(
      List<HostedFile> all, int next, List<Answer.Archive.Entry> entries) {
    if (next == all.size()) {
      return Future.succeededFuture(entries);
    }
    HostedFile file = all.get(next);
    return DependencyUnavailable.guard(files.find(file))
        .compose(
            path -> {
              path.ifPresent(at -> entries.add(new Answer.Archive.Entry(file.filename(), at)));
              return found(all, next + 1, entries);
            });
  }

  private static String mediaType(Path file) {
    return AssetType.ofName(file.getFileName().toString()).mediaType();
  }

  private static Problem notAChoice() {
    String rule = "Must be inline or attachment.";
    return new Problem(
        Type.INVALID_PARAMETER,
        DISPOSITION + ": " + rule,
        List.of(Problem.Fault.inParameter(DISPOSITION, rule)));
  }

  private static Map<String, String> headers(HostedFile file) {
    return Map.of("Content-Disposition", disposition(file.filename()));
  }

  /**
   * Lets the browser show the PDF instead of saving it. Its viewer counts as a plug-in of the page,
   * and brings styles of its own.
   */
  public static Map<String, String> inline(HostedFile file) {
    return Map.of(
        "Content-Disposition",
        "inline" + disposition(file.filename()).substring(ATTACHMENT.length()),
        "Content-Security-Policy",
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  }

  /** Whether the link was given a choice that there is; the default is to save the file. */
  private static boolean choice(String disposition) {
    return disposition.isEmpty() || disposition.equals(ATTACHMENT) || disposition.equals(INLINE);
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
    return ATTACHMENT + "; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
  }

  private static String parameter(RoutingContext request, String name) {
    return request.queryParams().contains(name) ? request.queryParams().get(name) : "";
  }
}
