package dev.hookpress.api.feed;

import dev.hookpress.dialect.JobReport;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/** Makes the callbacks of jobs that have ended, for a client that fetches them. */
public interface JobCallbacks {
  /**
   * The callback as it is sent to the job's target, signed now with the keys that sign what is sent
   * there.
   *
   * @param target its format and secret count; empty: in the job's format
   */
  Future<SignedCallback> sign(ClientId client, JobReport job, Optional<Target.Webhook> target);

  /**
   * A callback.
   *
   * @param headers without the client's own, which may be secret
   */
  record SignedCallback(Map<String, String> headers, Buffer body) {}
}
