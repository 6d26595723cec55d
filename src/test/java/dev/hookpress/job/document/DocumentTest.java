package dev.hookpress.job.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentTest {
  @Test
  void aChangedPartLeavesTheOthersUnchanged() {
    Document unlocked =
        new Document(
            List.of(),
            RenderOptions.standard("a.pdf"),
            new Destination.Hosted(),
            Optional.of(new PdfOperation.Unprotect("secret")));
    List<Part> parts = List.of(new Part.Html("x"));

    Document other = unlocked.withParts(parts);

    assertThat(other.parts()).isEqualTo(parts);
    assertThat(other.withParts(List.of())).isEqualTo(unlocked);
  }
}
