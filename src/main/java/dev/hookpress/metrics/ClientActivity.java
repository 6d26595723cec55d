package dev.hookpress.metrics;

import dev.hookpress.job.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * To how many clients a node has sent callbacks within the last five to ten minutes, and how many
 * of them took none. It names no client, so that its numbers may be metrics. Thread-safe.
 */
public final class ClientActivity {
  /** Clients beyond this number in five minutes are not counted: memory is bounded. */
  private static final int MAX_CLIENTS = 50_000;

  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** So few errors in a row are an incident of the receiver, not a client that fails. */
  private static final int ERRORS_OF_A_FAILING_CLIENT = 3;

  /**
   * @param active clients with at least one attempt
   * @param failing those of them with three errors or more and no success
   */
  public record Counts(int active, int failing) {}

  private static final class Tally {
    private int good;
    private int errors;
  }

  private Instant begun = Instant.EPOCH;
  private Map<ClientId, Tally> recent = new HashMap<>();
  private Map<ClientId, Tally> before = new HashMap<>();

  /** An attempt at a client's callback ended. */
  public synchronized void attempted(ClientId client, boolean good, Instant at) {
    turn(at);
    Tally tally = recent.get(client);
    if (tally == null) {
      if (recent.size() >= MAX_CLIENTS) {
        return;
      }
      tally = new Tally();
      recent.put(client, tally);
    }
    if (good) {
      tally.good++;
    } else {
      tally.errors++;
    }
  }

  /** The counts at a time that is not before that of the last attempt. */
  public synchronized Counts counts(Instant now) {
    turn(now);
    Set<ClientId> clients = new HashSet<>(recent.keySet());
    clients.addAll(before.keySet());
    Tally none = new Tally();
    int failing = 0;
    for (ClientId client : clients) {
      Tally late = recent.getOrDefault(client, none);
      Tally early = before.getOrDefault(client, none);
      boolean anyGood = late.good + early.good > 0;
      if (!anyGood && late.errors + early.errors >= ERRORS_OF_A_FAILING_CLIENT) {
        failing++;
      }
    }
    return new Counts(clients.size(), failing);
  }

  private void turn(Instant now) {
    if (now.isBefore(begun.plus(WINDOW))) {
      return;
    }
    before = now.isBefore(begun.plus(WINDOW.multipliedBy(2))) ? recent : new HashMap<>();
    recent = new HashMap<>();
    begun = now;
  }
}
