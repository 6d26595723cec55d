package dev.hookpress.dialect.reading;

import dev.hookpress.job.Target;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the URL and headers of a callback. */
public final class WebhookReader {
  private WebhookReader() {}

  /**
   * Reads the {@code url} and the {@code headers} of an object; faults are recorded.
   *
   * @param setByFormats accepts the lower-case header names that only Hookpress may set
   */
  public static Optional<Target.Webhook> read(
      StrictObject object, UrlRules urls, Predicate<String> setByFormats, Faults faults) {
    Optional<URI> url =
        object.requiredValue("url").flatMap(value -> urls.read(value, object.pointerTo("url")));
    Map<String, String> headers = HeaderRules.read(object, setByFormats, faults);
    return url.map(at -> new Target.Webhook(at, headers));
  }
}
