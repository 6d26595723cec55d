package dev.hookpress.dialect.email;

import dev.hookpress.dialect.email.JobSummary.Ending;
import dev.hookpress.dialect.email.JobSummary.Result;
import dev.hookpress.job.document.HostedLink;
import java.util.List;

/**
 * Renders the HTML of a {@link JobEmail} with tables and inline styles, which all mail programs
 * show alike, and without remote resources. Colours are readable on white and, in mail programs
 * that darken the page unasked, on black; programs that support {@code prefers-color-scheme} get a
 * dark palette.
 */
final class EmailHtml {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">\
      <meta name="viewport" content="width=device-width, initial-scale=1">\
      <meta name="color-scheme" content="light dark">\
      <meta name="supported-color-schemes" content="light dark">
      <style>
      :root { color-scheme: light dark }
      @media (prefers-color-scheme: dark) {
      .page, .page td { background: #16181d !important; color: #e6e8eb !important }
      .page .quiet { color: #a3a9b3 !important }
      .page .bad { color: #ff8a80 !important }
      .page a { color: #8ab4f8 !important }
      .page .row { border-top-color: #3a3f47 !important }
      }
      </style>
      """;
  private static final String FONT = "font-family:Arial,Helvetica,sans-serif;font-size:14px;";
  private static final String LINE = "line-height:20px;";
  private static final String WRAP = "word-break:break-word;overflow-wrap:anywhere;";

  private EmailHtml() {}

  /** Renders the page. Escapes all texts and reduces those of the results to one line each. */
  static String page(String job, String status, String summary, List<Result> shown, String rest) {
    StringBuilder html = new StringBuilder(HEAD);
    html.append("<title>Job ").append(escape(job)).append("</title></head>\n");
    html.append("<body class=\"page\" style=\"margin:0;padding:0;background:#ffffff\">\n");
    html.append("<table class=\"page\" role=\"presentation\" width=\"100%\" cellpadding=\"0\"");
    html.append(" cellspacing=\"0\" border=\"0\" style=\"background:#ffffff\"><tr>");
    html.append("<td align=\"center\" style=\"padding:24px 16px\">\n");
    html.append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"");
    html.append(" border=\"0\" style=\"max-width:640px;text-align:left\">\n");
    row(html, "color:#1f2328;font-size:20px;line-height:28px;font-weight:bold;", "Job " + job);
    row(html, "color:#1f2328;padding-bottom:16px;", status + ": " + summary);
    shown.forEach(result -> result(html, result));
    if (!rest.isEmpty()) {
      row(html, "color:#57606a;padding:12px 0;", rest);
    }
    return html.append("</table>\n</td></tr></table>\n</body></html>\n").toString();
  }

  private static void row(StringBuilder html, String style, String text) {
    html.append("<tr><td style=\"").append(FONT).append(LINE).append(WRAP).append(style);
    html.append("\">").append(escape(text)).append("</td></tr>\n");
  }

  private static void result(StringBuilder html, Result result) {
    html.append("<tr><td class=\"row\" style=\"").append(FONT).append(LINE).append(WRAP);
    html.append("color:#1f2328;padding:12px 0;border-top:1px solid #d0d7de\">");
    // Plain text, not a link: a stranger may have requested this URL.
    html.append(escape(JobEmail.source(result))).append("<br>\n");
    boolean made = result.ending() instanceof Ending.Made;
    html.append(made ? "<span class=\"quiet\" style=\"color:#57606a\">" : BAD);
    html.append(escape(JobEmail.outcome(result.ending()))).append("</span>");
    if (result.ending() instanceof Ending.Made stored) {
      stored.link().ifPresent(link -> link(html, link));
    }
    html.append("</td></tr>\n");
  }

  private static final String BAD = "<span class=\"bad\" style=\"color:#b3261e\">";

  private static void link(StringBuilder html, HostedLink link) {
    html.append("<br>\n<a href=\"").append(escape(JobEmail.line(link.url(), Integer.MAX_VALUE)));
    html.append("\" style=\"color:#0550ae\">Download</a>");
    html.append(" <span class=\"quiet\" style=\"color:#57606a\">until ");
    html.append(escape(JobEmail.time(link.expiresAt()))).append("</span>");
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(each);
      }
    }
    return escaped.toString();
  }
}
