package dev.hookpress.upkeep;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something done at intervals.
 *
 * @param name for the log
 * @param every the pause between the end of one run and the next
 * @param run does it once; a failure is logged, and the next run comes all the same
 */
public record PeriodicTask(String name, Duration every, Supplier<Future<?>> run) {}
