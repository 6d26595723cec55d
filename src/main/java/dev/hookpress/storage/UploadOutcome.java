package dev.hookpress.storage;

/** What became of an upload. */
public enum UploadOutcome {
  STORED,
  /** It is larger than allowed; nothing was kept. */
  TOO_LARGE,
  /** The asset was uploaded before: a link is good for one upload. */
  USED_ALREADY
}
