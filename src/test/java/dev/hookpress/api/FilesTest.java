package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.api.files.FileEndpoint;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.DocumentResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Hosted PDFs by signed links, without a key. */
class FilesTest {
  @TempDir Path dir;

  @RegisterExtension final ApiServer api = new ApiServer();
  private JobId job;
  private String link;

  @BeforeEach
  void start() throws IOException {
    job = api.submitted("{\"parts\":\"https://a.test\",\"options\":{\"filename\":\"Ü 1.pdf\"}}");
    api.files.put(job, Files.writeString(dir.resolve("file"), "%PDF-1.7 hosted"));
    api.jobs.finish(job, new DocumentResult.Stored(1, 15, 1, 1, List.of()), api.clock.instant());
    String url = api.get("/v1/jobs/job_" + job).json().at("/destination/url").textValue();
    URI uri = URI.create(url);
    link = uri.getRawPath() + "?" + uri.getRawQuery();
  }

  @Test
  void theLinkOfAJobDownloadsItsPdf() {
    Got got = fetch(link);

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).isEqualTo("%PDF-1.7 hosted");
    assertThat(got.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(got.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"_ 1.pdf\"; filename*=UTF-8''%C3%9C%201.pdf");
  }

  @Test
  void aForgedOrExpiredLinkIsRefused() {
    assertThat(fetch(link.replace("signature=", "signature=0")).status()).isEqualTo(403);
    assertThat(fetch(link.substring(0, link.indexOf('?'))).problem()).isEqualTo("link-refused");

    api.clock.advance(Duration.ofMinutes(61));
    assertThat(fetch(link).status()).isEqualTo(403);
  }

  @Test
  void aDeletedFileIsGone() throws IOException {
    Files.delete(dir.resolve("file"));
    assertThat(fetch(link).status()).isEqualTo(410);
    assertThat(fetch(link).header("Content-Disposition")).isEmpty();

    api.files.delete(job);
    assertThat(fetch(link).status()).isEqualTo(410);
    assertThat(fetch(link).problem()).isEqualTo("gone");
  }

  @Test
  void aFilenameIsEscapedInItsHeader() {
    assertThat(FileEndpoint.disposition("a\"; x=\r\n%41\\.pdf"))
        .isEqualTo(
            "attachment; filename=\"a_; x=___41_.pdf\";"
                + " filename*=UTF-8''a%22%3B%20x%3D%0D%0A%2541%5C.pdf");
  }

  private Got fetch(String target) {
    return api.send(api.anonymous(target), "GET", "");
  }
}
