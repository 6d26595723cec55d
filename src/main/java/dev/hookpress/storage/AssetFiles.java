package dev.hookpress.storage;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Stores clients' uploads as {@code <id>.<type>} beside the {@link HostedFiles}, which share their
 * retention, and finds uploads and job results by asset id. Each client has its own folders, so an
 * id never reaches another client's file.
 */
public final class AssetFiles {
  private static final String USED = ".used";

  private final Vertx vertx;
  private final HostedFiles files;

  /** Stores uploads in the folders of these files. */
  public AssetFiles(Vertx vertx, HostedFiles files) {
    this.vertx = vertx;
    this.files = files;
  }

  /** Finds an asset; empty if it never existed, was deleted, or has expired. */
  public Future<Optional<StoredAsset>> find(ClientId client, AssetId id) {
    return blocking(() -> look(client, id));
  }

  /** Finds whose an upload is: the client in whose folder of its day it lies, or has lain. */
  public Future<Optional<ClientId>> owner(UUID id) {
    return blocking(
        () -> {
          String mark = Ulid.from(id) + USED;
          for (Path folder : files.clientsOn(id)) {
            if (Files.exists(folder.resolve(mark))) {
              return ClientId.parse(folder.getFileName().toString());
            }
          }
          return Optional.empty();
        });
  }

  /** Reads an asset; empty as for {@link #find}, or if it is larger than {@code maxBytes}. */
  public Future<Optional<byte[]>> read(StoredAsset asset, int maxBytes) {
    if (asset.bytes() > maxBytes) {
      return Future.succeededFuture(Optional.empty());
    }
    return blocking(
        () ->
            Files.isRegularFile(asset.path())
                ? Optional.of(Files.readAllBytes(asset.path()))
                : Optional.empty());
  }

  /** Deletes an asset; false if there is none. */
  public Future<Boolean> delete(ClientId client, AssetId id) {
    return blocking(
        () -> {
          Optional<StoredAsset> found = look(client, id);
          boolean deleted = found.isPresent() && Files.deleteIfExists(found.get().path());
          if (deleted) {
            files.count(client, -found.get().bytes());
            HostedFiles.sync(found.get().path().getParent());
          }
          return deleted;
        });
  }

  /**
   * Streams an upload to disk. The file is durable when the Future completes. An asset is uploaded
   * once: a mark remains after it is deleted, until the retention deletes its day.
   *
   * @param maxBytes a larger body is refused; nothing is kept then
   */
  public Future<UploadOutcome> write(
      ClientId client, AssetId id, AssetType type, ReadStream<Buffer> body, long maxBytes) {
    Path folder = files.folder(client, id.value());
    Path target = folder.resolve(uploadName(id, type));
    Path mark = folder.resolve(Ulid.from(id.value()) + USED);
    Promise<Boolean> received = Promise.promise();
    // Set before the file exists, because the sender may disconnect first.
    body.exceptionHandler(received::tryFail);
    // Counted at its largest while it comes, so that many at once find no more room than there is.
    files.count(client, maxBytes);
    return blocking(
            () -> {
              files.make(folder);
              return Files.createTempFile(folder, ".draft-", ".tmp");
            })
        .compose(
            draft ->
                vertx
                    .fileSystem()
                    .open(draft.toString(), new OpenOptions().setRead(false))
                    .compose(
                        file ->
                            receive(body, file, maxBytes, received).eventually(() -> file.close()))
                    .compose(
                        all ->
                            all
                                ? settle(client, draft, target, mark)
                                : Future.succeededFuture(UploadOutcome.TOO_LARGE))
                    .eventually(() -> blocking(() -> Files.deleteIfExists(draft))))
        .onComplete(ended -> files.count(client, -maxBytes));
  }

  /** The bytes that the client may still store. */
  public Future<Long> room(ClientId client) {
    return files.room(client);
  }

  private static Future<Boolean> receive(
      ReadStream<Buffer> body, AsyncFile file, long maxBytes, Promise<Boolean> received) {
    long[] bytes = {0};
    file.exceptionHandler(received::tryFail);
    body.endHandler(end -> received.tryComplete(true));
    body.handler(
        piece -> {
          bytes[0] += piece.length();
          if (bytes[0] > maxBytes) {
            // The rest of the body is read and dropped, so that the sender sees the response.
            received.tryComplete(false);
          } else if (!received.future().isComplete()) {
            file.write(piece).onFailure(received::tryFail);
            if (file.writeQueueFull()) {
              body.pause();
              file.drainHandler(room -> body.resume());
            }
          }
        });
    body.resume();
    return received.future();
  }

  private Future<UploadOutcome> settle(ClientId client, Path draft, Path target, Path mark) {
    return blocking(
        () -> {
          try {
            Files.createFile(mark);
          } catch (FileAlreadyExistsException used) {
            return UploadOutcome.USED_ALREADY;
          }
          try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
          }
          Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
          HostedFiles.sync(target.getParent());
          files.count(client, Files.size(target));
          return UploadOutcome.STORED;
        });
  }

  private Optional<StoredAsset> look(ClientId client, AssetId id) throws IOException {
    Path folder = files.folder(client, id.value());
    List<StoredAsset> places = new ArrayList<>();
    if (id.file() == 0) {
      for (AssetType type : AssetType.values()) {
        places.add(new StoredAsset(folder.resolve(uploadName(id, type)), 0, type));
      }
    }
    for (AssetType type : AssetType.values()) {
      String result = Ulid.from(id.value()) + "-" + id.file() + "." + type.extension();
      places.add(new StoredAsset(folder.resolve(result), 0, type));
    }
    for (StoredAsset place : places) {
      if (Files.isRegularFile(place.path())) {
        return Optional.of(new StoredAsset(place.path(), Files.size(place.path()), place.type()));
      }
    }
    return Optional.empty();
  }

  private static String uploadName(AssetId id, AssetType type) {
    return Ulid.from(id.value()) + "." + type.extension();
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }
}
