package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.Formats;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.dialect.reading.WebhookReader;
import dev.hookpress.job.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Adobe's {@code notifiers}: {@code {"type":"CALLBACK","data":{"url","headers"}}}. */
final class AdobeTargets {
  private static final int MAX_NOTIFIERS = 10;
  private static final List<String> TYPES = List.of("CALLBACK");

  private AdobeTargets() {}

  static List<Target> read(StrictObject body, UrlRules urls, Formats formats, Faults faults) {
    List<Target> targets = new ArrayList<>();
    Optional<JsonNode> notifiers = body.value("notifiers");
    if (notifiers.isEmpty()) {
      return targets;
    }
    String pointer = body.pointerTo("notifiers");
    if (!notifiers.get().isArray() || notifiers.get().size() > MAX_NOTIFIERS) {
      faults.add(pointer, "Must be a list of at most " + MAX_NOTIFIERS + " notifiers.");
      return targets;
    }
    for (int i = 0; i < notifiers.get().size(); i++) {
      StrictObject.of(notifiers.get().get(i), pointer + "/" + i, faults)
          .flatMap(notifier -> target(notifier, urls, formats, faults))
          .ifPresent(targets::add);
    }
    return targets;
  }

  private static Optional<Target.Webhook> target(
      StrictObject notifier, UrlRules urls, Formats formats, Faults faults) {
    notifier.requiredValue("type");
    notifier.word("type", TYPES);
    notifier.requiredValue("data");
    Optional<StrictObject> data = notifier.object("data");
    notifier.end();
    Optional<Target.Webhook> target =
        data.flatMap(object -> WebhookReader.read(object, urls, formats::setsHeader, faults));
    data.ifPresent(StrictObject::end);
    return target;
  }
}
