package dev.hookpress.api.deliveries;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads a client's notifications and their attempts. */
public interface NotificationBook {
  /** All notifications of one job, without their attempts; empty if the client has no such job. */
  Future<List<NotificationView>> ofJob(ClientId client, JobId job);

  /**
   * A client's notifications of all jobs and operational events, newest first. Notifications that
   * arrive while a client pages do not move what is on later pages.
   *
   * @param limit how many at most
   */
  Future<NotificationPage> page(ClientId client, NotificationFilter filter, int limit);

  /** One notification with its attempts, oldest first. */
  Future<Optional<NotificationView>> notification(ClientId client, NotificationId id);
}
