package dev.hookpress.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that a browser's PDF names by other characters than its document has. */
class LettersTest {
  @ParameterizedTest
  @CsvSource({"\u2ed4, \u95e8", "\u2ed8, \u9752", "\u2027, \u30fb", "\u95e8, \u95e8", "a, a"})
  void aGlyphIsNamedByTheUsualOfItsCharacters(String named, String usual) {
    assertThat(Letters.unified(named)).isEqualTo(usual);
  }

  @Test
  void anAlternateGlyphIsUnknown() {
    assertThat(Letters.unified("\ue015,0")).isEqualTo(Letters.UNKNOWN + ",0");
  }

  @ParameterizedTest
  @CsvSource({
    "\u0930\u093e\u0936\u093f, \u0930\u093e?\u0936, true",
    "\u0930\u093e\u0936\u093f, ?, true",
    "\u0930\u093e\u0936\u093f, \u0930\u093e?\u0932, false",
    "\u0930\u093e, \u0930?\u093e, false",
    "\u0930\u093e, \u0930\u0930?, false",
  })
  void aWordHasAllKnownLettersOfAnotherAndMore(String word, String known, boolean same) {
    assertThat(Letters.mayBe(word, known.replace('?', Letters.UNKNOWN))).isEqualTo(same);
  }

  @Test
  void aWordOfUnknownLettersIsFoundAtItsPlaceOnly() {
    Word theirs = new Word(0, "\u0000\u0935\u0930", 100, 130, 50, 12);
    Word there = new Word(0, "\u0935\u093f\u0930", 101, 131, 52, 12);
    Word elsewhere = new Word(0, "\u0935\u093f\u0930", 300, 330, 52, 12);

    assertThat(matched(theirs, there)).containsEntry(theirs, there);
    assertThat(matched(theirs, elsewhere)).isEmpty();
  }

  private static Map<Word, Word> matched(Word theirs, Word our) {
    List<SeenPdf.PageSize> pages = List.of(new SeenPdf.PageSize(595, 842));
    SeenPdf reference = new SeenPdf(pages, List.of(theirs), new TreeMap<>());
    SeenPdf ours = new SeenPdf(pages, List.of(our), new TreeMap<>());
    Places places =
        new Places(reference, Lines.lines(reference.words()), ours, Lines.lines(ours.words()));
    return Matching.match(reference.words(), ours.words(), places);
  }
}
