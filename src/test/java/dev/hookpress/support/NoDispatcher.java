package dev.hookpress.support;

import dev.hookpress.deliver.Blocks;
import dev.hookpress.deliver.HandOver;
import dev.hookpress.job.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** For a writer of notifications beside whom no dispatcher runs: all that he writes is claimed. */
public final class NoDispatcher {
  private NoDispatcher() {}

  /** Takes nothing. */
  public static HandOver handOver() {
    return handOver(InstantSource.system(), Duration.ofMinutes(1));
  }

  /** Takes nothing until it is opened; nobody is blocked. */
  public static HandOver handOver(InstantSource clock, Duration lease) {
    return new HandOver(new NobodyBlocked(), clock, lease);
  }

  private static final class NobodyBlocked implements Blocks {
    @Override
    public boolean blocked(ClientId client, Instant now) {
      return false;
    }

    @Override
    public Map<ClientId, Instant> ends() {
      return Map.of();
    }

    @Override
    public void learn(ClientId client, Instant until) {
      throw new AssertionError("Nobody is blocked here.");
    }
  }
}
