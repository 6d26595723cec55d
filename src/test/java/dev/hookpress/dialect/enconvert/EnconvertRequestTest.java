package dev.hookpress.dialect.enconvert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Wait;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests are read, and what is at fault with the others. */
class EnconvertRequestTest {
  private final Dialect dialect = Dialects.of(EnconvertDialect.NAME);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'url':'https://a.b'}                                            | true",
        "{'url':'https://a.b','async_mode':false}                         | true",
        "{'url':'https://a.b','async_mode':true}                          | false",
        "{'url':'https://a.b','callback_url':'https://c.d'}               | false",
        "{'url':'https://a.b','notification_email':'a@b.c'}               | false",
        "{'url':['https://a.b']}                                          | false",
        "{'url':['https://a.b'],'async_mode':false}                       | false"
      })
  void onlyASinglePageWithoutTargetsIsWaitedFor(String body, boolean waits) {
    assertThat(accepted(body.replace('\'', '"')).awaits() == Decoded.Awaited.PDF).isEqualTo(waits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                             | /url",
        "[]                                                             | ``",
        "{'url':null}                                                   | /url",
        "{'url':''}                                                     | /url",
        "{'url':[]}                                                     | /url",
        "{'url':{}}                                                     | /url",
        "{'url':'example.com'}                                          | /url",
        "{'url':['https://a.b','ftp://a.b']}                            | /url/1",
        "{'url':'https://forbidden.test/'}                              | /url",
        "{'url':'https://a.b','async_mode':'yes'}                       | /async_mode",
        "{'url':'https://a.b','callback_url':'https://forbidden.test/'} | /callback_url",
        "{'url':'https://a.b','callback_url':[]}                        | /callback_url",
        "{'url':'https://a.b','notification_email':'nobody'}            | /notification_email",
        "{'url':'https://a.b','notification_email':'a@b.c\\r\\nBcc:d'}  | /notification_email",
        "{'url':'https://a.b','notification_email':1}                   | /notification_email",
        "{'url':'https://me:secret@a.b'}                                | /url",
        "{'url':['https://a.b'],'direct_download':true}                 | /direct_download",
        "{'url':'https://a.b','async_mode':true,'direct_download':true} | /direct_download",
        "{'url':'https://a.b','wait_for_selector':1}                    | /wait_for_selector",
        "{'url':'https://a.b','wait_for_selector_timeout':0}    | /wait_for_selector_timeout",
        "{'url':'https://a.b','wait_for_selector_timeout':true} | /wait_for_selector_timeout",
        "{'url':'https://a.b','wait_for_selector_timeout':60001} | /wait_for_selector_timeout",
        "{'url':'https://a.b','job_id':'not one'}                       | /job_id",
        "{'url':'https://a.b','pdf_options':{'page_size':'A9'}}         | /pdf_options/page_size",
        "{'url':'https://a.b','pdf_options':{'orientation':'up'}}       | /pdf_options/orientation",
        "{'url':'https://a.b','pdf_options':{'scale':3}}                | /pdf_options/scale",
        "{'url':'https://a.b','pdf_options':{'margins':{'top':-1}}} | /pdf_options/margins/top",
      })
  void everyFaultIsNamed(String body, String pointer) {
    assertThat(refused(body.replace('\'', '"')).errors())
        .extracting(Problem.Fault::where)
        .containsExactly(pointer);
  }

  @Test
  void aSelectorIsWaitedForInABrowserAndItsTimeIsBounded() {
    Decoded.Request request =
        accepted(
            "{'url':'https://a.b','wait_for_selector':'#chart','wait_for_selector_timeout':2500}"
                .replace('\'', '"'));

    EngineOptions engine = request.documents().get(0).options().engine();
    assertThat(engine.engine()).isEqualTo(EngineOptions.Engine.AUTO);
    assertThat(engine.waits()).isEqualTo(Wait.STANDARD.forSelector("#chart").atMost(2_500));
    assertThat(request.warnings())
        .hasSize(2)
        .anyMatch(warning -> warning.startsWith("/wait_for_selector: "))
        .anyMatch(warning -> warning.startsWith("/wait_for_selector_timeout: "));
    Decoded.Request patient =
        accepted("{'url':'https://a.b','wait_for_selector':'p'}".replace('\'', '"'));
    assertThat(patient.documents().get(0).options().engine().waits())
        .isEqualTo(Wait.STANDARD.forSelector("p").atMost(10_000));
  }

  @Test
  void noMoreThanAHundredUrls() {
    String one = "\"https://example.com\"";
    assertThat(accepted("{\"url\":[" + (one + ",").repeat(99) + one + "]}").documents())
        .hasSize(100);
    assertThat(refused("{\"url\":[" + (one + ",").repeat(100) + one + "]}").errors()).hasSize(1);
  }

  private Decoded.Request accepted(String json) {
    return (Decoded.Request) decode(json);
  }

  private Problem refused(String json) {
    return ((Decoded.Refused) decode(json)).problem();
  }

  private Decoded decode(String json) {
    return dialect.decode(
        new Submission(json.getBytes(StandardCharsets.UTF_8)),
        url ->
            url.getHost().equals("forbidden.test") ? Optional.of("Forbidden.") : Optional.empty());
  }
}
