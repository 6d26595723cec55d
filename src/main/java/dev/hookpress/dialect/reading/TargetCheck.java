package dev.hookpress.dialect.reading;

import java.net.URI;
import java.util.Optional;

/** Decides from a URL alone, without resolving its host, whether it may be reached. */
@FunctionalInterface
public interface TargetCheck {
  /**
   * The reason why this absolute http or https URL is refused, in plain words; empty if it is
   * allowed.
   */
  Optional<String> refusal(URI url);

  /** The reason why e-mail is never sent, in plain words; empty if e-mail is available. */
  default Optional<String> mailRefusal() {
    return Optional.empty();
  }
}
