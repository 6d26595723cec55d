package dev.hookpress.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.DialectName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each documented field of the services is honoured, or has no effect and is named in a warning, or
 * is refused: one request a line of {@code dialect/contract/fields.txt}.
 */
class VendorFieldsTest {
  private static final String NONE = "-";
  private static final String TEMPLATE = "01JD0000000000000000000000";

  static Stream<String> fields() {
    return Golden.text("contract/fields.txt").lines().filter(line -> !line.startsWith("#"));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void everyFieldIsHonouredOrWarnedOfOrRefused(String line) {
    List<String> cells = Stream.of(line.split(" \\| ")).map(String::strip).toList();
    Decoded decoded = decode(cells.get(0), cells.get(1), cells.get(2).replace('\'', '"'));

    if (!cells.get(4).equals(NONE)) {
      assertThat(decoded).isInstanceOf(Decoded.Refused.class);
      assertThat(faults(((Decoded.Refused) decoded).problem())).containsExactly(cells.get(4));
    } else {
      assertThat(decoded).isInstanceOf(Decoded.Request.class);
      assertThat(((Decoded.Request) decoded).warnings().stream().map(it -> it.split(": ")[0]))
          .containsExactlyElementsOf(cells.get(3).equals(NONE) ? List.of() : List.of(cells.get(3)));
    }
  }

  private static Decoded decode(String format, String path, String body) {
    Dialect dialect = Dialects.of(new DialectName(format));
    return dialect.decode(
        new Submission(
            body.getBytes(StandardCharsets.UTF_8),
            Map.of("operation", path, "mode", path, "template", TEMPLATE)),
        url -> Optional.empty());
  }

  private static List<String> faults(Problem problem) {
    return problem.errors().isEmpty()
        ? List.of("not offered")
        : problem.errors().stream()
            .map(fault -> fault.where().isEmpty() ? "/" : fault.where())
            .toList();
  }
}
