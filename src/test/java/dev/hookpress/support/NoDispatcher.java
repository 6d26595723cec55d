package dev.hookpress.support;

import dev.hookpress.deliver.LocalHandoff;
import java.time.InstantSource;

/** A hand-off without a dispatcher: all notifications are claimed. */
public final class NoDispatcher {
  private NoDispatcher() {}

  /** Takes nothing. */
  public static LocalHandoff handoff() {
    return handoff(InstantSource.system());
  }

  /** Takes nothing until it is opened; nobody is blocked. */
  public static LocalHandoff handoff(InstantSource clock) {
    return new LocalHandoff(new KnownBlockList(), clock);
  }
}
