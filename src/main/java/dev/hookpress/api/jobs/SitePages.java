package dev.hookpress.api.jobs;

import dev.hookpress.dialect.Submission.Pages;
import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.net.URI;

/** Finds the pages of websites. */
public interface SitePages {
  /** The pages that the site's own sitemap lists; none if it has no sitemap that can be read. */
  Future<Pages> of(ClientId client, URI start);
}
