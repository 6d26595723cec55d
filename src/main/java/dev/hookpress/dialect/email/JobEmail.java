package dev.hookpress.dialect.email;

import dev.hookpress.dialect.email.JobSummary.Ending;
import dev.hookpress.dialect.email.JobSummary.Result;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.document.HostedLink;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes the e-mail about an ended job: the outcome of each document and its download link. */
public final class JobEmail {
  // Keeps an e-mail with long links to a few hundred KB; mail servers reject larger ones, and
  // nobody reads them.
  private static final int MAX_RESULTS = 200;
  // Links to hosted files have about 300 characters; longer source URLs are truncated.
  private static final int MAX_OF_TEXT = 2_048;
  private static final int MAX_OF_WORD = 80;

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private JobEmail() {}

  /** Writes the e-mail; the same report gives the same content, byte for byte. */
  public static EmailContent write(EmailAddress to, JobSummary report) {
    String job = line(report.jobId(), MAX_OF_WORD);
    String status = line(report.status(), MAX_OF_WORD);
    List<Result> shown =
        report.results().subList(0, Math.min(MAX_RESULTS, report.results().size()));
    return new EmailContent(
        to,
        "Job " + job + ": " + status,
        text(job, status, report.results(), shown),
        EmailHtml.page(job, status, summary(report.results()), shown, rest(report.results())));
  }

  private static String text(String job, String status, List<Result> all, List<Result> shown) {
    StringBuilder text = new StringBuilder();
    text.append("Job:     ").append(job).append('\n');
    text.append("Status:  ").append(status).append('\n');
    text.append("Results: ").append(summary(all)).append('\n');
    for (int i = 0; i < shown.size(); i++) {
      Result result = shown.get(i);
      text.append('\n').append(i + 1).append(". ").append(source(result)).append('\n');
      text.append("   ").append(outcome(result.ending())).append('\n');
      if (result.ending() instanceof Ending.Made made && made.link().isPresent()) {
        HostedLink link = made.link().get();
        text.append("   Download until ").append(time(link.expiresAt())).append(":\n");
        text.append("   ").append(line(link.url(), Integer.MAX_VALUE)).append('\n');
      }
    }
    String rest = rest(all);
    return rest.isEmpty()
        ? text.toString()
        : text.append('\n').append(rest).append('\n').toString();
  }

  /** The number of converted and of failed or canceled documents. */
  private static String summary(List<Result> results) {
    long made = results.stream().filter(each -> each.ending() instanceof Ending.Made).count();
    long not = results.size() - made;
    return made + " converted" + (not == 0 ? "" : ", " + not + " not converted");
  }

  private static String rest(List<Result> results) {
    int more = results.size() - MAX_RESULTS;
    return more <= 0 ? "" : "There are " + more + " more results; the API has them all.";
  }

  static String source(Result result) {
    return line(result.source(), MAX_OF_TEXT);
  }

  /** Status, size and duration, or status and reason. */
  static String outcome(Ending ending) {
    if (ending instanceof Ending.Made made) {
      return line(made.status(), MAX_OF_WORD)
          + ", "
          + size(made.bytes())
          + ", converted in "
          + seconds(made.seconds());
    }
    Ending.NotMade not = (Ending.NotMade) ending;
    String status = line(not.status(), MAX_OF_WORD);
    return not.reason().isBlank() ? status : status + ": " + line(not.reason(), MAX_OF_TEXT);
  }

  static String time(Instant time) {
    return MINUTES.format(time);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  /** Formats a size in powers of 1000, as file managers and mail programs do. */
  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    double shown = bytes;
    String[] units = {"kB", "MB", "GB", "TB"};
    int unit = -1;
    // 999,950 bytes would otherwise be shown as 1000.0 kB.
    while (shown >= 999.95 && unit < units.length - 1 || unit < 0) {
      shown /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", shown, units[unit]);
  }

  /**
   * Reduces untrusted text to one line of at most {@code max} code points: replaces control
   * characters, line breaks, format characters (such as bidirectional marks) and unpaired
   * surrogates with spaces, and marks truncation with an ellipsis.
   */
  static String line(String text, int max) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(max)
        .map(each -> isPlain(each) ? each : ' ')
        .forEach(line::appendCodePoint);
    boolean cut = text.codePoints().skip(max).findAny().isPresent();
    return line.toString().strip() + (cut ? "…" : "");
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
