package dev.hookpress.api.templates;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateVersion;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** A client's stored templates as they are now. One client never sees another's. */
public interface TemplateBook {
  /** One template; empty if there is none of that id for this client, or it is deleted. */
  Future<Optional<TemplateView>> template(ClientId client, TemplateId id);

  /**
   * Templates that are not deleted, newest first.
   *
   * @param before only those older than this one: the cursor
   */
  Future<List<TemplateView>> templates(ClientId client, Optional<TemplateId> before, int limit);

  /**
   * A version's text, also when its template has been deleted since; empty if the client has no
   * such version.
   */
  Future<Optional<String>> html(ClientId client, TemplateVersion version);
}
