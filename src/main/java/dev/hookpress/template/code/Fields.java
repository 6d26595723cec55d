package dev.hookpress.template.code;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/** Reads the fields of a payment. */
final class Fields {
  private static final BigDecimal LEAST = new BigDecimal("0.01");
  private static final BigDecimal MOST = new BigDecimal("999999999.99");
  private static final BigInteger CHECKED = BigInteger.valueOf(97);

  private final String code;
  private final Map<?, ?> values;

  /**
   * Reads nothing yet.
   *
   * @param code named in the messages
   * @param value an object of the data
   */
  Fields(String code, Object value) {
    this.code = code;
    if (!(value instanceof Map<?, ?> fields)) {
      throw new CodeFault("'" + code + "' wants an object with the payment's fields.");
    }
    this.values = fields;
  }

  CodeFault fault(String name, String rule) {
    return new CodeFault("%s of '%s' %s.".formatted(name, code, rule));
  }

  /** A text in one line; empty if there is none. */
  String text(String name, int most) {
    Object value = values.get(name);
    String text = value == null ? "" : String.valueOf(value).strip().replaceAll("\\s+", " ");
    if (text.length() > most) {
      throw fault(name, "has more than " + most + " characters");
    }
    return text;
  }

  String required(String name, int most) {
    String text = text(name, most);
    if (text.isEmpty()) {
      throw fault(name, "is missing");
    }
    return text;
  }

  /** An IBAN whose check digits are right, without spaces. */
  String iban() {
    String iban = required("iban", 42).replace(" ", "").toUpperCase(Locale.ROOT);
    if (!iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}") || !isChecked(iban)) {
      throw fault("iban", "is no IBAN");
    }
    return iban;
  }

  /** Whether the digits of ISO 7064 (mod 97-10) at positions 3 and 4 are right. */
  static boolean isChecked(String text) {
    StringBuilder digits = new StringBuilder();
    (text.substring(4) + text.substring(0, 4))
        .chars()
        .forEach(c -> digits.append(Character.getNumericValue(c)));
    return new BigInteger(digits.toString()).mod(CHECKED).intValue() == 1;
  }

  /** An amount with two decimals and a point; empty if there is none. */
  String amount() {
    Object value = values.get("amount");
    if (value == null || "".equals(value)) {
      return "";
    }
    String text = String.valueOf(value).strip();
    if (!text.matches("[0-9]{1,9}(?:\\.[0-9]{1,2}0{0,10})?")) {
      throw fault("amount", "is not a number of at most two decimals");
    }
    BigDecimal amount = new BigDecimal(text);
    if (amount.compareTo(LEAST) < 0 || amount.compareTo(MOST) > 0) {
      throw fault("amount", "is not from 0.01 to 999999999.99");
    }
    return amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
  }
}
