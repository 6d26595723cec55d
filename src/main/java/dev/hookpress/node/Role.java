package dev.hookpress.node;

/** The roles of a node; a node may have all of them. */
public enum Role {
  /** Accepts jobs and serves their status over HTTP. */
  API,
  /** Renders documents. */
  RENDER,
  /** Sends notifications. */
  DISPATCH
}
