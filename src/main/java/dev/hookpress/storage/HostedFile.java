package dev.hookpress.storage;

import java.nio.file.Path;

/** A file on Hookpress's disk. */
public record HostedFile(Path path, long bytes) {}
