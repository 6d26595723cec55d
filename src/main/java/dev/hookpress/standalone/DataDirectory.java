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
 * The standalone's directory, locked by one process at a time. The operating system releases the
 * lock when the process ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "lock";

  /** How an attempt to open a data directory ended. */
  public sealed interface Opening {
    /** It is ours until {@link DataDirectory#close()}. */
    record Opened(DataDirectory directory) implements Opening {}

    /**
     * Another process has it.
     *
     * @param message for people: which directory, and which process where that is known
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
   * Creates the directory where it is missing, for this user only, and locks it.
   *
   * @throws IOException if it cannot be created or written
   */
  public static Opening open(Path directory) throws IOException {
    Path path = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, DurableFiles.permissions(path, "rwx------"));
    }
    path = path.toRealPath();
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
      // Held by this very process.
      return Optional.empty();
    }
  }

  /** The id of the process that has the lock; empty where it cannot be read. */
  private static String holder(FileChannel channel) {
    ByteBuffer buffer = ByteBuffer.allocate(32);
    try {
      channel.read(buffer, 0);
    } catch (IOException lockedAgainstReading) {
      // Windows lets nobody else read what is locked.
      return "";
    }
    buffer.flip();
    return StandardCharsets.UTF_8.decode(buffer).toString().strip();
  }

  /** Where it is: absolute, with symbolic links resolved. */
  public Path path() {
    return path;
  }

  /** Whether an embedded PostgreSQL has been created in it. */
  public boolean holdsDatabase() {
    return Files.isDirectory(path.resolve(EmbeddedServers.POSTGRES));
  }

  /** 32 bytes in base64, made at the first call and the same ever after; for the owner only. */
  public String secretsKey() throws IOException {
    return kept("secrets-key", Base64.getEncoder().encodeToString(randomBytes(32)));
  }

  /** The first client's key, made at the first call and the same ever after; for the owner only. */
  public String apiKey() throws IOException {
    return kept("api-key", "hp_" + urlSafe(randomBytes(24)));
  }

  /** Names this installation among others; made at the first call and the same ever after. */
  public String nodeId() throws IOException {
    return kept("node-id", "standalone-" + HexFormat.of().formatHex(randomBytes(4)));
  }

  /** The file with the password that the embedded servers ask for; for the owner only. */
  Path serversPassword() throws IOException {
    kept("servers-password", urlSafe(randomBytes(24)));
    return path.resolve("servers-password");
  }

  /**
   * What the file holds; the first time, {@code fresh}. A file that is there and empty is an error
   * and not a reason to make another: what depends on the old value would be lost.
   */
  private String kept(String name, String fresh) throws IOException {
    Path file = path.resolve(name);
    if (Files.exists(file)) {
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

  /** Lets another process have it. */
  @Override
  public void close() throws IOException {
    lockChannel.close();
  }
}
