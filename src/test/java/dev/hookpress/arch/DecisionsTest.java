package dev.hookpress.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Each decision names tests that exist. */
class DecisionsTest {
  private static final Path DECISIONS = Path.of("src/docs/decisions.md");
  private static final Pattern NAMED = Pattern.compile("`([A-Za-z0-9.]+)#([A-Za-z0-9]+)`");

  private static List<String> rows() throws IOException {
    return Files.readAllLines(DECISIONS).stream()
        .filter(line -> line.startsWith("|"))
        .filter(line -> !line.startsWith("| question") && !line.startsWith("|---"))
        .toList();
  }

  @Test
  void everyRowNamesATest() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(9).allMatch(row -> NAMED.matcher(row).find());
  }

  @Test
  void everyNamedTestExists() throws IOException {
    List<String> missing =
        rows().stream()
            .flatMap(row -> NAMED.matcher(row).results())
            .filter(named -> !exists(named))
            .map(MatchResult::group)
            .toList();
    assertThat(missing).isEmpty();
  }

  private static boolean exists(MatchResult named) {
    try {
      // The class is not initialized, since it may start servers.
      Class<?> type =
          Class.forName(
              "dev.hookpress." + named.group(1), false, DecisionsTest.class.getClassLoader());
      // A suite that the class extends may declare the test.
      return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
          .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
          .anyMatch(
              method ->
                  method.getName().equals(named.group(2))
                      && AnnotationSupport.isAnnotated(method, Testable.class));
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }
}
