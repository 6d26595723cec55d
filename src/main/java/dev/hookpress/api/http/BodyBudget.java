package dev.hookpress.api.http;

import dev.hookpress.dialect.reading.Json;
import dev.hookpress.http.Refusal;
import dev.hookpress.job.ClientId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Bounds the memory that the bodies of all requests in progress take on this node, and each
 * client's share of it: a limit on one body does not bound a hundred. Thread-safe.
 */
public final class BodyBudget {
  /** Up to this size a body's tree is paid for by its worst case; above it, by its tokens. */
  static final int SMALL_BYTES = 64 * 1024;

  /** A list of empty objects is the JSON whose tree is the largest for its size. */
  private static final int WORST_TREE = 28;

  /** The bytes received, the copy that is decoded, and the texts of the tree. */
  private static final int COPIES = 3;

  private static final int TREE_BYTES_PER_TOKEN = 100;

  private final long max;
  private final long maxPerClient;
  private final Consumer<Refusal> refusals;
  private final AtomicLong taken = new AtomicLong();
  private final ConcurrentHashMap<ClientId, Long> byClient = new ConcurrentHashMap<>();

  /** The result of asking for memory. */
  public enum Verdict {
    GRANTED,
    /** The client has its share; others may still be served. */
    CLIENT_FULL,
    NODE_FULL
  }

  /**
   * Creates a budget.
   *
   * @param max bytes on this node
   * @param maxPerClient bytes of one client, at most {@code max}
   * @param refusals called for each body that is refused, on any thread
   */
  public BodyBudget(long max, long maxPerClient, Consumer<Refusal> refusals) {
    this.refusals = refusals;
    this.max = max;
    this.maxPerClient = maxPerClient;
  }

  /** Takes memory for a client's body; what is granted must be given back. */
  public Verdict take(ClientId client, long bytes) {
    boolean[] within = {false};
    byClient.compute(
        client,
        (same, before) -> {
          long sum = (before == null ? 0 : before) + bytes;
          within[0] = sum <= maxPerClient;
          return within[0] ? Long.valueOf(sum) : before;
        });
    if (!within[0]) {
      refusals.accept(Refusal.BODIES_OF_CLIENT);
      return Verdict.CLIENT_FULL;
    }
    if (taken.addAndGet(bytes) > max) {
      giveBack(client, bytes);
      refusals.accept(Refusal.BODIES);
      return Verdict.NODE_FULL;
    }
    return Verdict.GRANTED;
  }

  /** Gives back what was granted. */
  public void giveBack(ClientId client, long bytes) {
    taken.addAndGet(-bytes);
    byClient.computeIfPresent(client, (same, sum) -> sum > bytes ? sum - bytes : null);
  }

  /** The memory for a body of so many bytes, for a large one without its tree. */
  static long cost(long bytes) {
    return bytes <= SMALL_BYTES ? bytes * WORST_TREE : bytes * COPIES + SMALL_BYTES * WORST_TREE;
  }

  /** The memory for a large body's tree. */
  static long costOfTree(int tokens) {
    return (long) tokens * TREE_BYTES_PER_TOKEN;
  }

  /** The most memory that one body within the limit can take. */
  public static long maxForOne(int maxBodyBytes) {
    return cost(maxBodyBytes) + costOfTree(Json.MAX_TOKENS);
  }

  /** The bytes that are granted now. */
  public long taken() {
    return taken.get();
  }
}
