package dev.hookpress.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the program's sources: each caller of a statement must bind exactly its parameters. */
class SqlCallersTest {
  private static final String BIND = ".bind(";

  @Test
  void everyCallerBindsExactlyTheParameters() throws IOException {
    Set<Sql> called = EnumSet.noneOf(Sql.class);
    for (String source : sources()) {
      for (int at = source.indexOf("Sql."); at >= 0; at = source.indexOf("Sql.", at + 1)) {
        int end = endOfName(source, at + 4);
        if (end == at + 4 || !source.startsWith(".on(", end)) {
          continue;
        }
        Sql statement = Sql.valueOf(source.substring(at + 4, end));
        called.add(statement);
        Set<String> bound = new LinkedHashSet<>();
        int next = closing(source, end + 3) + 1;
        while (source.startsWith(BIND, next)) {
          int name = source.indexOf('"', next) + 1;
          bound.add(source.substring(name, source.indexOf('"', name)));
          next = closing(source, next + BIND.length() - 1) + 1;
        }
        if (source.startsWith(".execute()", next)) {
          assertThat(bound).as("%s", statement).hasSameElementsAs(statement.parameters());
        } else {
          assertThat(statement.parameters()).as("%s", statement).containsAll(bound);
        }
      }
    }
    assertThat(called).hasSizeGreaterThan(50);
  }

  /** The sources of the packages that call Postgres, without white space. */
  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/hookpress/postgres"))) {
      return files
          .filter(Files::isRegularFile)
          .map(SqlCallersTest::read)
          .map(text -> text.replaceAll("//[^\n]*", "").replaceAll("\\s", ""))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int endOfName(String source, int from) {
    int end = from;
    while (Character.isUpperCase(source.charAt(end))
        || Character.isDigit(source.charAt(end))
        || source.charAt(end) == '_') {
      end++;
    }
    return end;
  }

  /** The parenthesis that closes the one at {@code open}. */
  private static int closing(String source, int open) {
    int depth = 0;
    for (int at = open; ; at++) {
      if (source.charAt(at) == '(') {
        depth++;
      } else if (source.charAt(at) == ')') {
        depth--;
        if (depth == 0) {
          return at;
        }
      }
    }
  }
}
