package dev.hookpress.api.files;

import dev.hookpress.api.files.HostedLinks.HostedFile;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;

/** The PDFs that Hookpress keeps. */
public interface HostedFileLookup {
  /** Where the file is; empty if it has been deleted. */
  Future<Optional<Path>> find(HostedFile file);
}
