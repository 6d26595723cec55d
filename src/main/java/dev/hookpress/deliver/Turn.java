package dev.hookpress.deliver;

import io.vertx.core.Promise;
import java.time.Instant;

/**
 * A claimed notification that waits to be sent.
 *
 * @param since when it was claimed
 * @param comes true when it is to be sent, false when it is to be given back
 */
record Turn(ClaimedNotification notification, Instant since, Promise<Boolean> comes) {}
