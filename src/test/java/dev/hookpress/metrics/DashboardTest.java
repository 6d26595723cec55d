package dev.hookpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.catalog.Dialects;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboards, alerts and the runbook name existing meters and alerts. */
class DashboardTest {
  private static final Path ALERTS = Path.of("config/alerts.yml");
  private static final Path RUNBOOK = Path.of("src/docs/runbook.md");
  // Pauses are metered from the first garbage collection on.
  private static final Pattern METER =
      Pattern.compile("\\b(?:hookpress|jvm(?!_gc_pause)|process)_\\w+");
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (hookpress_\\w+) ");
  private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");
  private static final Pattern PROGRAM = Pattern.compile("`hookpress((?: [a-z]+)+)");
  // A meter of a node without a selection.
  private static final Pattern UNCHOSEN =
      Pattern.compile("\\b(?:hookpress|jvm|process|system|vertx)_\\w+(?![\\w{])");
  private static final Pattern HEADING = Pattern.compile("(?m)^### (Hookpress\\w+)$");

  @Test
  void dashboardsAndAlertsUseMetersThatAScrapeShows() throws IOException {
    Set<String> shown =
        scrape()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0])
            .collect(Collectors.toSet());

    for (Map.Entry<Path, String> file : watchers().entrySet()) {
      assertThat(shown).as("%s", file.getKey()).containsAll(found(METER, file.getValue()));
    }
  }

  @Test
  void everyMeterOfHookpressIsOnADashboard() throws IOException {
    String dashboards =
        dashboards().stream().map(DashboardTest::read).collect(Collectors.joining());

    assertThat(found(FAMILY, scrape()))
        .filteredOn(family -> !family.endsWith("_max"))
        .hasSizeGreaterThanOrEqualTo(15)
        .allSatisfy(family -> assertThat(dashboards).contains(family));
  }

  @Test
  void panelsOfADashboardDoNotOverlap() throws IOException {
    for (Path dashboard : dashboards()) {
      Set<String> cells = new TreeSet<>();
      JsonArray panels = new JsonObject(read(dashboard)).getJsonArray("panels");
      for (int i = 0; i < panels.size(); i++) {
        JsonObject at = panels.getJsonObject(i).getJsonObject("gridPos");
        for (int x = at.getInteger("x"); x < at.getInteger("x") + at.getInteger("w"); x++) {
          for (int y = at.getInteger("y"); y < at.getInteger("y") + at.getInteger("h"); y++) {
            assertThat(cells.add(x + "," + y)).as("%s: %s", dashboard, at).isTrue();
          }
        }
      }
    }
  }

  @Test
  void everyDashboardIsChosenByTheSameVariablesAndMarksTheSameEvents() throws IOException {
    assertThat(dashboards()).hasSize(6);
    for (Path file : dashboards()) {
      JsonObject dashboard = new JsonObject(read(file));
      assertThat(names(dashboard.getJsonObject("templating")))
          .startsWith("datasource", "job", "namespace", "instance");
      assertThat(names(dashboard.getJsonObject("annotations")))
          .containsExactly("Deploys", "Blocks", "Alerts");
      assertThat(dashboard.getJsonArray("links").encode()).contains("\"Runbook\"");
    }
  }

  @Test
  void everyPanelSaysWhatItShowsInWhichUnitAndOfWhichNodes() throws IOException {
    Set<String> alerts = found(ALERT, read(ALERTS));
    for (Path file : dashboards()) {
      for (JsonObject panel : panels(file)) {
        String title = file + ": " + panel.getString("title");
        if (Set.of("row", "text").contains(panel.getString("type"))) {
          continue;
        }
        assertThat(panel.getString("description")).as(title).isNotBlank();
        assertThat(panel.getJsonObject("fieldConfig").getJsonObject("defaults").getString("unit"))
            .as(title)
            .isNotBlank();
        for (JsonObject target : objects(panel.getJsonArray("targets"))) {
          assertThat(target.getString("legendFormat")).as(title).isNotBlank();
          assertThat(UNCHOSEN.matcher(target.getString("expr")).results()).as(title).isEmpty();
        }
        for (JsonObject link : objects(panel.getJsonArray("links", new JsonArray()))) {
          assertThat(alerts).as(title).contains(link.getString("title").replace("Runbook: ", ""));
          assertThat(link.getString("url")).as(title).startsWith("https://runbooks.example/");
        }
      }
    }
  }

  @Test
  void commandsOnDashboardsExist() throws IOException {
    String sources = sources();
    Set<String> commands =
        found(
            PROGRAM, dashboards().stream().map(DashboardTest::read).collect(Collectors.joining()));
    assertThat(commands).isNotEmpty();
    for (String command : commands) {
      for (String word : command.strip().split(" ")) {
        assertThat(sources).as(command).contains("name = \"" + word + "\"");
      }
    }
  }

  @Test
  void everyAlertIsInTheRunbook() {
    assertThat(found(HEADING, read(RUNBOOK))).isEqualTo(found(ALERT, read(ALERTS))).isNotEmpty();
  }

  private static String scrape() {
    try (Metrics metrics = new Metrics(Dialects.names(), List.of("loopback"), false)) {
      EveryEvent.in(metrics);
      return metrics.scrape();
    }
  }

  private static Map<Path, String> watchers() throws IOException {
    return Stream.concat(dashboards().stream(), Stream.of(ALERTS))
        .collect(Collectors.toMap(file -> file, DashboardTest::read));
  }

  private static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("grafana"))) {
      List<Path> dashboards = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(dashboards).isNotEmpty();
      return dashboards;
    }
  }

  private static List<String> names(JsonObject list) {
    return objects(list.getJsonArray("list")).stream().map(each -> each.getString("name")).toList();
  }

  private static List<JsonObject> panels(Path dashboard) {
    return objects(new JsonObject(read(dashboard)).getJsonArray("panels"));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/hookpress/cli"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(DashboardTest::read)
          .collect(Collectors.joining());
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(match.groupCount()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
