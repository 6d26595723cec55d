package dev.hookpress.api.deliveries;

import dev.hookpress.job.NotificationId;
import java.util.List;
import java.util.Optional;

/**
 * A page of a client's notifications, newest first, without their attempts.
 *
 * @param notifications may be fewer than were asked for, even none, while there is a next page:
 *     what is examined for one page is bounded
 * @param next the next page has those that are older than this; empty on the last page
 */
public record NotificationPage(
    List<NotificationView> notifications, Optional<NotificationId> next) {}
