package dev.hookpress.api;

import static dev.hookpress.api.EnconvertUploads.form;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.ApiServer.Got;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that Enconvert's clients upload, and what these clients read of the answers. */
class EnconvertUploadsTest {
  private static final String JOB_ID = "0123456789abcdef0123456789abcdef";
  private static final String ANYTHING = "/v1/convert/anything-to-pdf";

  private ApiServer api;
  private EnconvertUploads uploads;

  @BeforeEach
  void start() {
    api = new ApiServer();
    uploads = new EnconvertUploads(api);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aClientReadsWhereThePdfOfItsFileIs() {
    CompletableFuture<Got> waiting =
        uploads.waiting(
            EnconvertUploads.HTML,
            form(
                "My report.html",
                "<p>\u00e9",
                "direct_download",
                "false",
                "job_id",
                JOB_ID,
                "pdf_options",
                "{\"page_size\": \"A5\", \"header\": {\"content\": \"{{title}}\"}}"));
    uploads.store();

    Got got = waiting.join();

    assertThat(got.status()).isEqualTo(200);
    JsonNode file = got.json();
    assertThat(file.get("presigned_url").textValue()).startsWith("http");
    assertThat(file.get("object_key").textValue()).endsWith("/html-to-pdf/My-report.pdf");
    assertThat(file.get("filename").textValue()).isEqualTo("My-report.pdf");
    assertThat(file.get("job_id").textValue()).isEqualTo(JOB_ID);
    assertThat(got.header("X-Filename")).isEqualTo("My-report.pdf");
    assertThat(got.header("X-File-Size")).isEqualTo("4");
    assertThat(got.header("Hookpress-Warning")).isEmpty();
    assertThat(document().parts()).containsExactly(new Part.Html("<p>\u00e9"));
    assertThat(document().options().layout().widthMillimetres()).isEqualTo(148);
    assertThat(document().options().headerHtml()).isPresent();
    assertThat(api.get("/v1/convert/status/" + JOB_ID).json().get("status").textValue())
        .isEqualTo("success");
  }

  @Test
  void markdownIsKeptAsItIs() {
    CompletableFuture<Got> waiting =
        uploads.waiting("/v1/convert/markdown-to-pdf", form("notes.md", "# Notes"));
    uploads.store();

    assertThat(waiting.join().json().get("filename").textValue()).isEqualTo("notes.pdf");
    assertThat(document().parts()).containsExactly(new Part.Markdown("# Notes"));
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, Html",
    "a.PNG, Html",
    "a.svg, Html",
    "a.markdown, Markdown",
    "a.htm, Html",
    "a.pdf, PdfBytes"
  })
  void theKindOfAFileIsThatOfItsEnding(String name, String part) {
    CompletableFuture<Got> waiting = uploads.waiting(ANYTHING, form(name, "a < b"));
    uploads.store();

    assertThat(waiting.join().status()).isEqualTo(200);
    assertThat(document().parts().get(0).getClass().getSimpleName()).isEqualTo(part);
  }

  @Test
  void plainTextIsNoMarkup() {
    CompletableFuture<Got> waiting = uploads.waiting(ANYTHING, form("a.txt", "1 < 2 & <b>3"));
    uploads.store();
    waiting.join();

    assertThat(((Part.Html) document().parts().get(0)).html()).endsWith("1 &lt; 2 &amp; &lt;b>3");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/convert/html-to-pdf,     report.docx, /file",
    "/v1/convert/markdown-to-pdf, report.html, /file",
    "/v1/convert/anything-to-pdf, report.xlsx, /file"
  })
  void aFileOfAnotherKindIsRefusedWithTheKindsThatAreConverted(
      String path, String name, String where) {
    Got got = uploads.post(path, form(name, "x"));

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.json().get("detail").textValue())
        .startsWith(where + ": Must have one of the endings ");
  }

  @Test
  void optionsThatAreNoJsonAreRefused() {
    Got got = uploads.post(EnconvertUploads.HTML, form("a.html", "x", "pdf_options", "A4"));

    assertThat(got.status()).isEqualTo(400);
    assertThat(got.json().get("detail").textValue()).startsWith("/pdf_options: ");
  }

  @Test
  void theSameFormWithAnotherBoundaryIsTheSameRequest() {
    String first = form("a.html", "<p>x", "job_id", JOB_ID);
    CompletableFuture<Got> waiting = uploads.waiting(EnconvertUploads.HTML, first);
    uploads.store();
    waiting.join();

    Got again =
        api.send(
            api.to(EnconvertUploads.HTML)
                .header("Content-Type", "multipart/form-data; boundary=other"),
            "POST",
            first.replace("----boundary", "other"));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  private Document document() {
    return api.jobs.accepted().get(0).documents().get(0);
  }
}
