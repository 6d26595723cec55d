package dev.hookpress.api.http;

import java.util.Arrays;

/** Compares entity tags (RFC 9110 §8.8.3), weakly. */
public final class EntityTags {
  private EntityTags() {}

  /**
   * Whether the tags that a client has name this one.
   *
   * @param tags as {@code If-None-Match} has them; null: none
   */
  public static boolean match(String tags, String tag) {
    return tags != null
        && Arrays.stream(tags.split(","))
            .map(String::strip)
            .map(each -> each.startsWith("W/") ? each.substring(2) : each)
            .anyMatch(each -> each.equals("*") || each.equals(tag));
  }
}
