package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Destination.Store;
import dev.hookpress.job.document.Part;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads which files an operation takes and where its result goes: assets, or files in the client's
 * own storage, to which the body has presigned URLs. With the latter, the operation's options are
 * one level down, in {@code params}.
 */
final class AdobeFiles {
  private static final int MAX_ID_CHARACTERS = 128;
  private static final Map<String, Store> STORES =
      Map.of(
          "S3", Store.PLAIN,
          "BLOB", Store.AZURE_BLOB,
          "SHAREPOINT", Store.SHAREPOINT,
          "DROPBOX", Store.DROPBOX);
  private static final List<String> STORAGES = List.of("S3", "SHAREPOINT", "DROPBOX", "BLOB");

  private final StrictObject body;
  private final UrlRules urls;
  private final Faults faults;
  private final boolean external;
  private StrictObject params;

  AdobeFiles(StrictObject body, UrlRules urls, Faults faults) {
    this.body = body;
    this.urls = urls;
    this.faults = faults;
    body.passOverEmpty("params");
    this.external = Stream.of("input", "inputs").anyMatch(it -> body.value(it).isPresent());
  }

  /** Whether the files are in the client's own storage. */
  boolean external() {
    return external;
  }

  /** The object with the operation's options. */
  StrictObject options() {
    if (!external) {
      return body;
    }
    if (params == null) {
      params =
          body.object("params")
              .or(() -> StrictObject.of(Json.object(), body.pointerTo("params"), faults))
              .orElseThrow();
    }
    return params;
  }

  /** Reports unknown options. */
  void end() {
    if (params != null) {
      params.end();
    }
  }

  /** The only file of an operation. */
  Optional<Part> input() {
    return external ? stored(body, "input") : asset(body, "assetID");
  }

  Optional<Part> asset(StrictObject owner, String name) {
    Optional<String> text = owner.requiredText(name, MAX_ID_CHARACTERS);
    Optional<AssetId> id = text.flatMap(AssetId::parse);
    if (text.isPresent() && id.isEmpty()) {
      faults.add(owner.pointerTo(name), "Is not the id of an asset.");
    }
    return id.map(Part.Asset::new);
  }

  /** A file in the client's storage. */
  Optional<Part> stored(StrictObject owner, String name) {
    owner.requiredValue(name);
    return owner.object(name).flatMap(this::place).map(place -> new Part.StoredFile(place.url()));
  }

  /** Where the result goes: without {@code output}, it is an asset. */
  Destination destination() {
    return external
        ? body.object("output")
            .flatMap(this::place)
            .<Destination>map(
                place -> new Destination.PresignedPut(place.url(), Map.of(), place.store()))
            .orElseGet(Destination.Hosted::new)
        : new Destination.Hosted();
  }

  private record Place(URI url, Store store) {}

  private Optional<Place> place(StrictObject object) {
    Optional<JsonNode> uri = object.requiredValue("uri");
    Store store = object.word("storage", STORAGES).map(STORES::get).orElse(Store.PLAIN);
    object.end();
    return uri.flatMap(it -> urls.read(it, object.pointerTo("uri")))
        .map(url -> new Place(url, store));
  }
}
