package dev.hookpress.dialect.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.email.JobSummary.Ending;
import dev.hookpress.dialect.email.JobSummary.Result;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.document.HostedLink;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobEmailTest {
  private static final EmailAddress TO = new EmailAddress("team@yourcompany.com");
  private static final String LINK =
      "https://storage.example.com/page-1.pdf?X-Amz-Algorithm=AWS4&X-Amz-Signature=ab";

  private static final JobSummary BATCH =
      new JobSummary(
          "batch_7f3a9c2e",
          "completed",
          List.of(
              new Result(
                  "https://example.com/page-1",
                  new Ending.Made(
                      "success",
                      184_320,
                      3.12,
                      Optional.of(new HostedLink(LINK, Instant.parse("2026-11-22T13:48:09Z"))))),
              new Result(
                  "https://invalid-url.example",
                  new Ending.NotMade(
                      "failed", "Failed to load page: net::ERR_NAME_NOT_RESOLVED"))));

  @Test
  void theTextHasEveryDetail() {
    assertThat(JobEmail.write(TO, BATCH).text())
        .isEqualTo(
            """
            Job:     batch_7f3a9c2e
            Status:  completed
            Results: 1 converted, 1 not converted

            1. https://example.com/page-1
               success, 184.3 kB, converted in 3.12 s
               Download until 2026-11-22 13:48 UTC:
               %s

            2. https://invalid-url.example
               failed: Failed to load page: net::ERR_NAME_NOT_RESOLVED
            """
                .formatted(LINK));
  }

  @Test
  void theHtmlHasTheSameContent() {
    EmailContent email = JobEmail.write(TO, BATCH);
    Document page = Jsoup.parse(email.html());

    assertThat(email.to()).isEqualTo(TO);
    assertThat(email.subject()).isEqualTo("Job batch_7f3a9c2e: completed");
    assertThat(page.body().text())
        .contains(
            "Job batch_7f3a9c2e",
            "completed: 1 converted, 1 not converted",
            "https://example.com/page-1",
            "success, 184.3 kB, converted in 3.12 s",
            "until 2026-11-22 13:48 UTC",
            "https://invalid-url.example",
            "failed: Failed to load page: net::ERR_NAME_NOT_RESOLVED");
    assertThat(page.select("a").eachAttr("href")).containsExactly(LINK);
  }

  @Test
  void theHtmlHasNoRemoteResources() {
    EmailContent email = JobEmail.write(TO, BATCH);

    assertThat(Jsoup.parse(email.html()).select("[src],link,script,img,iframe,form")).isEmpty();
    assertThat(email.html()).doesNotContain("url(", "@import");
  }

  @Test
  void hostileTextsAreEscaped() {
    String hostile = "</td><script>alert('x')</script>\" onclick=\"x\r\nBcc: x@example.com\u202e";
    EmailContent email =
        JobEmail.write(
            TO,
            new JobSummary(
                hostile,
                hostile,
                List.of(
                    new Result(hostile, new Ending.NotMade(hostile, hostile)),
                    new Result(
                        hostile,
                        new Ending.Made(
                            hostile, 1, 1, Optional.of(new HostedLink(hostile, Instant.EPOCH)))))));
    Document page = Jsoup.parse(email.html());

    assertThat(page.select("script, [onclick]")).isEmpty();
    assertThat(page.body().text()).contains("<script>alert('x')</script>");
    assertThat(email.subject()).doesNotContain("\r", "\n").startsWith("Job </td><script>");
    assertThat(email.text()).doesNotContain("\nBcc", "\r", "\u202e");
  }

  @Property
  void anyTextsMakeAStorableEmail(@ForAll String one, @ForAll String other) {
    EmailContent email =
        JobEmail.write(
            TO,
            new JobSummary(one, other, List.of(new Result(one, new Ending.NotMade(other, one)))));

    assertThat(EmailContent.read(TO, email.body())).isEqualTo(email);
  }

  @Test
  void aStoredResultMayHaveNoLinkAndACanceledOneNoReason() {
    EmailContent email =
        JobEmail.write(
            TO,
            new JobSummary(
                "job_1",
                "canceled",
                List.of(
                    new Result("a.pdf", new Ending.Made("success", 999, 0.004, Optional.empty())),
                    new Result("b.pdf", new Ending.NotMade("canceled", "")))));

    assertThat(email.text())
        .contains("success, 999 bytes, converted in 0.00 s\n\n2. b.pdf\n   canceled\n")
        .doesNotContain("Download");
    assertThat(email.html()).doesNotContain("<a ");
  }

  @Test
  void manyResultsAreCountedAndNotAllListed() {
    Result one = new Result("https://example.com/", new Ending.NotMade("failed", "e".repeat(9999)));
    EmailContent email =
        JobEmail.write(TO, new JobSummary("job_1", "failed", Collections.nCopies(1000, one)));

    assertThat(email.text())
        .contains("0 converted, 1000 not converted", "\n200. ", "There are 800 more results")
        .doesNotContain("\n201. ");
    assertThat(Jsoup.parse(email.html()).select(".row")).hasSize(200);
    assertThat(email.body().length).isLessThan(2_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "999, 999 bytes",
    "1000, 1.0 kB",
    "184320, 184.3 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "104857600, 104.9 MB",
    "5000000000, 5.0 GB",
    "9223372036854775807, 9223372.0 TB"
  })
  void sizesAreReadable(long bytes, String shown) {
    assertThat(JobEmail.size(bytes)).isEqualTo(shown);
  }
}
