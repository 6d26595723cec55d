package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.files.Assets;
import dev.hookpress.api.files.Assets.Found;
import dev.hookpress.api.files.Assets.Written;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What {@link Assets} promises. */
public abstract class AssetsContract extends PortContract {
  private static final byte[] BYTES = "PK of a client".getBytes();

  private final AssetId id = new AssetId(ids.apply(NOW), 0);

  protected abstract Assets assets();

  @Test
  void anUploadIsFoundByItsClient() throws IOException {
    assertThat(written(client, BYTES.length)).isEqualTo(Written.STORED);

    Found found = await(assets().find(client, id)).orElseThrow();
    assertThat(found.bytes()).isEqualTo(BYTES.length);
    assertThat(found.type()).isEqualTo(AssetType.ZIP);
    assertThat(Files.readAllBytes(found.path())).isEqualTo(BYTES);
  }

  @Test
  void anAssetIsUploadedOnceEvenAfterItIsDeleted() {
    assertThat(written(client, 100)).isEqualTo(Written.STORED);
    assertThat(written(client, 100)).isEqualTo(Written.USED_ALREADY);

    assertThat(await(assets().delete(client, id))).isTrue();

    assertThat(await(assets().find(client, id))).isEmpty();
    assertThat(await(assets().delete(client, id))).isFalse();
    assertThat(written(client, 100)).isEqualTo(Written.USED_ALREADY);
    assertThat(await(assets().find(client, id))).isEmpty();
  }

  @Test
  void anUploadThatIsTooLargeLeavesNothingAndMayBeRepeated() {
    assertThat(written(client, BYTES.length - 1)).isEqualTo(Written.TOO_LARGE);
    assertThat(await(assets().find(client, id))).isEmpty();
    assertThat(written(client, BYTES.length)).isEqualTo(Written.STORED);
  }

  @Test
  void anotherClientsAssetDoesNotExist() {
    written(client, 100);

    assertThat(await(assets().find(other, id))).isEmpty();
    assertThat(await(assets().delete(other, id))).isFalse();
    assertThat(await(assets().find(client, id))).isPresent();
  }

  @Test
  void theRoomIsWhatAClientsOwnAssetsLeave() {
    long all = await(assets().room(client));
    written(client, 100);

    assertThat(await(assets().room(client))).isEqualTo(all - BYTES.length);
    assertThat(await(assets().room(other))).isEqualTo(all);

    await(assets().delete(client, id));
    assertThat(await(assets().room(client))).isEqualTo(all);
  }

  private Written written(ClientId by, long maxBytes) {
    return await(assets().write(by, id, AssetType.ZIP, new Body(Buffer.buffer(BYTES)), maxBytes));
  }

  /** A body that comes in one piece, when it is asked for. */
  private static final class Body implements ReadStream<Buffer> {
    private final Buffer bytes;
    private Handler<Buffer> onPiece = piece -> {};
    private Handler<Void> onEnd = end -> {};
    private boolean sent;

    Body(Buffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public Body exceptionHandler(Handler<Throwable> handler) {
      return this;
    }

    @Override
    public Body handler(Handler<Buffer> handler) {
      onPiece = handler == null ? piece -> {} : handler;
      return this;
    }

    @Override
    public Body endHandler(Handler<Void> handler) {
      onEnd = handler == null ? end -> {} : handler;
      return this;
    }

    @Override
    public Body pause() {
      return this;
    }

    @Override
    public Body resume() {
      return fetch(Long.MAX_VALUE);
    }

    @Override
    public Body fetch(long pieces) {
      if (!sent) {
        sent = true;
        onPiece.handle(bytes);
        onEnd.handle(null);
      }
      return this;
    }
  }
}
