package dev.hookpress.render.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.pdf.conformance.VeraPdf;
import dev.hookpress.render.prepared.SourcePart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps that a standard allows leave the PDF as its validator wants it. */
class ConformingStepsTest {
  private static final LocalRenderer RENDERER =
      new LocalRenderer(Rendering.FONTS, Rendering.LIMITS);

  private static RenderOptions options(Conformance level) {
    String drawn =
        level.allowsTransparency()
            ? ",{'stamp':{'text':'BEZAHLT','position':'top-right','color':'#c00000'}},"
                + "{'watermark':{'text':'Entwurf 草案'}},"
                + "{'page_numbers':{'format':'{page} / {pages}'}}"
            : "";
    String body =
        "{'parts':'<p>x','options':{'conformance':'"
            + level.label()
            + "','steps':[{'rotate':{'degrees':90,'pages':'last'}},"
            + "{'bookmarks':{'items':[{'title':'Überblick','page':1}]}}"
            + drawn
            + "]}}";
    Decoded decoded =
        Dialects.ofApi()
            .decode(
                new Submission(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                url -> Optional.empty());
    return ((Decoded.Request) decoded).documents().get(0).options();
  }

  @ParameterizedTest
  @EnumSource
  void theyKeepEachLevel(Conformance level) throws IOException {
    byte[] pdf =
        Rendering.pdf(
                Requests.finished(
                    RENDERER.render(
                        Requests.of(
                            options(level),
                            Optional.empty(),
                            new SourcePart.InlineHtml(
                                "<html lang=de><title>T</title><h1>Eins</h1><p>x"
                                    + "<p style='break-before:page'>zwei")),
                        Assertions::fail)))
            .bytes();

    assertThat(VeraPdf.faults(pdf, level)).isEmpty();
  }
}
