package dev.hookpress.api.files;

import dev.hookpress.api.files.HostedLinks.HostedFile;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the PDFs that Hookpress hosts, and deletes those that are not to be kept. */
public interface HostedFileLookup {
  /** The file's path; empty if the file has been deleted. */
  Future<Optional<Path>> find(HostedFile file);

  /** Deletes a file; succeeds even if there is none. */
  Future<Void> delete(HostedFile file);
}
