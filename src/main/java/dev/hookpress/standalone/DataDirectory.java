package dev.hookpress.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The standalone's data directory, locked by one process at a time. The operating system releases
 * the lock when the process ends, even after a crash.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "lock";

  /** The result of opening a data directory. */
  public sealed interface Opening {
    /** This process holds the lock until {@link DataDirectory#close()}. */
    record Opened(DataDirectory directory) implements Opening {}

    /**
     * Another process holds the lock.
     *
     * @param message names the directory, and the process if known
     */
    record InUse(String message) implements Opening {}
  }

  private final Path path;
  private final FileChannel lockChannel;
  private final SecureRandom random;

  private DataDirectory(Path path, FileChannel lockChannel) {
    this.path = path;
    this.lockChannel = lockChannel;
    this.random = new SecureRandom();
  }

  /**
   * Creates the directory if it is missing, for this user only, and locks it.
   *
   * @throws IOException if it cannot be created or written
   */
  public static Opening open(Path directory) throws IOException {
    Path path = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, DurableFiles.permissions(path, "rwx------"));
    }
    path = path.toRealPath();
    DurableFiles.tighten(path, "rwx------");
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK_FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    Optional<FileLock> lock = tryLock(channel);
    if (lock.isEmpty()) {
      String holder = holder(channel);
      channel.close();
      return new Opening.InUse(
          "The data directory "
              + path
              + " is in use by another Hookpress"
              + (holder.matches("\\d+") ? " (process " + holder + ")" : "")
              + ". Stop that one first, or choose another directory with HOOKPRESS_DATA_DIR.");
    }
    channel.truncate(0);
    channel.write(bytes(Long.toString(ProcessHandle.current().pid())), 0);
    return new Opening.Opened(new DataDirectory(path, channel));
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException held) {
      // This process itself holds the lock.
      return Optional.empty();
    }
  }

  /** The id of the process that holds the lock; empty if it cannot be read. */
  private static String holder(FileChannel channel) {
    ByteBuffer buffer = ByteBuffer.allocate(32);
    try {
      channel.read(buffer, 0);
    } catch (IOException lockedAgainstReading) {
      // On Windows no other process can read a locked file.
      return "";
    }
    buffer.flip();
    return StandardCharsets.UTF_8.decode(buffer).toString().strip();
  }

  /** The absolute path, with symbolic links resolved. */
  public Path path() {
    return path;
  }

  /** Whether it contains the data of an embedded PostgreSQL. */
  public boolean holdsDatabase() {
    return Files.isDirectory(path.resolve(EmbeddedServers.POSTGRES));
  }

  /**
   * Returns 32 bytes in base64, generated on the first call and kept in a file that only the owner
   * can read.
   */
  public String secretsKey() throws IOException {
    return kept("secrets-key", Base64.getEncoder().encodeToString(randomBytes(32)));
  }

  /**
   * Returns the first client's API key, generated on the first call and kept in a file that only
   * the owner can read.
   */
  public String apiKey() throws IOException {
    return kept("api-key", "hp_" + urlSafe(randomBytes(24)));
  }

  /** Returns this installation's node name, generated on the first call and kept. */
  public String nodeId() throws IOException {
    return kept("node-id", "standalone-" + HexFormat.of().formatHex(randomBytes(4)));
  }

  /** Returns the file with the embedded servers' password; only the owner can read it. */
  Path serversPassword() throws IOException {
    kept("servers-password", urlSafe(randomBytes(24)));
    return path.resolve("servers-password");
  }

  /**
   * Returns the file's content, or writes {@code fresh} if the file is missing. An empty file is an
   * error: a new value would invalidate everything that depends on the old one.
   */
  private String kept(String name, String fresh) throws IOException {
    Path file = path.resolve(name);
    if (Files.exists(file)) {
      DurableFiles.tighten(file, "rw-------");
      String value = Files.readString(file).strip();
      if (value.isEmpty()) {
        throw new IOException(file + " is empty: put back its contents, or delete it");
      }
      return value;
    }
    Path half =
        Files.createTempFile(path, name, ".tmp", DurableFiles.permissions(path, "rw-------"));
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      channel.write(bytes(fresh + "\n"));
      channel.force(true);
    }
    DurableFiles.moveInto(half, file);
    return fresh;
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String urlSafe(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    lockChannel.close();
  }
}
