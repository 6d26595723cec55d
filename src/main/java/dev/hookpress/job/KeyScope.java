package dev.hookpress.job;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an API key may be used for. */
public enum KeyScope {
  /** To read: every GET. */
  READ("read"),
  /** To submit, cancel, redeliver, upload and so on. */
  WRITE("write"),
  /** To change the client's keys, secrets and settings. */
  MANAGE("manage");

  /** The scopes of a key that is not restricted. */
  public static final Set<KeyScope> ALL = Set.of(values());

  /** The labels of all scopes. */
  public static final List<String> LABELS = Arrays.stream(values()).map(KeyScope::label).toList();

  private final String label;

  KeyScope(String label) {
    this.label = label;
  }

  /** The name in requests and answers. */
  public String label() {
    return label;
  }

  /** Finds a scope by its label. */
  public static Optional<KeyScope> ofLabel(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }
}
