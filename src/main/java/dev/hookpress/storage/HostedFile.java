package dev.hookpress.storage;

import java.nio.file.Path;

/** A PDF kept by Hookpress, ready to be sent. */
public record HostedFile(Path path, long bytes) {}
