package dev.hookpress.outbound;

import io.vertx.core.Future;

/** Sends all requests to external servers: sources, uploads and callbacks. */
public interface OutboundClient {
  /** Sends one request. Completes on the caller's context; fails only because of a defect. */
  Future<ExchangeResult> send(OutboundRequest request);
}
