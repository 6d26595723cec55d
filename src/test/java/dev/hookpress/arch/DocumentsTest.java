package dev.hookpress.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents are indexed and linked, and the README is short. */
class DocumentsTest {
  private static final Path README = Path.of("README.md");
  private static final Path DOCS = Path.of("src/docs");
  private static final Path INDEX = DOCS.resolve("README.md");
  private static final int MAX_README_BYTES = 6_000;

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.size(README)).isLessThan(MAX_README_BYTES);
  }

  @Test
  void everyRelativeLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      for (String link : links(document)) {
        if (!link.matches("[a-z]+:.*")) {
          problem(document, link).ifPresent(why -> broken.add(document + ": " + link + why));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void theIndexNamesEveryDocument() {
    Set<Path> named = new HashSet<>();
    for (String link : links(INDEX)) {
      named.add(INDEX.resolveSibling(link.replaceFirst("#.*", "")).normalize());
    }
    assertThat(documents().stream().filter(each -> each.startsWith(DOCS) && !each.equals(INDEX)))
        .as("documents that %s has to name", INDEX)
        .allMatch(named::contains);
  }

  @Test
  void theVersionIsTheSameEverywhere() throws IOException {
    String version =
        first(Path.of("pom.xml"), "<artifactId>hookpress</artifactId>\\s*<version>(.*?)<");

    assertThat(first(Path.of("src/main/resources/openapi.yaml"), "\n  version: (.*)\n"))
        .isEqualTo(version);
    assertThat(first(Path.of("config/kubernetes/hookpress.yaml"), "image: hookpress:(.*)\n"))
        .isEqualTo(version);
    assertThat(first(Path.of("CHANGELOG.md"), "\n## \\[([0-9.]+)]")).isEqualTo(version);
  }

  private static String first(Path file, String pattern) throws IOException {
    var found = Pattern.compile(pattern).matcher(Files.readString(file));
    assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
    return found.group(1);
  }

  private static Optional<String> problem(Path document, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? document : sibling(document, file);
    if (!Files.exists(target)) {
      return Optional.of(" names no file");
    }
    if (hash >= 0 && !anchors(target).contains(link.substring(hash + 1))) {
      return Optional.of(" names no heading of " + target + " " + anchors(target));
    }
    return Optional.empty();
  }

  private static Path sibling(Path document, String file) {
    Path folder = document.getParent();
    return (folder == null ? Path.of(file) : folder.resolve(file)).normalize();
  }

  private static List<Path> documents() {
    return Stream.of(
            Stream.of(README, Path.of("CHANGELOG.md")),
            markdown(Path.of(".github")),
            markdown(DOCS),
            markdown(Path.of("src/clients")),
            markdown(Path.of("src/examples")))
        .flatMap(each -> each)
        .sorted()
        .toList();
  }

  private static Stream<Path> markdown(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> links(Path document) {
    return prose(document).stream()
        .flatMap(line -> LINK.matcher(CODE.matcher(line).replaceAll("")).results())
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  /** As GitHub names headings: lower case, no punctuation, hyphens for spaces, numbers if alike. */
  private static Set<String> anchors(Path document) {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    for (String line : prose(document)) {
      var heading = HEADING.matcher(line);
      if (heading.matches()) {
        String name =
            heading
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
        int alike = seen.merge(name, 1, Integer::sum);
        anchors.add(alike == 1 ? name : name + "-" + (alike - 1));
      }
    }
    return anchors;
  }

  /** The lines outside of fenced code. */
  private static List<String> prose(Path document) {
    List<String> prose = new ArrayList<>();
    boolean code = false;
    try {
      for (String line : Files.readAllLines(document)) {
        if (line.strip().startsWith("```")) {
          code = !code;
        } else if (!code) {
          prose.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return prose;
  }
}
