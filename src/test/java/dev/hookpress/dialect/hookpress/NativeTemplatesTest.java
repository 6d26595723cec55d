package dev.hookpress.dialect.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Golden;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.TemplateReport;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.pdfgorilla.PdfgorillaTemplates;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Fault;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.job.document.TemplateVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates in the native format's parts, and as both formats show them. */
class NativeTemplatesTest {
  private static final TemplateId ID = TemplateId.parse("01KNGTDKBN0000000000000000").orElseThrow();
  private static final Instant AT = Instant.parse("2026-04-06T10:01:23.456Z");

  private final Dialect dialect = Dialects.of(NativeDialect.NAME);

  private Decoded decode(String body) {
    return dialect.decode(
        new Submission(body.getBytes(StandardCharsets.UTF_8)), url -> Optional.empty());
  }

  @Test
  void partsMayBeTemplatesOfTheNewestOrOfAGivenVersion() {
    Decoded.Request request = (Decoded.Request) decode(Golden.text("native/request-template.json"));

    assertThat(request.documents().get(0).parts())
        .containsExactly(
            new Part.Template(
                new TemplateVersion(ID, TemplateVersion.NEWEST),
                "{\"orderId\":\"ORD-999\",\"total\":12.50}"),
            new Part.Template(new TemplateVersion(ID, 3), "{}"),
            new Part.Html("<p>The end</p>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'template':7}|/parts/0/template",
        "{'template':'01KNGTDKBN0000000000000000'}|/parts/0/template",
        "{'template':'tpl_x'}|/parts/0/template",
        "{'template':'tpl_01KNGTDKBN0000000000000000','version':0}|/parts/0/version",
        "{'template':'tpl_01KNGTDKBN0000000000000000','data':[]}|/parts/0/data",
        "{'template':'tpl_01KNGTDKBN0000000000000000','date':{}}|/parts/0/date",
        "{'html':'x','data':{}}|/parts/0/data",
        "{'template':'tpl_01KNGTDKBN0000000000000000','data':{'a':'\\u0000'}}|/parts/0/data/a"
      })
  void everyFaultIsReported(String part, String where) {
    String body = "{\"parts\":[" + part.replace('\'', '"') + "]}";
    assertThat(((Decoded.Refused) decode(body)).problem().errors())
        .extracting(Fault::where)
        .containsExactly(where);
  }

  @Test
  void anUnknownTemplateIsAFaultOfItsPart() {
    Problem problem = dialect.noTemplate(new TemplateVersion(ID, 7), 0, 2);
    assertThat(problem.type().status()).isEqualTo(422);
    assertThat(problem.errors())
        .containsExactly(
            Fault.at(
                "/parts/2/template", "This client has no such template, or it has no version 7."));
  }

  @Test
  void eachFormatShowsThemInItsOwnNames() {
    TemplateReport report =
        new TemplateReport(
            ID,
            Optional.empty(),
            TemplateLanguage.HANDLEBARS,
            "Order",
            2,
            "ab",
            AT,
            AT.plusSeconds(1),
            Optional.empty(),
            Optional.of("<p>"));

    assertThat(new NativeTemplates().template(report).toString())
        .isEqualTo(
            "{'id':'tpl_01KNGTDKBN0000000000000000','name':'Order','version':2,".replace('\'', '"')
                + "'engine':'handlebars','sha256':'ab',".replace('\'', '"')
                + "'created_at':'2026-04-06T10:01:23.456Z',".replace('\'', '"')
                + "'updated_at':'2026-04-06T10:01:24.456Z','html':'<p>',".replace('\'', '"')
                + "'links':{'self':'/v1/templates/tpl_01KNGTDKBN0000000000000000'}}"
                    .replace('\'', '"'));
    assertThat(new PdfgorillaTemplates().template(report).toString())
        .isEqualTo(
            "{'id':'01KNGTDKBN0000000000000000','name':'Order','version':2,".replace('\'', '"')
                + "'engine':'handlebars',".replace('\'', '"')
                + "'createdAt':'2026-04-06T10:01:23.456Z',".replace('\'', '"')
                + "'updatedAt':'2026-04-06T10:01:24.456Z','html':'<p>'}".replace('\'', '"'));
    assertThat(new PdfgorillaTemplates().page(List.of(), Optional.of(ID)).toString())
        .isEqualTo("{\"data\":[],\"nextCursor\":\"01KNGTDKBN0000000000000000\"}");
  }
}
