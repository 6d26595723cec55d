package dev.hookpress.api;

import dev.hookpress.api.HostedLinks.HostedFile;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;

/** The PDFs that Hookpress keeps. */
public interface HostedFiles {
  /** Where the file is; empty if it has been deleted. */
  Future<Optional<Path>> find(HostedFile file);
}
