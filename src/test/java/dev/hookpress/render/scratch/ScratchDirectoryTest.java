package dev.hookpress.render.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {
  private static final String PREFIX = "scratch-";

  @TempDir Path temporary;

  /** Another process: creates a directory, says which, and lives until it is killed. */
  static final class Other {
    public static void main(String[] args) throws IOException {
      System.out.println(ScratchDirectory.create(Path.of(args[0]), PREFIX).path());
      System.in.read();
    }
  }

  @Test
  void whatAKilledProcessHasLeftIsRemovedAndWhatALivingOneUsesIsKept() throws Exception {
    ScratchDirectory first = ScratchDirectory.create(temporary, PREFIX);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                temporary.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      Path others = Path.of(out.readLine());
      Files.createDirectories(others.resolve("process-1/files"));
      ScratchDirectory second = ScratchDirectory.create(temporary, PREFIX);
      assertThat(all()).containsExactlyInAnyOrder(first.path(), second.path(), others);

      other.destroyForcibly().waitFor();
      ScratchDirectory third = ScratchDirectory.create(temporary, PREFIX);

      assertThat(all()).containsExactlyInAnyOrder(first.path(), second.path(), third.path());
      Stream.of(first, second, third).forEach(ScratchDirectory::remove);
      assertThat(all()).isEmpty();
    } finally {
      other.destroyForcibly();
    }
  }

  /** In a container each start has the same process id. */
  @Test
  void whatAProcessOfTheSameIdHasLeftIsRemoved() throws IOException {
    String before = PREFIX + ProcessHandle.current().pid() + "-";
    Files.createFile(Files.createDirectory(temporary.resolve(before + "1")).resolve(".lock"));
    Files.createDirectory(temporary.resolve(before + "2"));

    ScratchDirectory now = ScratchDirectory.create(temporary, PREFIX);

    assertThat(all()).containsExactly(now.path());
    now.remove();
  }

  @Test
  void whatHasAnotherNameIsLeftAlone() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(PREFIX + "of-somebody"));
    Path file = Files.createFile(temporary.resolve("other-1-1"));

    ScratchDirectory.create(temporary, PREFIX).remove();

    assertThat(all()).containsExactlyInAnyOrder(folder, file);
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> found = Files.list(temporary)) {
      return found.toList();
    }
  }
}
