package dev.hookpress.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each promise of the page on the dialects names tests that exist. */
class DialectsPageTest {
  private static final Path PAGE = Path.of("src/docs/dialects.md");
  private static final Pattern CLASS = Pattern.compile("`(\\w+(?:Test|IT|E2E))\\b");
  private static final Pattern METHOD =
      Pattern.compile("`(?:\\w+(?:Test|IT|E2E)\\.)?([a-z]\\w*[A-Z]\\w*)`");
  private static final Pattern DECLARED = Pattern.compile("void (\\w+)\\(");

  /** Of each row of a table, what stands right of the sentence. */
  private static List<String> shownBy() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
        .map(line -> line.substring(0, line.length() - 2))
        .map(line -> line.substring(line.lastIndexOf(" | ") + 1))
        .toList();
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Set<String> classes = new HashSet<>();
    Set<String> methods = new HashSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        classes.add(file.getFileName().toString().replace(".java", ""));
        DECLARED
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1))
            .forEach(methods::add);
      }
    }
    assertThat(named(CLASS)).isNotEmpty().isSubsetOf(classes);
    assertThat(named(METHOD)).isNotEmpty().isSubsetOf(methods);
  }

  private static List<String> named(Pattern pattern) throws IOException {
    return shownBy().stream()
        .flatMap(cell -> pattern.matcher(cell).results())
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
