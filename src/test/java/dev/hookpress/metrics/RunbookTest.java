package dev.hookpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.catalog.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every alert leads to a section of the runbook, and every command there asks for what exists. */
class RunbookTest {
  private static final Pattern ALERT =
      Pattern.compile("- alert: (\\w+)\\n(?:(?! +- (?:alert|record):).*\\n?)*");
  private static final Pattern SUMMARY = Pattern.compile("(?m)^ +summary: \"([^\\n]*)\"$");
  private static final Pattern COMMAND = Pattern.compile("(?m)^- Command: `([^`\\n]+)`$");
  private static final Pattern PROGRAM = Pattern.compile("`hookpress((?: [a-z]+)+)");
  private static final Pattern EVENT = Pattern.compile("\\.event == \"([a-z_.]+)\"");
  private static final Pattern METER = Pattern.compile("\\b(?:hookpress|jvm|process)_\\w+");

  private final String alerts = read("config/alerts.yml");
  private final String runbook = read("src/docs/runbook.md");

  @Test
  void everyAlertHasASummaryWithFiguresAndTheAddressOfItsSection() {
    List<MatchResult> all = ALERT.matcher(alerts).results().toList();
    assertThat(all).hasSizeGreaterThan(25);
    for (MatchResult alert : all) {
      String name = alert.group(1);
      assertThat(found(SUMMARY, alert.group())).as(name).hasSize(1);
      assertThat(found(SUMMARY, alert.group()).iterator().next())
          .as(name)
          .containsPattern("\\$value|\\b0 ");
      assertThat(alert.group()).contains("#" + name.toLowerCase(Locale.ROOT) + "\n");
      assertThat(runbook).contains("### " + name + "\n\n- Symptom: ");
    }
  }

  @Test
  void theScrapeJobIsNamedInOnePlace() {
    assertThat(alerts.split("job=", -1)).hasSize(2);
  }

  @Test
  void everySectionAsksAQuestionThatACommandAnswersAndNamesARemedy() {
    List<String> sections = Stream.of(runbook.split("(?m)^### ")).skip(1).toList();
    assertThat(sections)
        .allSatisfy(
            section ->
                assertThat(section)
                    .containsSubsequence(
                        "- Symptom: ", "- Question: ", "- Command: `", "- Remedy: "));
    assertThat(COMMAND.matcher(runbook).results()).hasSameSizeAs(sections);
  }

  @Test
  void everyCommandAsksForWhatExists() throws IOException {
    Set<String> shown = shown();
    String sources = sources();
    for (String command : found(COMMAND, runbook)) {
      String program = command.split(" ", 2)[0];
      assertThat(program).as(command).isIn("curl", "jq", "promtool");
      if (program.equals("curl")) {
        assertThat(sources).contains("\"" + command.replaceFirst(".*:8081", "") + "\"");
      }
      assertThat(shown).as(command).containsAll(found(METER, command.replace("hookpress.log", "")));
      for (String event : found(EVENT, command)) {
        assertThat(sources).as(command).contains("\"" + event + "\"");
      }
    }
  }

  @Test
  void everyCommandOfTheProgramExists() throws IOException {
    String sources = sources();
    List<MatchResult> all = PROGRAM.matcher(runbook).results().toList();
    assertThat(all).isNotEmpty();
    for (MatchResult command : all) {
      for (String word : command.group(1).strip().split(" ")) {
        assertThat(sources).as(command.group()).contains("name = \"" + word + "\"");
      }
    }
  }

  private static Set<String> shown() {
    try (Metrics metrics = new Metrics(Dialects.names(), List.of("loopback"), false)) {
      EveryEvent.in(metrics);
      return metrics
          .scrape()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("[{ ]", 2)[0])
          .collect(Collectors.toSet());
    }
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> read(file.toString()))
          .collect(Collectors.joining());
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(match.groupCount()))
        .collect(Collectors.toSet());
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
