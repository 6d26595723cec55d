package dev.hookpress.render.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of this process below the system's temporary one, readable by its user only. A
 * process that is killed leaves its directories behind; the next {@link #create} with the same
 * prefix removes them.
 *
 * <p>A directory is in use while its lock file is locked. Process ids alone do not tell: in a
 * container each start has the same one.
 */
public final class ScratchDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);
  private static final String LOCK = ".lock";

  /** Locked by this JVM. To open such a file again and close it would end its lock. */
  private static final Set<Path> OURS = new HashSet<>();

  private final Path path;
  private final FileChannel lock;

  private ScratchDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Creates a directory below {@code java.io.tmpdir}; its name begins with the prefix. */
  public static ScratchDirectory create(String prefix) throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath(), prefix);
  }

  static ScratchDirectory create(Path temporary, String prefix) throws IOException {
    synchronized (OURS) {
      removeLeftOver(temporary, prefix);
      Path path =
          Files.createTempDirectory(temporary, prefix + ProcessHandle.current().pid() + "-");
      FileChannel lock =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      OURS.add(path);
      return new ScratchDirectory(path, lock);
    }
  }

  private static void removeLeftOver(Path temporary, String prefix) throws IOException {
    Pattern named = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,10})-\\d+");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, prefix + "*")) {
      for (Path each : found) {
        Matcher name = named.matcher(each.getFileName().toString());
        if (name.matches()
            && !OURS.contains(each)
            && Files.isWritable(each)
            && isLeftOver(each, Long.parseLong(name.group(1)))) {
          delete(each);
        }
      }
    }
  }

  private static boolean isLeftOver(Path directory, long pid) {
    Path file = directory.resolve(LOCK);
    if (!Files.exists(file)) {
      // Another process is just creating it.
      return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (IOException another) {
      return false;
    }
  }

  public Path path() {
    return path;
  }

  /** Deletes it with all that is in it. */
  public void remove() {
    synchronized (OURS) {
      delete(path);
      OURS.remove(path);
      try {
        lock.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Deletes a directory with all in it, as far as that is possible. */
  public static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} could not be removed", directory, e);
    }
  }
}
