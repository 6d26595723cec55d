package dev.hookpress.render.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerFormatTest {
  private static final byte[] PDF = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);

  @Test
  void answersAreReadAsTheyWereWritten() throws IOException {
    RenderAnswer wanted =
        new RenderAnswer.Wanted(
            Set.of(URI.create("https://a.example/b?c=d|e".replace("|", "%7C"))));
    assertThat(read(wanted)).isEqualTo(wanted);
    RenderAnswer rejected =
        new RenderAnswer.Finished(new RenderedPdf.Rejected(FailureCode.LIMIT_PAGES, "Too many"));
    assertThat(read(rejected)).isEqualTo(rejected);
    RenderedPdf pdf =
        ((RenderAnswer.Finished)
                read(
                    new RenderAnswer.Finished(
                        new RenderedPdf.Pdf(PDF, 3, 7, List.of("A warning")))))
            .pdf();
    assertThat(pdf)
        .usingRecursiveComparison()
        .isEqualTo(new RenderedPdf.Pdf(PDF, 3, 7, List.of("A warning")));
  }

  @Test
  void anAnswerThatBreaksARuleIsNone() {
    for (String head :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{\"kind\":\"NO_KIND\"}",
            "{\"kind\":\"PDF\",\"pages\":[1],\"warnings\":[],\"faults\":[]}",
            "{\"kind\":\"REJECTED\",\"message\":\"x\",\"faults\":[]}",
            "{\"kind\":\"PROPERTIES\",\"faults\":[]}",
            "{\"kind\":\"PROPERTIES\",\"faults\":[],\"properties\":{\"pages\":1}}",
            "{\"kind\":\"WANTED\",\"wanted\":[],\"faults\":[]}",
            "{\"kind\":\"WANTED\",\"wanted\":[\"file:///etc/passwd\"],\"faults\":[]}",
            "{\"kind\":\"WANTED\",\"wanted\":[\"relative\"],\"faults\":[]}",
            "{\"kind\":\"READY\",\"message\":\"\",\"warnings\":[\"\"],\"faults\":[]}",
            "[".repeat(100_000))) {
      assertThatThrownBy(
              () ->
                  AnswerFormat.answer(
                      new Message(head.getBytes(StandardCharsets.UTF_8), List.of()), AssetType.PDF))
          .as(head)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatIsNoPdfIsNotTakenForOne() throws IOException {
    Message lie =
        AnswerFormat.answer(
            new RenderAnswer.Finished(new RenderedPdf.Pdf(new byte[9], 1, 0, List.of())),
            List.of());

    assertThatThrownBy(() -> AnswerFormat.answer(lie, AssetType.PDF))
        .isInstanceOf(IOException.class);
  }

  @Test
  void theRoomForASignatureMustBeThere() throws IOException {
    byte[] pdf = "%PDF-1.7 <0000> %%EOF".getBytes(StandardCharsets.US_ASCII);
    RenderedPdf.Pdf open =
        new RenderedPdf.Pdf(pdf, 1, 0, List.of()).open(pdf, new RenderedPdf.Slot(9, 15));
    assertThat(((RenderAnswer.Finished) read(new RenderAnswer.Finished(open))).pdf())
        .usingRecursiveComparison()
        .isEqualTo(open);

    for (RenderedPdf.Slot slot :
        List.of(
            new RenderedPdf.Slot(0, 15),
            new RenderedPdf.Slot(9, 14),
            new RenderedPdf.Slot(9, 1_000),
            new RenderedPdf.Slot(-1, 15),
            new RenderedPdf.Slot(15, 9),
            new RenderedPdf.Slot(Integer.MIN_VALUE, Integer.MAX_VALUE))) {
      assertThatThrownBy(() -> read(new RenderAnswer.Finished(open.open(pdf, slot))))
          .as(slot.toString())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void filesAreOfTheTypeThatTheOperationMakes() throws IOException {
    byte[] gif = "GIF89a and more".getBytes(StandardCharsets.UTF_8);
    RenderedPdf.Files files =
        new RenderedPdf.Files(List.of(new RenderedPdf.File(gif, 1)), 0, List.of("A warning"));
    Message message = AnswerFormat.answer(new RenderAnswer.Finished(files), List.of());

    RenderAnswer.Finished read =
        (RenderAnswer.Finished) AnswerFormat.answer(message, AssetType.GIF).answer();
    assertThat(((RenderedPdf.Files) read.pdf()).warnings()).containsExactly("A warning");
    for (AssetType other : List.of(AssetType.PDF, AssetType.PNG, AssetType.ZIP)) {
      assertThatThrownBy(() -> AnswerFormat.answer(message, other)).isInstanceOf(IOException.class);
    }
  }

  private static RenderAnswer read(RenderAnswer answer) throws IOException {
    return AnswerFormat.answer(AnswerFormat.answer(answer, List.of("A fault")), AssetType.PDF)
        .answer();
  }
}
