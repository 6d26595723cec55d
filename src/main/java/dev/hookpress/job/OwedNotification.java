package dev.hookpress.job;

/**
 * One message that is owed for a job, from its end on.
 *
 * @param format whose rules hold for the exchange
 * @param target with the headers that belong to this body
 * @param body fixed: every attempt sends these bytes
 */
public record OwedNotification(NotificationId id, DialectName format, Target target, byte[] body) {}
