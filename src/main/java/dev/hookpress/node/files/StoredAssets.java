package dev.hookpress.node.files;

import dev.hookpress.api.files.Assets;
import dev.hookpress.api.files.HostedFileLookup;
import dev.hookpress.api.files.HostedLinks;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.render.source.AssetReader;
import dev.hookpress.storage.AssetFiles;
import dev.hookpress.storage.HostedFile;
import dev.hookpress.storage.HostedFiles;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;
import java.util.Optional;

/** Adapts the stored assets to the API and the renderer. */
public record StoredAssets(AssetFiles files) implements Assets, AssetReader {
  @Override
  public Future<Optional<Found>> find(ClientId client, AssetId id) {
    return files
        .find(client, id)
        .map(found -> found.map(at -> new Found(at.path(), at.bytes(), at.type())));
  }

  @Override
  public Future<Written> write(
      ClientId client, AssetId id, AssetType type, ReadStream<Buffer> body, long maxBytes) {
    return files
        .write(client, id, type, body, maxBytes)
        .map(
            outcome ->
                switch (outcome) {
                  case STORED -> Written.STORED;
                  case TOO_LARGE -> Written.TOO_LARGE;
                  case USED_ALREADY -> Written.USED_ALREADY;
                });
  }

  @Override
  public Future<Long> room(ClientId client) {
    return files.room(client);
  }

  @Override
  public Future<Boolean> delete(ClientId client, AssetId id) {
    return files.delete(client, id);
  }

  @Override
  public Future<Read> read(ClientId client, AssetId id, int maxBytes) {
    return files
        .find(client, id)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.<Read>succeededFuture(new Read.Missing());
              }
              if (found.get().bytes() > maxBytes) {
                return Future.<Read>succeededFuture(new Read.TooLarge());
              }
              return files
                  .read(found.get(), maxBytes)
                  .map(
                      bytes ->
                          bytes
                              .<Read>map(all -> new Read.Bytes(all, found.get().type()))
                              .orElseGet(Read.Missing::new));
            });
  }

  /** Adapts the store's files to the API. */
  public record Files(HostedFiles files) implements HostedFileLookup {
    @Override
    public Future<Optional<Path>> find(HostedLinks.HostedFile file) {
      return files
          .find(file.client(), file.job(), file.ordinal())
          .map(found -> found.map(HostedFile::path));
    }

    @Override
    public Future<Void> delete(HostedLinks.HostedFile file) {
      return files.delete(file.client(), file.job(), file.ordinal());
    }
  }
}
