package dev.hookpress.e2e;

import dev.hookpress.support.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Java's archive of the classes that a node of a jar loads (JEP 350), made once for all tests: most
 * of what a start costs is loading classes. Beside it lies the archive that the node itself makes
 * for its render processes, which the nodes of all tests share as well.
 */
final class ClassArchive {
  private static final Duration BOUND = Duration.ofSeconds(120);

  private ClassArchive() {}

  /** Where nodes have the archives for their render processes. */
  static Path directory() {
    return TestServers.cache().resolveSibling("archives");
  }

  /** The options of Java with which programs of this jar use the archive; makes it if need be. */
  static synchronized List<String> options(String jar) {
    try {
      Path file = file(Path.of(jar));
      if (!Files.exists(file)) {
        Files.createDirectories(directory());
        try (FileChannel channel =
                FileChannel.open(
                    directory().resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          // Another JVM may have made it while this one waited.
          if (lock.isValid() && !Files.exists(file)) {
            make(jar, file);
          }
        }
      }
      return List.of("-XX:SharedArchiveFile=" + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another jar, and the same one built anew, has another file. */
  private static Path file(Path jar) throws IOException {
    return directory()
        .resolve(
            "node-%s-%x-%x.jsa"
                .formatted(
                    jar.getFileName(), Files.size(jar), Files.getLastModifiedTime(jar).toMillis()))
        .toAbsolutePath();
  }

  private static void make(String jar, Path file) throws IOException {
    Path made = TestServers.newDirectory("archive").resolve("classes.jsa");
    long renderersBefore = renderers();
    try (Program node = Program.archiving(jar, made, settings())) {
      node.start();
      Waiting.until(
          "the node has archived the classes of its render processes",
          BOUND,
          () -> renderers() > renderersBefore,
          node::output);
      node.terminate();
      if (!Files.exists(made)) {
        throw new AssertionError("Java has made no archive\n" + node.output());
      }
    }
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Map<String, String> settings() {
    return Map.of(
        "HOOKPRESS_POSTGRES_URI",
        TestServers.migratedDatabase(),
        "HOOKPRESS_REDIS_URI",
        TestServers.freshRedis(),
        "HOOKPRESS_SECRETS_KEY",
        Base64.getEncoder().encodeToString(new byte[32]));
  }

  private static long renderers() throws IOException {
    try (Stream<Path> all = Files.list(directory())) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("renderer-") && name.endsWith(".jsa"))
          .count();
    }
  }
}
