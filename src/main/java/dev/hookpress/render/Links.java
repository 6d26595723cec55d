package dev.hookpress.render;

import dev.hookpress.dialect.HostedLink;
import java.time.Instant;

/** Signed links to hosted PDFs. */
public interface Links {
  /** A link that is good from {@code now} for as long as the settings say. */
  HostedLink link(ClaimedDocument document, Instant now);
}
