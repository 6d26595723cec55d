package dev.hookpress.storage;

import dev.hookpress.job.document.AssetType;
import java.nio.file.Path;

/** A file that a client may name: uploaded, or made by a job of its. */
public record StoredAsset(Path path, long bytes, AssetType type) {}
