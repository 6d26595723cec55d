package dev.hookpress.dialect.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Validates client JSON that is stored unchanged: every store can hold its values, and its depth is
 * bounded.
 */
public final class StorableJson {
  // Neither a double nor a database's numeric type holds larger exponents.
  private static final int MAX_EXPONENT = 300;

  private final int maxLevels;
  private final Faults faults;

  /** Creates a validator for one body. */
  public StorableJson(int maxLevels, Faults faults) {
    this.maxLevels = maxLevels;
    this.faults = faults;
  }

  /** Whether the JSON can be stored; records a fault for every value that cannot. */
  public boolean test(JsonNode node, String pointer) {
    return test(node, pointer, 1);
  }

  private boolean test(JsonNode node, String pointer, int level) {
    if (level > maxLevels) {
      return refuse(pointer, "Is nested more than " + maxLevels + " levels deep.");
    }
    if (node.isTextual()) {
      return StorableText.test(node.textValue()) || refuse(pointer, StorableText.RULE);
    }
    if (node.isNumber()) {
      return ordinary(node.decimalValue()) || refuse(pointer, "Is too large or too fine a number.");
    }
    boolean all = true;
    int index = 0;
    for (JsonNode element : node.isArray() ? node : Json.object().arrayNode()) {
      all &= test(element, pointer + "/" + index++, level + 1);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      all &=
          StorableText.test(field.getKey())
              ? test(field.getValue(), pointer + "/" + escaped(field.getKey()), level + 1)
              : refuse(pointer, "Has a name that must be changed. " + StorableText.RULE);
    }
    return all;
  }

  private static boolean ordinary(BigDecimal number) {
    return Math.abs((long) number.precision() - number.scale()) <= MAX_EXPONENT
        && Math.abs((long) number.scale()) <= MAX_EXPONENT;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private boolean refuse(String pointer, String detail) {
    faults.add(pointer, detail);
    return false;
  }
}
