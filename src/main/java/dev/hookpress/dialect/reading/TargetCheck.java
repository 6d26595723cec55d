package dev.hookpress.dialect.reading;

import java.net.URI;
import java.util.Optional;

/** What may be reached, as far as a URL alone can tell: nothing is resolved. */
@FunctionalInterface
public interface TargetCheck {
  /** Why this absolute http or https URL is refused, in plain words; empty if it is not. */
  Optional<String> refusal(URI url);

  /** Why no e-mail is sent at all, in plain words; empty if it is. */
  default Optional<String> mailRefusal() {
    return Optional.empty();
  }
}
