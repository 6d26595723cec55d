package dev.hookpress.node.files;

import dev.hookpress.api.files.Assets;
import dev.hookpress.contracts.AssetsContract;
import dev.hookpress.storage.AssetFiles;
import dev.hookpress.storage.HostedFiles;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** Assets as files on a disk. */
class StoredAssetsTest extends AssetsContract {
  private static final Vertx VERTX = Vertx.vertx();
  private static final long QUOTA = 1_000_000;

  @TempDir private Path data;

  @AfterAll
  static void stop() {
    VERTX.close();
  }

  @Override
  protected Assets assets() {
    return new StoredAssets(
        new AssetFiles(VERTX, new HostedFiles(VERTX, data.resolve("files"), QUOTA)));
  }
}
