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

  /** One notification with its attempts, oldest first. */
  Future<Optional<NotificationView>> notification(ClientId client, NotificationId id);
}
