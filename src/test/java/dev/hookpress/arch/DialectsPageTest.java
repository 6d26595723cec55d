package dev.hookpress.arch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Submission;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.DialectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each promise of the page on the dialects names tests that exist. */
class DialectsPageTest {
  private static final Path PAGE = Path.of("src/docs/dialects.md");
  private static final Pattern CLASS = Pattern.compile("`(\\w+(?:Test|IT|E2E))\\b");
  private static final Pattern METHOD =
      Pattern.compile("`(?:\\w+(?:Test|IT|E2E)\\.)?([a-z]\\w*[A-Z]\\w*)`");
  private static final Set<String> HEADS = Set.of("shown by", "test", "the test that shows it");
  private static final Pattern DECLARED = Pattern.compile("void (\\w+)\\(");

  /** Of each row of a table, what stands right of the sentence. */
  private static List<String> shownBy() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
        .map(line -> line.substring(0, line.length() - 2))
        .map(line -> line.substring(line.lastIndexOf(" | ") + 3))
        .toList();
  }

  /** A row is a promise: it names what shows it, or where that is listed. */
  @Test
  void everyRowNamesATest() throws IOException {
    List<String> rows = shownBy();

    assertThat(rows.stream().filter(DialectsPageTest::names).count()).isGreaterThan(100);
    assertThat(rows.stream().filter(row -> !names(row)))
        .allMatch(row -> row.startsWith("---") || HEADS.contains(row));
  }

  private static boolean names(String cell) {
    return cell.contains("`decisions.md`")
        || CLASS.matcher(cell).find()
        || METHOD.matcher(cell).find();
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

  /** What a format says of an unknown field names all that it knows. */
  private static List<String> fields(String dialect, String route) {
    byte[] body = "{\"qqqqqqqqqqqqqqqq\": 1}".getBytes(StandardCharsets.UTF_8);
    Map<String, String> path = route.endsWith("/async") ? Map.of("mode", "async") : Map.of();
    Decoded decoded =
        Dialects.of(new DialectName(dialect))
            .decode(new Submission(body, path, true), url -> Optional.empty());
    String known = "Known here: ";
    return ((Decoded.Refused) decoded)
        .problem().errors().stream()
            .map(Problem.Fault::detail)
            .filter(detail -> detail.contains(known))
            .map(detail -> detail.substring(detail.indexOf(known) + known.length()))
            .map(names -> names.substring(0, names.length() - 1))
            .flatMap(names -> Stream.of(names.split(", ")))
            .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "tailpdf,   /pdf",
    "enconvert, /v1/convert/url-to-pdf",
    "vortex,    /api/v1/renderers/pdf/async"
  })
  void everyFieldAndRouteOfAFormatIsOnThePage(String dialect, String route) throws IOException {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("\n## " + dialect + "\n") + 4);
    String own =
        section.contains("\n## ") ? section.substring(0, section.indexOf("\n## ")) : section;

    assertThat(fields(dialect, route)).isNotEmpty().allSatisfy(it -> assertThat(own).contains(it));
    assertThat(Dialects.of(new DialectName(dialect)).routes())
        .allSatisfy(
            it ->
                assertThat(own.replaceAll("\\{\\w+\\}", ":id").replace("GET `/", "GET /"))
                    .contains(it.path()));
  }
}
