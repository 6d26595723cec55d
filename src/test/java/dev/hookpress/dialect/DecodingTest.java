package dev.hookpress.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every dialect decodes any bytes to a value or a problem, without an exception. */
class DecodingTest {
  private static final String MARKS = "{}[]:,\"\\u0 19-.eE+ntf/\u0000\uD800é";

  /** What the paths of the dialects have places for. */
  private static final Map<String, String> PLACES =
      Map.of("template", "01JD0000000000000000000000", "operation", "htmltopdf");

  @Property(tries = 500)
  void anyBytes(@ForAll byte[] body) {
    assertDecides(body);
  }

  @Property(tries = 2000)
  void mutatedGoldens(@ForAll("mutations") byte[] body) {
    assertDecides(body);
  }

  @Property(tries = 1000)
  void goldensWithOtherValues(@ForAll("replacements") String body) {
    assertDecides(body.getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<byte[]> mutations() {
    Arbitrary<byte[]> golden = Arbitraries.of(Golden.requests()).map(Golden::bytes);
    Arbitrary<Integer> position = Arbitraries.integers().between(0, 2000);
    return Combinators.combine(golden, position, position, Arbitraries.bytes())
        .as(
            (bytes, at, cut, with) -> {
              byte[] mutated = bytes.clone();
              mutated[at % mutated.length] = with;
              int from = cut % mutated.length;
              int dropped = Math.min(at % 4, mutated.length - from);
              byte[] shorter = new byte[mutated.length - dropped];
              System.arraycopy(mutated, 0, shorter, 0, from);
              System.arraycopy(
                  mutated, from + dropped, shorter, from, mutated.length - from - dropped);
              return shorter;
            });
  }

  /** Keeps the JSON whole, so that the readers behind the parser are reached. */
  @Provide
  Arbitrary<String> replacements() {
    Arbitrary<String> golden = Arbitraries.of(Golden.requests()).map(Golden::text);
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.of("null", "true", "[]", "{}", "-1", "1e99", "0.1e-400", "[[[]]]"),
            Arbitraries.strings()
                .ofMaxLength(20)
                .map(
                    text ->
                        new String(
                            Json.write(Json.object().textNode(text)), StandardCharsets.UTF_8)),
            Arbitraries.strings().withChars(MARKS).ofMaxLength(8).map(text -> "\"" + text + "\""));
    return Combinators.combine(golden, value, Arbitraries.integers().between(0, 60))
        .as(
            (json, with, which) -> {
              String[] pieces = json.split(": ", -1);
              int at = 1 + which % (pieces.length - 1);
              int end = pieces[at].indexOf(',');
              pieces[at] = with + (end < 0 ? "" : pieces[at].substring(end));
              return String.join(": ", pieces);
            });
  }

  private static void assertDecides(byte[] body) {
    for (Dialect dialect : Dialects.ALL) {
      Decoded decoded = dialect.decode(new Submission(body, PLACES), url -> Optional.empty());
      if (decoded instanceof Decoded.Refused refused) {
        assertThat(dialect.problem(refused.problem()).body()).isNotEmpty();
      } else {
        assertThat(((Decoded.Request) decoded).documents()).isNotEmpty();
      }
    }
  }
}
