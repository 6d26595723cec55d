package dev.hookpress.upkeep;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A task that runs at intervals.
 *
 * @param name the name in the log
 * @param every the pause between the end of one run and the start of the next
 * @param run runs the task once; a failure is logged and does not stop later runs
 */
public record PeriodicTask(String name, Duration every, Supplier<Future<?>> run) {}
