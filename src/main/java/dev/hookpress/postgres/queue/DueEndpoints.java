package dev.hookpress.postgres.queue;

import dev.hookpress.deliver.ClaimLimits;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The endpoints that this node knows to have something due, and the order in which claims ask for
 * them: clients in turn, and the endpoints of each client in turn, so that neither a client's
 * backlog nor its number of endpoints starves another.
 *
 * <p>It is a window on the queue: an endpoint that is forgotten is found again by the walk. While
 * the window is full, what has been asked, or may not be asked, leaves it to what the walk finds
 * next. Confined to one event loop.
 */
final class DueEndpoints {
  /** The most endpoints in one claim. Each costs the database some 10 µs. */
  static final int MAX_ASKED = 256;

  // Some two megabytes; a page of the walk may exceed it by its steps.
  private static final int MAX_KNOWN = 8_192;
  // The walk finds no more for a client that has so many; a claim asks for no more of one client.
  private static final int MAX_OF_CLIENT = 256;
  private static final int MAX_ASKED_OF_CLIENT = 64;
  // Of an endpoint that had more due than it was asked for. It costs a claim as much as several of
  // its notifications: it is better to ask for fewer endpoints at a time, each in its turn.
  private static final int LEAST_QUOTA = 3;

  /**
   * The due endpoints of clients, each in the order of their turns; true of those that had more due
   * than they were asked for.
   */
  private final Map<ClientId, Map<Endpoint, Boolean>> clients = new LinkedHashMap<>();

  private int known;
  private boolean left;

  private record Open(ClientId client, List<Endpoint> endpoints, int least) {}

  /**
   * What a claim asks for.
   *
   * @param most whether that is all that the endpoint and its client may have
   */
  record Ask(Endpoint endpoint, int quota, boolean most) {}

  /** Notes that an endpoint has something due. */
  void found(Endpoint endpoint) {
    Map<Endpoint, Boolean> due =
        clients.computeIfAbsent(endpoint.client(), one -> new LinkedHashMap<>());
    known += due.putIfAbsent(endpoint, false) == null ? 1 : 0;
  }

  /** Whether the walk is to wait until something has left. */
  boolean full() {
    return known >= MAX_KNOWN;
  }

  /** Whether so many endpoints of a client are known that the walk is to find no more for now. */
  boolean crowded(ClientId client) {
    return clients.getOrDefault(client, Map.of()).size() >= MAX_OF_CLIENT;
  }

  /** Chooses what to ask for in one claim of up to {@code max}; nothing if nothing may be asked. */
  List<Ask> ask(int max, ClaimLimits limits) {
    List<Open> open = open(max, limits);
    int share = ceil(max, open.size() + 1);
    List<Ask> asks = new ArrayList<>();
    int free = max;
    for (Open one : open) {
      Map<Endpoint, Boolean> due = clients.get(one.client());
      int ofClient = limits.of(one.client());
      int entitled = Math.min(free, Math.min(Math.max(share, one.least()), ofClient));
      int each = ceil(entitled, one.endpoints().size());
      for (Endpoint endpoint : one.endpoints()) {
        int most = Math.min(limits.of(endpoint), ofClient);
        int wanted = Math.max(each, least(due.get(endpoint)));
        int quota = Math.min(entitled, Math.min(wanted, most));
        if (quota == 0) {
          left |= share < ofClient;
          break;
        }
        asks.add(new Ask(endpoint, quota, quota == most));
        due.put(endpoint, due.remove(endpoint));
        clients.put(one.client(), clients.remove(one.client()));
        entitled -= quota;
        free -= quota;
      }
    }
    return asks;
  }

  private static int least(boolean hadMore) {
    return hadMore ? LEAST_QUOTA : 1;
  }

  private static int ceil(int one, int by) {
    return (one + by - 1) / by;
  }

  /**
   * The next clients that may be asked for, and their endpoints that may; as many as get a share.
   */
  private List<Open> open(int max, ClaimLimits limits) {
    List<Open> open = new ArrayList<>();
    int endpoints = 0;
    int wanted = 0;
    left = false;
    Iterator<Map.Entry<ClientId, Map<Endpoint, Boolean>>> inTurn = clients.entrySet().iterator();
    while (inTurn.hasNext() && !left) {
      Map.Entry<ClientId, Map<Endpoint, Boolean>> next = inTurn.next();
      Map<Endpoint, Boolean> due = next.getValue();
      List<Endpoint> some = open(next.getKey(), due, limits, MAX_ASKED - endpoints);
      if (!some.isEmpty()) {
        int least = some.stream().mapToInt(one -> least(due.get(one))).max().orElseThrow();
        open.add(new Open(next.getKey(), some, least));
        endpoints += some.size();
        wanted += least;
      }
      if (due.isEmpty()) {
        inTurn.remove();
      }
      left = wanted >= max || endpoints >= MAX_ASKED;
    }
    left &= inTurn.hasNext();
    return open;
  }

  private List<Endpoint> open(
      ClientId client, Map<Endpoint, Boolean> due, ClaimLimits limits, int max) {
    boolean blocked = limits.blocked().contains(client);
    boolean noRoom = limits.of(client) == 0;
    List<Endpoint> open = new ArrayList<>();
    Iterator<Endpoint> each = due.keySet().iterator();
    while (each.hasNext() && open.size() < Math.min(max, MAX_ASKED_OF_CLIENT)) {
      Endpoint endpoint = each.next();
      boolean stopped = blocked && !endpoint.key().operational();
      if (!stopped && !noRoom && limits.of(endpoint) > 0) {
        open.add(endpoint);
      } else if (stopped || full()) {
        each.remove();
        known--;
      }
    }
    return open;
  }

  /**
   * Takes the answer to what was asked for.
   *
   * @param taken how many were claimed for each endpoint
   * @return whether another claim made now might find more
   */
  boolean answered(List<Ask> asks, Map<Endpoint, Integer> taken) {
    boolean more = left;
    for (Ask ask : asks) {
      boolean rest = taken.getOrDefault(ask.endpoint(), 0) >= ask.quota();
      more |= rest && !ask.most();
      Map<Endpoint, Boolean> due = clients.get(ask.endpoint().client());
      if (rest && !full() && due.size() < MAX_OF_CLIENT) {
        due.replace(ask.endpoint(), true);
      } else if (due.remove(ask.endpoint()) != null) {
        known--;
      }
    }
    return more;
  }
}
