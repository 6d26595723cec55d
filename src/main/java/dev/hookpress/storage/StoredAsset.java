package dev.hookpress.storage;

import dev.hookpress.job.document.AssetType;
import java.nio.file.Path;

/** A file that a client may refer to: an upload, or a result of one of its jobs. */
public record StoredAsset(Path path, long bytes, AssetType type) {}
