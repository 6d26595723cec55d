package dev.hookpress.dialect.enconvert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the PDFs of Enconvert's format are named. */
class EnconvertFilesTest {
  @Test
  void equalNamesAreNumbered() {
    String one = "\"https://example.com\"";
    Decoded.Request request = accepted("{\"url\":[" + (one + ",").repeat(99) + one + "]}");

    assertThat(request.documents().stream().map(each -> each.options().filename()).distinct())
        .hasSize(100)
        .contains("example-com.pdf", "example-com-2.pdf", "example-com-100.pdf");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com, example-com.pdf",
    "https://example.com:8443/?a=b, example-com.pdf",
    "https://example.com/page-1, page-1.pdf",
    "https://example.com/a/b_c/, b_c.pdf",
    "https://example.com/report.HTML?x, report.pdf",
    "https://example.com/v1.2, v1-2.pdf",
    "https://example.com/%2e%2e%2fetc, etc.pdf",
    "https://example.com/a%22%0d%0ab, a-b.pdf",
    "https://example.com/%E4%BD%A0, example-com.pdf",
    "'https://[2001:db8::1]/', 2001-db8-1.pdf"
  })
  void aFileIsNamedAfterItsUrlInSafeCharacters(String url, String filename) {
    assertThat(accepted("{\"url\": \"" + url + "\"}").documents().get(0).options().filename())
        .isEqualTo(filename);
  }

  @Test
  void namesAreBoundedAndDifferWithoutRegardToCase() {
    String body = "{\"url\":[\"https://a.b/%s\",\"https://a.b/Page\",\"https://a.b/page\"]}";
    assertThat(accepted(body.formatted("x".repeat(500))).documents())
        .extracting(each -> each.options().filename())
        .containsExactly("x".repeat(80) + ".pdf", "Page.pdf", "page-2.pdf");
  }

  private static Decoded.Request accepted(String json) {
    Submission submission = new Submission(json.getBytes(StandardCharsets.UTF_8));
    Decoded decoded =
        Dialects.of(EnconvertDialect.NAME).decode(submission, url -> Optional.empty());
    assertThat(decoded).isInstanceOf(Decoded.Request.class);
    return (Decoded.Request) decoded;
  }
}
