package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.Reply;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What Adobe's clients ask and are told about tokens and assets. */
public final class AdobeAssets {
  private static final int MAX_TYPE_CHARACTERS = 100;

  /** A day less a second, as Adobe's own tokens have; its clients ask anew before the end. */
  private static final int TOKEN_SECONDS = 86_399;

  private AdobeAssets() {}

  /** The type of the asset that is to be uploaded; faults are noted. */
  public static Optional<AssetType> type(StrictObject request, Faults faults) {
    Optional<String> text = request.requiredText("mediaType", MAX_TYPE_CHARACTERS);
    Optional<AssetType> type = text.flatMap(AssetType::of);
    if (text.isPresent() && type.isEmpty()) {
      faults.add(
          request.pointerTo("mediaType"),
          "Must be one of text/html, application/zip, application/pdf.");
    }
    return type;
  }

  /** A name for an asset, and where to put it. */
  public static Reply created(AssetId id, String uploadUri) {
    return Reply.json(200, Json.object().put("uploadUri", uploadUri).put("assetID", id.toString()));
  }

  /** Where to fetch an asset. */
  public static Reply shown(String downloadUri, long bytes, AssetType type) {
    ObjectNode asset = Json.object().put("downloadUri", downloadUri);
    return Reply.json(200, asset.put("size", bytes).put("type", type.mediaType()));
  }

  /** What is sent with each request from now on: the key itself. */
  public static Reply token(String key) {
    ObjectNode token = Json.object().put("access_token", key).put("token_type", "bearer");
    return Reply.json(200, token.put("expires_in", TOKEN_SECONDS));
  }

  /**
   * A refusal of an upload, as S3 has it, where clients believe to be.
   *
   * @param message ours: nothing in it can be taken for XML
   */
  public static Reply uploadRefused(int status, String code, String message, String requestId) {
    String xml =
        "<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>"
            .formatted(code, message, requestId);
    return new Reply(status, Map.of(), "application/xml", xml.getBytes(StandardCharsets.UTF_8));
  }
}
