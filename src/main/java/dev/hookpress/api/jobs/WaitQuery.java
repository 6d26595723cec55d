package dev.hookpress.api.jobs;

import dev.hookpress.api.http.QueryReader;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Decoded.Awaited;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.document.Destination;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code wait} of a native submission: the seconds that the client waits for the end of its job.
 *
 * @param seconds 0 if it does not wait
 * @param problem that the parameter is not valid
 */
record WaitQuery(int seconds, Optional<Problem> problem) {
  private static final String NAME = "wait";
  private static final WaitQuery NONE = new WaitQuery(0, Optional.empty());

  static WaitQuery of(RoutingContext request, DialectName format) {
    if (!format.equals(NativeDialect.NAME) || request.queryParams().isEmpty()) {
      return NONE;
    }
    QueryReader query = new QueryReader(request.queryParams());
    int seconds = query.number(NAME, 0, (int) PdfWait.LONGEST.toSeconds()).orElse(0);
    return new WaitQuery(seconds, query.problem());
  }

  /** The longest wait: that of the format, unless the client names its own. */
  Duration longest() {
    return seconds == 0 ? PdfWait.LONGEST : Duration.ofSeconds(seconds);
  }

  /**
   * What the client waits for: the PDF if there is one here and it accepts one, otherwise the job.
   */
  Decoded.Request applied(RoutingContext request, Decoded.Request wanted) {
    if (seconds == 0) {
      return wanted;
    }
    boolean onePdf =
        wanted.documents().size() == 1
            && wanted.documents().get(0).destination() instanceof Destination.Hosted;
    return wanted.awaiting(onePdf && takesPdf(request) ? Awaited.PDF : Awaited.REPORT);
  }

  /** Whether the client takes a PDF for an answer: most that do not mind say nothing. */
  static boolean takesPdf(RoutingContext request) {
    String accept = request.request().getHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.contains("application/pdf") || accept.contains("*/*");
  }
}
