package dev.hookpress.render.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The temporary directories of a node's render processes and browsers, below one of the node's. A
 * node that is killed leaves its directory behind; the next one on the machine removes it.
 */
public final class ProcessDirectories {
  private static final String PREFIX = "hookpress-render-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,10})-\\d+");

  private final Path root;

  private ProcessDirectories(Path root) {
    this.root = root;
  }

  /** Creates the node's directory, readable by its user only. */
  public static ProcessDirectories create() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    removeLeftOver(temporary);
    return new ProcessDirectories(
        Files.createTempDirectory(temporary, PREFIX + ProcessHandle.current().pid() + "-"));
  }

  private static void removeLeftOver(Path temporary) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path each : found) {
        Matcher name = NAME.matcher(each.getFileName().toString());
        if (name.matches()
            && Files.isWritable(each)
            && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
          RenderProcess.delete(each);
        }
      }
    }
  }

  /** Creates a directory for one process. */
  public Path next() throws IOException {
    return Files.createTempDirectory(root, "process-");
  }

  /** Removes the directory of one process, which has ended. */
  public static void remove(Path directory) {
    RenderProcess.delete(directory);
  }

  /** Removes the node's directory. */
  public void remove() {
    RenderProcess.delete(root);
  }
}
