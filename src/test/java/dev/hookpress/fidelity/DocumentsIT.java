package dev.hookpress.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.fidelity.Likeness.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document of the corpus looks as much like Chromium's PDF as the record says. */
final class DocumentsIT {
  private static final String RECORD =
      "record it with: mvn -q -Pfidelity verify -Dfidelity.args=--record";

  static List<String> names() throws IOException {
    return Corpus.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void looksAsRecorded(String name) throws IOException {
    Likeness found = Corpus.likeness(name, Corpus.render(Corpus.html(name)));
    Verdict expected = Verdicts.read().get(name);
    assertThat(expected).as("%s has no verdict; %s", name, RECORD).isNotNull();
    assertThat(found.verdict())
        .as("%s got worse: %s", name, found)
        .isGreaterThanOrEqualTo(expected);
    assertThat(found.verdict())
        .as("%s got better: %s; %s", name, found, RECORD)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theMeasurementIsOfTheDocumentAsItIs(String name) throws IOException {
    Measurement kept = Measurement.ofJson(Files.readString(Corpus.measured(name)));
    assertThat(kept.document())
        .as("%s has changed: measure it with: mvn -q -Pfidelity verify", name)
        .isEqualTo(Corpus.digest(Corpus.html(name)));
  }

  @Test
  void everyVerdictIsOfADocument() throws IOException {
    Map<String, Verdict> verdicts = Verdicts.read();
    assertThat(verdicts.keySet()).containsExactlyInAnyOrderElementsOf(Corpus.names());
  }
}
