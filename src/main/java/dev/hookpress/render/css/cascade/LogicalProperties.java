package dev.hookpress.render.css.cascade;

import java.util.HashMap;
import java.util.Map;

/** Maps flow-relative longhands to physical ones, CSS Logical 1. Lines are horizontal. */
final class LogicalProperties {
  private static final Map<String, String> LEFT_TO_RIGHT;
  private static final Map<String, String> RIGHT_TO_LEFT;

  static {
    Map<String, String> ltr = new HashMap<>();
    Map<String, String> rtl = new HashMap<>();
    String[][] edges = {
      {"inline-start", "left", "right"},
      {"inline-end", "right", "left"},
      {"block-start", "top", "top"},
      {"block-end", "bottom", "bottom"}
    };
    String[][] properties = {
      {"margin-", ""},
      {"padding-", ""},
      {"border-", "-width"},
      {"border-", "-style"},
      {"border-", "-color"}
    };
    for (String[] edge : edges) {
      for (String[] property : properties) {
        String name = property[0] + edge[0] + property[1];
        ltr.put(name, property[0] + edge[1] + property[1]);
        rtl.put(name, property[0] + edge[2] + property[1]);
      }
      ltr.put("inset-" + edge[0], edge[1]);
      rtl.put("inset-" + edge[0], edge[2]);
    }
    for (String bound : new String[] {"", "min-", "max-"}) {
      ltr.put(bound + "inline-size", bound + "width");
      ltr.put(bound + "block-size", bound + "height");
    }
    String[][] corners = {
      {"start-start", "top-left", "top-right"},
      {"start-end", "top-right", "top-left"},
      {"end-start", "bottom-left", "bottom-right"},
      {"end-end", "bottom-right", "bottom-left"}
    };
    for (String[] corner : corners) {
      ltr.put("border-" + corner[0] + "-radius", "border-" + corner[1] + "-radius");
      rtl.put("border-" + corner[0] + "-radius", "border-" + corner[2] + "-radius");
    }
    ltr.forEach(rtl::putIfAbsent);
    LEFT_TO_RIGHT = Map.copyOf(ltr);
    RIGHT_TO_LEFT = Map.copyOf(rtl);
  }

  private LogicalProperties() {}

  static boolean isLogical(String property) {
    return LEFT_TO_RIGHT.containsKey(property);
  }

  static String physical(String property, boolean rightToLeft) {
    return (rightToLeft ? RIGHT_TO_LEFT : LEFT_TO_RIGHT).getOrDefault(property, property);
  }
}
