package dev.hookpress.dialect.pdfgorilla;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Fault;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.job.document.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where PDF Gorilla's format takes a template's values from, and how its PDF is waited for. */
class PdfgorillaDataTest {
  private static final String TEMPLATE = "01KNGTDKBN0000000000000000";
  private static final TargetCheck ANYWHERE = url -> Optional.empty();

  private final Dialect dialect = Dialects.of(PdfgorillaDialect.NAME);

  @Test
  void dataMayBeTheTextOfAnObject() {
    Decoded.Request request = accepted("{\"data\":{\"a\":1},\"jsonData\":\"{\\\"a\\\": 2}\"}");

    assertThat(((Part.Template) request.documents().get(0).parts().get(0)).dataJson())
        .isEqualTo("{\"a\":2}");
    for (String wrong : List.of("[]", "7", "{", "\\u007b")) {
      assertThat(refused("{\"jsonData\":\"" + wrong + "\"}").errors())
          .extracting(Fault::where)
          .containsExactly("/jsonData");
    }
  }

  @Test
  void generateIsAnsweredWithThePdf() {
    Submission submission =
        new Submission(
            "{\"data\":{}}".getBytes(StandardCharsets.UTF_8),
            Map.of("template", TEMPLATE, "mode", "sync"));

    Decoded.Request request = (Decoded.Request) dialect.decode(submission, ANYWHERE);

    assertThat(request.awaits()).isEqualTo(Decoded.Awaited.PDF);
  }

  private Decoded.Request accepted(String body) {
    return (Decoded.Request) decode(body);
  }

  private Problem refused(String body) {
    return ((Decoded.Refused) decode(body)).problem();
  }

  private Decoded decode(String body) {
    return dialect.decode(
        new Submission(body.getBytes(StandardCharsets.UTF_8), Map.of("template", TEMPLATE)),
        ANYWHERE);
  }
}
