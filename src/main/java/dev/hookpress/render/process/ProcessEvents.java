package dev.hookpress.render.process;

/** Observes render processes, for metrics. Called on any thread. */
public interface ProcessEvents {
  /** A process has ended, other than by the node's own end. */
  void ended(ProcessEnd reason);

  /** The number of processes that live. */
  void alive(int processes);
}
