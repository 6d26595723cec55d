package dev.hookpress.storage;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Stores the files of jobs on disk as {@code <day of the job>/<client>/<job>-<ordinal>.<type>}. A
 * job's only document may have several files, numbered from its ordinal. A file is written
 * atomically and survives a power loss.
 */
public final class HostedFiles {
  private static final List<AssetType> MOST_FREQUENT_FIRST =
      Stream.concat(Stream.of(AssetType.PDF), Stream.of(AssetType.values())).distinct().toList();

  private static final Set<StandardOpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final FileAttribute<?>[] OWNERS_ONLY = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
  };

  /** Begins the names of the folders of samples. */
  static final String SAMPLES = "test-";

  private final Vertx vertx;
  private final Path root;
  private final long maxBytesPerClient;
  private final ClientUsage usage;
  private final DirectorySync directories = new DirectorySync(HostedFiles::sync);

  /**
   * Stores files under a directory, which is created with the first file.
   *
   * @param root a directory used for nothing else; shared if there are several nodes
   * @param maxBytesPerClient what one client's files and assets may take
   */
  public HostedFiles(Vertx vertx, Path root, long maxBytesPerClient) {
    this.vertx = vertx;
    this.root = root.toAbsolutePath();
    this.maxBytesPerClient = maxBytesPerClient;
    this.usage = new ClientUsage(vertx, this.root, Ticker.systemTicker());
  }

  /** The bytes that the client may still store; 0 or less if there is no room. */
  public Future<Long> room(ClientId client) {
    return usage.of(client).map(bytes -> maxBytesPerClient - bytes);
  }

  /** Counts what has been stored for a client, or deleted if negative. */
  void count(ClientId client, long bytes) {
    usage.add(client, bytes);
  }

  /** Writes a PDF, as {@link #write(ClientId, JobId, int, AssetType, byte[])} does. */
  public Future<Void> write(ClientId client, JobId job, int ordinal, byte[] pdf) {
    return write(client, job, ordinal, AssetType.PDF, pdf);
  }

  /**
   * Writes a file, replacing an earlier one of the same name. Durable when the Future completes.
   */
  public Future<Void> write(
      ClientId client, JobId job, int ordinal, AssetType type, byte[] content) {
    Path file = path(client, job, ordinal, type);
    return blocking(
        () -> {
          writeDurably(file, content);
          count(client, content.length);
          return null;
        });
  }

  /**
   * Writes the file of a sample. It is not counted for its client, and is deleted with its day, one
   * to two days later.
   */
  public Future<Void> writeSample(
      ClientId client, JobId job, int ordinal, AssetType type, byte[] content) {
    Path file = sample(path(client, job, ordinal, type));
    return blocking(
        () -> {
          writeDurably(file, content);
          return null;
        });
  }

  /** The place of a file as that of a sample: in a folder of the day's own. */
  private Path sample(Path file) {
    Path within = root.relativize(file);
    return root.resolve(SAMPLES + within.getName(0)).resolve(within.subpath(1, 3));
  }

  /** Finds a file; empty if it was never written or retention has deleted it. */
  public Future<Optional<HostedFile>> find(ClientId client, JobId job, int ordinal) {
    return blocking(
        () -> {
          for (AssetType type : MOST_FREQUENT_FIRST) {
            Path file = path(client, job, ordinal, type);
            if (Files.isRegularFile(file)) {
              return Optional.of(new HostedFile(file, Files.size(file)));
            }
          }
          for (AssetType type : MOST_FREQUENT_FIRST) {
            Path file = sample(path(client, job, ordinal, type));
            if (Files.isRegularFile(file)) {
              return Optional.of(new HostedFile(file, Files.size(file)));
            }
          }
          return Optional.empty();
        });
  }

  /** Deletes a file; succeeds even if there is none. */
  public Future<Void> delete(ClientId client, JobId job, int ordinal) {
    return find(client, job, ordinal)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : blocking(
                        () -> {
                          if (Files.deleteIfExists(found.get().path())) {
                            countDeleted(client, found.get());
                            sync(found.get().path().getParent());
                          }
                          return null;
                        }));
  }

  /**
   * Deletes the files of jobs that are older than the retention.
   *
   * @param retentionDays at least 1; a UTC day is deleted as a whole once all of it is older
   * @return how many days were deleted
   */
  public Future<Integer> deleteOld(Instant now, int retentionDays) {
    LocalDate firstKept = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(retentionDays);
    LocalDate firstSample = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
    return blocking(() -> deleteBefore(firstKept, firstSample));
  }

  /** Deletes all files of some clients. */
  public Future<Void> deleteOf(Collection<ClientId> clients) {
    return clients.isEmpty()
        ? Future.succeededFuture()
        : blocking(
            () -> {
              for (Path day : days()) {
                for (ClientId client : clients) {
                  Path folder = day.resolve(client.toString());
                  if (Files.isDirectory(folder)) {
                    deleteTree(folder);
                  }
                }
              }
              return null;
            });
  }

  /** Deletes the files of one job. */
  public Future<Void> deleteOf(ClientId client, JobId job) {
    Path folder = folder(client, job.value());
    return blocking(
        () -> {
          deleteOf(client, job, folder);
          deleteOf(client, job, sample(folder.resolve("any")).getParent());
          return null;
        });
  }

  private void deleteOf(ClientId client, JobId job, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, job + "-*")) {
      for (Path file : files) {
        HostedFile found = new HostedFile(file, Files.size(file));
        if (Files.deleteIfExists(file)) {
          countDeleted(client, found);
        }
      }
    }
  }

  private void countDeleted(ClientId client, HostedFile file) {
    if (sampled(file.path().getParent().getParent()).isEmpty()) {
      count(client, -file.bytes());
    }
  }

  /**
   * Deletes the files and assets of a client that are older than its own retention.
   *
   * @param retentionDays at least 1; by whole UTC days
   */
  public Future<Void> deleteOldOf(ClientId client, Instant now, int retentionDays) {
    LocalDate firstKept = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(retentionDays);
    return blocking(
        () -> {
          for (Path day : days()) {
            Path folder = day.resolve(client.toString());
            boolean old =
                date(day.getFileName().toString())
                    .or(() -> sampled(day))
                    .filter(it -> it.isBefore(firstKept))
                    .isPresent();
            if (old && Files.isDirectory(folder)) {
              deleteTree(folder);
            }
          }
          return null;
        });
  }

  private List<Path> days() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> days = Files.newDirectoryStream(root)) {
      for (Path day : days) {
        if (date(day.getFileName().toString()).isPresent() || sampled(day).isPresent()) {
          found.add(day);
        }
      }
    }
    return found;
  }

  private <T> Future<T> blocking(Callable<T> work) {
    // Unordered: one slow disk write must not queue the others of the same context behind it.
    return vertx.executeBlocking(work, false);
  }

  private Path path(ClientId client, JobId job, int ordinal, AssetType type) {
    return folder(client, job.value()).resolve(job + "-" + ordinal + "." + type.extension());
  }

  /** Returns the folder of a client's files for the day on which the id was generated. */
  Path folder(ClientId client, UUID ulid) {
    return root.resolve(day(ulid).toString()).resolve(client.toString());
  }

  /** The folders of all clients that stored files on the day on which an id was generated. */
  List<Path> clientsOn(UUID ulid) throws IOException {
    Path day = root.resolve(day(ulid).toString());
    if (!Files.isDirectory(day)) {
      return List.of();
    }
    try (Stream<Path> clients = Files.list(day)) {
      return clients.toList();
    }
  }

  private static LocalDate day(UUID ulid) {
    return LocalDate.ofInstant(Ulid.from(ulid).getInstant(), ZoneOffset.UTC);
  }

  /** Creates a folder returned by {@link #folder}, durably. Blocking. */
  void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      sync(folder.getParent());
      sync(root);
    }
  }

  private void writeDurably(Path file, byte[] content) throws IOException {
    Path directory = file.getParent();
    make(directory);
    Path draft = directory.resolve(".draft-" + UUID.randomUUID() + ".tmp");
    boolean named = false;
    try {
      try (FileChannel channel = FileChannel.open(draft, NEW_FILE, ownersOnly(directory))) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      named = true;
    } finally {
      if (!named) {
        Files.deleteIfExists(draft);
      }
    }
    directories.sync(directory);
  }

  /** What {@link Files#createTempFile} sets, which would open the file once more. */
  private static FileAttribute<?>[] ownersOnly(Path directory) {
    return isPosix(directory) ? OWNERS_ONLY.clone() : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path directory) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Makes a directory's entries durable: on POSIX, syncing a file does not sync its directory
   * entry.
   */
  static void sync(Path directory) throws IOException {
    if (!isPosix(directory)) {
      // Windows cannot open a directory as a file.
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The day of a folder of samples. */
  private static Optional<LocalDate> sampled(Path folder) {
    String name = folder.getFileName().toString();
    return name.startsWith(SAMPLES) ? date(name.substring(SAMPLES.length())) : Optional.empty();
  }

  private int deleteBefore(LocalDate firstKept, LocalDate firstSample) throws IOException {
    if (!Files.isDirectory(root)) {
      return 0;
    }
    int deleted = 0;
    try (DirectoryStream<Path> days = Files.newDirectoryStream(root)) {
      for (Path day : days) {
        Optional<LocalDate> date = date(day.getFileName().toString());
        if (date.isPresent() && date.get().isBefore(firstKept)) {
          deleteTree(day);
          deleted++;
        } else if (sampled(day).filter(it -> it.isBefore(firstSample)).isPresent()) {
          deleteTree(day);
        }
      }
    }
    return deleted;
  }

  /** Parses a folder's name as a day; empty for other names, which are never deleted. */
  private static Optional<LocalDate> date(String name) {
    try {
      return Optional.of(LocalDate.parse(name));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static void deleteTree(Path top) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
