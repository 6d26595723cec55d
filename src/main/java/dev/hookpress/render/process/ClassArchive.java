package dev.hookpress.render.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Java's archive of the classes that rendering loads (JEP 350), which halves the start of a
 * process. Made once for each build and Java, in the background; processes start without it until
 * then.
 */
final class ClassArchive {
  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
  private static final long MAX_SECONDS = 120;

  private final ProcessCommand command;
  private final Path file;

  /**
   * @param folder of the node's data; need not exist
   */
  ClassArchive(ProcessCommand command, Path folder) {
    this.command = command;
    this.file =
        folder.toAbsolutePath().resolve("renderer-%08x.jsa".formatted(key(command.classPath())));
  }

  /** The options of Java that use the archive, if there is one. */
  List<String> options() {
    return Files.isReadable(file) ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
  }

  /**
   * Makes the archive unless there is one; only jars can be archived. A failure costs time at each
   * start and nothing else. Blocking, for some seconds.
   *
   * @param directory for the process that makes it
   */
  void make(Path directory) throws InterruptedException {
    if (Files.exists(file) || command.classPath().stream().anyMatch(Files::isDirectory)) {
      return;
    }
    Path made = directory.resolve("classes.jsa");
    try {
      Process process =
          command
              .builder(
                  directory,
                  List.of("-XX:ArchiveClassesAtExit=" + made),
                  List.of(RenderProcessMain.SAMPLE))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (process.waitFor(MAX_SECONDS, TimeUnit.SECONDS) && Files.exists(made)) {
          Files.createDirectories(file.getParent());
          Path beside = Files.createTempFile(file.getParent(), "renderer-", ".tmp");
          Files.copy(made, beside, StandardCopyOption.REPLACE_EXISTING);
          Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.info("Render processes start without a class archive: {}", e.toString());
    }
  }

  /** Changes with the jars and with Java; Java itself checks an archive before it uses it. */
  private static long key(List<Path> classPath) {
    StringBuilder text = new StringBuilder(System.getProperty("java.vm.version"));
    for (Path each : classPath) {
      try {
        text.append('\n').append(each).append(Files.size(each));
        text.append(Files.getLastModifiedTime(each).toMillis());
      } catch (IOException e) {
        text.append('?');
      }
    }
    CRC32 sum = new CRC32();
    sum.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
