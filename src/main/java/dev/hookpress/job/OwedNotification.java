package dev.hookpress.job;

/**
 * A notification to send because a job has ended.
 *
 * @param format the dialect whose rules apply to the exchange
 * @param target the receiver, with the headers that belong to this body
 * @param body fixed: every attempt sends these bytes
 */
public record OwedNotification(NotificationId id, DialectName format, Target target, byte[] body) {}
