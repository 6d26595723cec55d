package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;

/**
 * What one attempt sends to a webhook.
 *
 * @param client whose it is
 * @param attempt the attempt's number, from 1
 * @param body the same bytes in each attempt
 */
record Message(
    ClientId client, NotificationId id, int attempt, Target.Webhook target, byte[] body) {}
