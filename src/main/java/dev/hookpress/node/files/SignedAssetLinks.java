package dev.hookpress.node.files;

import dev.hookpress.api.files.AssetLinks;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.AssetId;
import java.time.Instant;
import java.util.Optional;

/** Adapts the store's signed asset links to the API. */
public record SignedAssetLinks(dev.hookpress.storage.AssetLinkSigner links, String publicUrl)
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
