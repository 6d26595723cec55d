package dev.hookpress.node;

/** What a node does; any node may do all of it. */
public enum Role {
  /** Takes jobs and answers for them over HTTP. */
  API,
  /** Renders documents. */
  RENDER,
  /** Sends notifications. */
  DISPATCH
}
