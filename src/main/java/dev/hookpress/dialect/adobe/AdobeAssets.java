package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads and writes the token and asset messages of Adobe's API. */
public final class AdobeAssets {
  private static final int MAX_TYPE_CHARACTERS = 100;

  /**
   * One day less one second, the lifetime of Adobe's own tokens; clients renew a token before it
   * ends.
   */
  private static final int TOKEN_SECONDS = 86_399;

  private AdobeAssets() {}

  /** Reads the media type of the asset to upload; faults are recorded. */
  public static Optional<AssetType> type(StrictObject request, Faults faults) {
    Optional<String> text = request.requiredText("mediaType", MAX_TYPE_CHARACTERS);
    Optional<AssetType> type = text.flatMap(AssetType::of);
    if (text.isPresent() && type.isEmpty()) {
      faults.add(
          request.pointerTo("mediaType"),
          "Must be one of "
              + Arrays.stream(AssetType.values())
                  .map(AssetType::mediaType)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return type;
  }

  /** The reply with a new asset's id and its upload URL. */
  public static Reply created(AssetId id, String uploadUri) {
    return Reply.json(200, Json.object().put("uploadUri", uploadUri).put("assetID", id.toString()));
  }

  /** The reply with an asset's download URL, size and type. */
  public static Reply shown(String downloadUri, long bytes, AssetType type) {
    ObjectNode asset = Json.object().put("downloadUri", downloadUri);
    return Reply.json(200, asset.put("size", bytes).put("type", type.mediaType()));
  }

  /** The reply with an asset's size and type. */
  public static Reply described(long bytes, AssetType type) {
    ObjectNode asset = Json.object().put("entity", "asset").put("size", bytes);
    return Reply.json(200, asset.put("type", type.mediaType()));
  }

  /** The token reply; the access token is the API key itself. */
  public static Reply token(String key) {
    ObjectNode token = Json.object().put("access_token", key).put("token_type", "bearer");
    return Reply.json(200, token.put("expires_in", TOKEN_SECONDS));
  }

  /**
   * The reply to a refused upload, in the format of S3, to which clients believe they upload.
   *
   * @param message written by Hookpress; it contains nothing that needs XML escaping
   */
  public static Reply uploadRefused(int status, String code, String message, String requestId) {
    String xml =
        "<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>"
            .formatted(code, message, requestId);
    return new Reply(status, Map.of(), "application/xml", xml.getBytes(StandardCharsets.UTF_8));
  }
}
