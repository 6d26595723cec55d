package dev.hookpress.outbound;

import io.vertx.core.Future;

/** The only way out to strangers: sources, uploads and callbacks. */
public interface OutboundClient {
  /** Sends one request. Completes on the caller's context; fails only through a defect of ours. */
  Future<ExchangeResult> send(OutboundRequest request);
}
