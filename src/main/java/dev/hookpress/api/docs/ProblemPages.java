package dev.hookpress.api.docs;

import dev.hookpress.dialect.reading.Problem;
import java.util.Arrays;
import java.util.Optional;

/** The pages that the types of problem documents lead to. */
final class ProblemPages {
  private ProblemPages() {}

  static String all() {
    StringBuilder page = new StringBuilder("<h1>Problem types</h1>\n<table>\n");
    for (Problem.Type type : Problem.Type.values()) {
      page.append("<tr><td>").append(type.status()).append("</td><td><a href=\"");
      page.append(type.uri()).append("\">").append(type.slug()).append("</a></td><td>");
      page.append(Html.text(type.title())).append("</td></tr>\n");
    }
    return Html.page("Problem types", page.append("</table>\n").toString());
  }

  static Optional<String> of(String slug) {
    return Arrays.stream(Problem.Type.values())
        .filter(type -> type.slug().equals(slug))
        .findFirst()
        .map(ProblemPages::page);
  }

  private static String page(Problem.Type type) {
    String body =
        "<h1>"
            + Html.text(type.title())
            + "</h1>\n<p>Status "
            + type.status()
            + ", type <code>"
            + type.uri()
            + "</code>.</p>\n<p>The <code>detail</code> of the answer says what is wrong with"
            + " this request, and <code>errors</code> where. "
            + advice(type.status())
            + "</p>\n<p><a href=\"/docs/problems\">All types</a></p>\n";
    return Html.page(type.title(), body);
  }

  private static String advice(int status) {
    return switch (status) {
      case 429, 503 -> "Send the request again after the time in <code>Retry-After</code>.";
      case 500 -> "The failure is logged under the answer's <code>X-Request-Id</code>.";
      default -> "The same request will be refused again.";
    };
  }
}
