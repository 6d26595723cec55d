package dev.hookpress.support;

import dev.hookpress.deliver.LocalHandoff;
import java.time.Duration;
import java.time.InstantSource;

/** A hand-off without a dispatcher: all notifications are claimed. */
public final class NoDispatcher {
  private NoDispatcher() {}

  /** Takes nothing. */
  public static LocalHandoff handoff() {
    return handoff(InstantSource.system(), Duration.ofMinutes(1));
  }

  /** Takes nothing until it is opened; nobody is blocked. */
  public static LocalHandoff handoff(InstantSource clock, Duration lease) {
    return new LocalHandoff(new KnownBlockList(), clock, lease);
  }
}
