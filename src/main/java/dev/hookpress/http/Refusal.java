package dev.hookpress.http;

import java.util.Locale;

/** Why a connection or a body is refused because of the room that it would take. */
public enum Refusal {
  /** As many connections are open as this node may have. */
  CONNECTIONS,
  /** As many connections are open as one address may have. */
  CONNECTIONS_OF_ADDRESS,
  /** The bodies in progress take all the memory that they may. */
  BODIES,
  /** The client's bodies take its share of that memory. */
  BODIES_OF_CLIENT;

  /** The name in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
