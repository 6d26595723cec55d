package dev.hookpress.dialect.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.document.FontRequest;
import dev.hookpress.job.document.RenderOptions.TailwindStyling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The native format's option for Tailwind. */
class NativeTailwindTest {
  private final Dialect dialect = Dialects.ofApi();

  @Test
  void theTailwindOptionTurnsItOnAndMayNameFonts() {
    String job = "{'parts':'https://a.b','options':{'tailwind':%s}}".replace('\'', '"');
    assertThat(accepted(job.formatted("{}")).documents().get(0).options().tailwind())
        .contains(new TailwindStyling(List.of()));
    FontRequest inter = FontRequest.parse("Inter:wght@400;600").orElseThrow();
    assertThat(
            accepted(job.formatted("{\"fonts\":[\"Inter:wght@400;600\"]}"))
                .documents()
                .get(0)
                .options()
                .tailwind())
        .contains(new TailwindStyling(List.of(inter)));
  }

  private Decoded.Request accepted(String json) {
    Decoded decoded =
        dialect.decode(
            new Submission(json.getBytes(StandardCharsets.UTF_8)), url -> Optional.empty());
    assertThat(decoded).isInstanceOf(Decoded.Request.class);
    return (Decoded.Request) decoded;
  }
}
