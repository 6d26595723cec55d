package dev.hookpress.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Limits of lines, methods, files and packages. */
class SizeTest {
  private static final int MAX_METHOD_LINES = 70;
  private static final int MAX_VERTICLE_LINES = 100;
  private static final int MAX_FILE_LINES = 400;
  private static final int MAX_COLUMNS = 100;
  private static final int MAX_FILES_IN_PACKAGE = 30;

  // In two pieces, so that this file does not find itself.
  private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

  @Test
  void noMethodIsLongerThanSeventyLines() throws IOException {
    assertThat(longMethods()).isEmpty();
  }

  @Test
  void noFileIsLongerThanFourHundredLines() {
    assertThat(sources())
        .allSatisfy(file -> assertThat(lines(file)).hasSizeLessThanOrEqualTo(MAX_FILE_LINES));
  }

  @Test
  void noPackageHasMoreThanThirtyFiles() {
    Map<Path, Long> files =
        sources().stream()
            .filter(file -> file.startsWith(Path.of("src/main/java")))
            .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));

    assertThat(files).isNotEmpty();
    assertThat(files.values())
        .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(MAX_FILES_IN_PACKAGE));
  }

  @Test
  void aVerticleIsShort() {
    assertThat(sources())
        .filteredOn(file -> file.toString().endsWith("Verticle.java"))
        .allSatisfy(file -> assertThat(lines(file)).hasSizeLessThanOrEqualTo(MAX_VERTICLE_LINES));
  }

  @Test
  void noLineIsWiderThanHundredColumns() {
    assertThat(matching(SizeTest::tooWide)).isEmpty();
  }

  @Test
  void noFileHasATodo() {
    assertThat(matching(line -> LEFT_FOR_LATER.matcher(line).find())).isEmpty();
  }

  @Test
  void everyPackageIsDocumented() {
    assertThat(in(Path.of("src/main/java")).map(Path::getParent).distinct())
        .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
  }

  /** An import cannot be wrapped. */
  private static boolean tooWide(String line) {
    return line.codePointCount(0, line.length()) > MAX_COLUMNS && !line.startsWith("import ");
  }

  private static List<String> matching(Predicate<String> wrong) {
    return sources().stream()
        .flatMap(
            file -> {
              List<String> lines = lines(file);
              return IntStream.range(0, lines.size())
                  .filter(i -> wrong.test(lines.get(i)))
                  .mapToObj(i -> file + ":" + (i + 1));
            })
        .toList();
  }

  private static List<String> longMethods() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodLengths(unit, positions, found).scan(unit, null);
      }
    }
    return found;
  }

  /** Notes the methods of one file that are too long; counts from the annotations to the brace. */
  private static final class MethodLengths extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> found;

    MethodLengths(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      LineMap map = unit.getLineMap();
      long first = map.getLineNumber(positions.getStartPosition(unit, method));
      long last = map.getLineNumber(positions.getEndPosition(unit, method));
      if (last - first + 1 > MAX_METHOD_LINES) {
        found.add(unit.getSourceFile().getName() + ":" + first + " " + method.getName());
      }
      return super.visitMethod(method, nothing);
    }
  }

  private static List<Path> sources() {
    return Stream.of("src/main/java", "src/test/java", "src/bench", "src/examples", "src/clients")
        .map(Path::of)
        .flatMap(SizeTest::in)
        .toList();
  }

  private static Stream<Path> in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
