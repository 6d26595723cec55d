package dev.hookpress.dialect.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.PrintOptions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options that choose pages and the medium. */
class NativePagesTest {
  private static Decoded decode(String options) {
    String body =
        "{\"parts\":[{\"html\":\"<p>x\"}],\"options\":" + options.replace('\'', '"') + "}";
    return Dialects.ofApi()
        .decode(new Submission(body.getBytes(StandardCharsets.UTF_8)), url -> Optional.empty());
  }

  private static PrintOptions print(String options) {
    return ((Decoded.Request) decode(options)).documents().get(0).options().print();
  }

  @Test
  void pagesMediumAndSinglePageAreRead() {
    PrintOptions print = print("{'pages':'1-5, 8,11-','media':'screen','single_page':true}");

    assertThat(print.pages()).hasToString("[1-5, 8, 11-]");
    assertThat(print.screen()).isTrue();
    assertThat(print.singlePage()).isTrue();
    assertThat(print.cssPageSize()).isFalse();
  }

  @Test
  void byDefaultAllPagesArePrinted() {
    assertThat(print("{}")).isEqualTo(PrintOptions.STANDARD);
    assertThat(print("{'pages':''}")).isEqualTo(PrintOptions.STANDARD);
  }

  @Test
  void theEngineAndWhatItWaitsForAreRead() {
    EngineOptions engine =
        engine(
            "{'engine':'chromium','wait':{'until':'load','selector':'#a','expression':'b',"
                + "'milliseconds':5,'at_most_milliseconds':6}}");
    assertThat(engine.engine()).isEqualTo(EngineOptions.Engine.CHROMIUM);
    assertThat(engine.waits())
        .isEqualTo(new EngineOptions.Wait(false, Optional.of("#a"), Optional.of("b"), 5, 6));
    assertThat(engine("{'locale':'de-CH','time_zone':'Europe/Berlin'}").place())
        .isEqualTo(new EngineOptions.Place(Optional.of("de-CH"), Optional.of("Europe/Berlin")));
    assertThat(engine("{}")).isEqualTo(EngineOptions.STANDARD);
    assertThat(engine("{'wait':{}}")).isEqualTo(EngineOptions.STANDARD);
  }

  private static EngineOptions engine(String options) {
    return ((Decoded.Request) decode(options)).documents().get(0).options().engine();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'pages':'0'}                                        | /options/pages",
        "{'pages':'5-3'}                                      | /options/pages",
        "{'pages':'1,,2'}                                     | /options/pages",
        "{'pages':'last'}                                     | /options/pages",
        "{'pages':7}                                          | /options/pages",
        "{'media':'tv'}                                       | /options/media",
        "{'engine':'chromium','conformance':'pdfa-2b'}       | /options/engine",
        "{'engine':'gecko'}                                   | /options/engine",
        "{'engine':'pdfbox','wait':{}}                        | /options/wait",
        "{'locale':'german!'}                                 | /options/locale",
        "{'locale':'-'}                                       | /options/locale",
        "{'locale':7}                                         | /options/locale",
        "{'time_zone':'Berlin'}                               | /options/time_zone",
        "{'time_zone':'+02:00'}                               | /options/time_zone",
        "{'engine':'pdfbox','locale':'de'}                    | /options/locale",
        "{'engine':'pdfbox','time_zone':'UTC'}                | /options/time_zone",
        "{'wait':{'until':'forever'}}                         | /options/wait/until",
        "{'wait':{'milliseconds':60001}}                      | /options/wait/milliseconds",
        "{'wait':{'for':1}}                                   | /options/wait/for",
        "{'single_page':true,'prefer_css_page_size':true}     | /options/prefer_css_page_size"
      })
  void aFaultIsNamed(String options, String where) {
    assertThat(((Decoded.Refused) decode(options)).problem().errors())
        .extracting(Problem.Fault::where)
        .containsExactly(where);
  }
}
