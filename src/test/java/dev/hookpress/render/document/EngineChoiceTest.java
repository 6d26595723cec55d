package dev.hookpress.render.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.Requests;
import dev.hookpress.render.font.Fonts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which documents are for a browser, where there is one. */
class EngineChoiceTest {
  private static final Path CORPUS = Path.of("src/test/resources/documents");

  private static final LocalRenderer RENDERER = new LocalRenderer(Fonts.load(), Rendering.LIMITS);

  private static RenderAnswer answer(String html, Engine engine) {
    return RENDERER.render(Requests.html(html).by(engine), fault -> {});
  }

  /** Each of them is good with the fast engine, as the fidelity table shows. */
  @Test
  void noDocumentOfTheCorpusIsForTheBrowser() throws IOException {
    List<String> sent = new ArrayList<>();
    List<Path> documents;
    try (Stream<Path> files = Files.list(CORPUS)) {
      documents = files.filter(it -> it.toString().endsWith(".html")).sorted().toList();
    }
    assertThat(documents).hasSizeGreaterThan(50);
    for (Path document : documents) {
      String html = Files.readString(document, StandardCharsets.UTF_8);
      if (answer(html, Engine.AUTO) instanceof RenderAnswer.Browser browser) {
        sent.add(document.getFileName() + ": " + browser.pages().reason());
      }
    }
    assertThat(sent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<script>document.body.innerHTML = 'x'</script>       | The page is empty until",
        "<p>a</p><script>a.textContent = 1</script>           | Its script is not run",
        "<p>a</p><script type=module src=a.js></script>       | Its script is not run",
        "<p>a</p><canvas></canvas>                            | A canvas cannot be printed",
        "<p>a</p><iframe src='https://a.example'></iframe>    | An iframe cannot be printed",
        "<p>a</p><canvas></canvas><canvas></canvas>           | 2 elements of the kind canvas",
        "<style>@container style(--a: 1) {p {color: red}}</style><p>a | The rule @container",
        "<style>p {writing-mode: vertical-rl}</style><p>a     | A value of writing-mode",
        "<style>p {display: flex-odd}</style><p>a             | A value of display",
        "<p style='float: left; shape-outside: circle()'>a     | The property shape-outside",
      })
  void whatTheFastEngineDoesNotUnderstandIsForTheBrowser(String html, String reason) {
    assertThat(answer(html, Engine.AUTO))
        .isInstanceOfSatisfying(
            RenderAnswer.Browser.class,
            browser -> assertThat(browser.pages().reason()).startsWith(reason));
    assertThat(answer(html, Engine.PDFBOX)).isInstanceOf(RenderAnswer.Finished.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>Plain</p>",
        "<p>a</p><script type='application/ld+json'>{}</script>",
        "<p>a</p><script>window.dataLayer = []; gtag('js')</script>",
        "<p>a</p><script src='https://cdn.tailwindcss.com'></script>",
        "<p>a</p><video></video>",
        "<p style='color: nonsense; box-shadow: odd'>a</p>",
      })
  void whatItUnderstandsIsNot(String html) {
    assertThat(answer(html, Engine.AUTO)).isInstanceOf(RenderAnswer.Finished.class);
  }

  @Test
  void aRequestForTheBrowserIsAnsweredWithThePageAsItWasWritten() {
    assertThat(answer("<p onclick=f()>a</p>", Engine.CHROMIUM))
        .isInstanceOfSatisfying(
            RenderAnswer.Browser.class,
            browser ->
                assertThat(
                        new String(browser.pages().pages().get(0).html(), StandardCharsets.UTF_8))
                    .isEqualTo("<p onclick=f()>a</p>"));
  }
}
