package dev.hookpress.api.templates;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.TemplateId;
import dev.hookpress.job.document.TemplateSource;
import dev.hookpress.job.document.TemplateVersion;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads a client's stored templates. A client never sees another client's templates. */
public interface TemplateBook {
  /** One template; empty if the client has no template with this id or has deleted it. */
  Future<Optional<TemplateView>> template(ClientId client, TemplateId id);

  /**
   * Templates that are not deleted, newest first.
   *
   * @param before the cursor: only templates older than this one
   */
  Future<List<TemplateView>> templates(ClientId client, Optional<TemplateId> before, int limit);

  /**
   * A version's text, even if its template has been deleted; empty if the client has no such
   * version.
   */
  Future<Optional<TemplateSource>> html(ClientId client, TemplateVersion version);
}
