package dev.hookpress;

import dev.hookpress.api.AssetLinks;
import dev.hookpress.job.AssetId;
import dev.hookpress.job.ClientId;
import java.time.Instant;
import java.util.Optional;

/** The API's view of the store's links to assets. */
record SignedAssets(dev.hookpress.storage.AssetLinks links, String publicUrl)
    implements AssetLinks {
  @Override
  public String link(ClientId client, AssetId id, String purpose, Instant expires) {
    return absolute(links.make(client, id, purpose, expires));
  }

  @Override
  public Optional<ClientId> verify(AssetId id, LinkParts link, Instant now) {
    return links.check(link.client(), id, link.purpose(), link.expires(), link.signature(), now);
  }

  @Override
  public String absolute(String path) {
    return publicUrl + path;
  }
}
