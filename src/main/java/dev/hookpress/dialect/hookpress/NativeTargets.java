package dev.hookpress.dialect.hookpress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.dialect.reading.WebhookReader;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the notification targets of the native format: {@code callback}, or the list {@code
 * notifiers}.
 */
public final class NativeTargets {
  private static final int MAX_NOTIFIERS = 10;
  private static final int MAX_ID_CHARACTERS = 64;
  private static final String EMAIL = "email";
  private static final String ENDPOINT = "endpoint_id";
  private static final List<String> TYPES = List.of("webhook", EMAIL);

  private final UrlRules urls;
  private final Formats formats;
  private final Faults faults;

  private NativeTargets(UrlRules urls, Formats formats, Faults faults) {
    this.formats = formats;
    this.urls = urls;
    this.faults = faults;
  }

  static List<Target> read(StrictObject request, UrlRules urls, Formats formats, Faults faults) {
    return new NativeTargets(urls, formats, faults).targets(request);
  }

  private List<Target> targets(StrictObject request) {
    Optional<JsonNode> callback = request.value("callback");
    Optional<JsonNode> notifiers = request.list("notifiers");
    if (callback.isPresent() && notifiers.isPresent()) {
      faults.add(request.pointerTo("notifiers"), "Cannot go with callback: use one of them.");
    }
    List<Target> targets = new ArrayList<>();
    callback
        .flatMap(value -> StrictObject.of(value, request.pointerTo("callback"), faults))
        .flatMap(this::whole)
        .ifPresent(targets::add);
    notifiers.ifPresent(value -> list(value, request.pointerTo("notifiers"), targets));
    return targets;
  }

  private void list(JsonNode value, String pointer, List<Target> targets) {
    if (!value.isArray()) {
      faults.add(pointer, "Must be a list, not " + StrictObject.kind(value) + ".");
      return;
    }
    if (value.size() > MAX_NOTIFIERS) {
      faults.add(pointer, "Must hold 1 to " + MAX_NOTIFIERS + " notifiers.");
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      StrictObject.of(value.get(i), pointer + "/" + i, faults)
          .flatMap(this::notifier)
          .ifPresent(targets::add);
    }
  }

  private Optional<? extends Target> notifier(StrictObject object) {
    object.requiredValue("type");
    return object.word("type", TYPES).equals(Optional.of(EMAIL)) ? email(object) : whole(object);
  }

  private Optional<Target.Email> email(StrictObject object) {
    Optional<Target.Email> target =
        object
            .requiredValue("address")
            .flatMap(value -> urls.email(value, object.pointerTo("address")));
    object.end();
    return target;
  }

  /** A registered endpoint, which has its own URL, headers and format. */
  private Optional<Target.Named> named(StrictObject object) {
    String pointer = object.pointerTo(ENDPOINT);
    for (String field : List.of("url", "headers", "format")) {
      if (object.value(field).isPresent()) {
        faults.add(object.pointerTo(field), "Cannot go with " + ENDPOINT + ", which has its own.");
      }
    }
    Optional<EndpointKey> key =
        object.requiredText(ENDPOINT, MAX_ID_CHARACTERS).flatMap(EndpointKey::parse);
    if (key.isEmpty()) {
      faults.add(pointer, "Must be the id of an endpoint that you have registered.");
    }
    return key.map(id -> new Target.Named(id, pointer));
  }

  private Optional<? extends Target> whole(StrictObject object) {
    if (object.has(ENDPOINT)) {
      Optional<Target.Named> named = named(object);
      object.end();
      return named;
    }
    Optional<Target.Webhook> target = WebhookReader.read(object, urls, formats::setsHeader, faults);
    List<String> labels = this.formats.names().stream().map(DialectName::label).toList();
    Optional<DialectName> format = object.word("format", labels).map(DialectName::new);
    object.end();
    return target.map(
        plain -> new Target.Webhook(plain.url(), plain.headers(), plain.secret(), format));
  }
}
