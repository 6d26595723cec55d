package dev.hookpress.template.code;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** QR codes with which banking programs fill in a credit transfer. */
public final class Payments {
  private static final int MAX_EPC_BYTES = 331;
  private static final String QR_REFERENCE = "[0-9]{27}";
  private static final int[] CARRIES = {0, 9, 4, 6, 8, 2, 7, 1, 3, 5};

  private Payments() {}

  /**
   * The code of the European Payments Council (EPC069-12, version 2) for SEPA, in euro.
   *
   * @param value an object with {@code name}, {@code iban} and, if there are, {@code bic}, {@code
   *     amount}, {@code purpose}, {@code reference} (ISO 11649) or {@code text}
   * @param size of the side: a length in CSS
   */
  public static String epc(Object value, String size) {
    Fields fields = new Fields("epc_qr", value);
    String reference = fields.text("reference", 35).replace(" ", "");
    String text = fields.text("text", 140);
    if (!reference.isEmpty() && !text.isEmpty()) {
      throw fields.fault("text", "cannot go with a reference");
    }
    String amount = fields.amount();
    String payload =
        String.join(
                "\n",
                "BCD",
                "002",
                "1",
                "SCT",
                fields.text("bic", 11),
                fields.required("name", 70),
                fields.iban(),
                amount.isEmpty() ? "" : "EUR" + amount,
                fields.text("purpose", 4),
                reference,
                text)
            .stripTrailing();
    if (payload.getBytes(StandardCharsets.UTF_8).length > MAX_EPC_BYTES) {
      throw new CodeFault("The fields of 'epc_qr' have more than 331 bytes together.");
    }
    return Codes.qr(payload, size, "M");
  }

  /**
   * The Swiss QR code (implementation guidelines 2.3) for CHF and EUR.
   *
   * @param value an object with {@code iban}, {@code name}, {@code street}, {@code number}, {@code
   *     postcode}, {@code town}, {@code country}, {@code currency}, {@code amount}, {@code
   *     reference}, {@code text}, and the debtor's in {@code debtor_name} and so on
   * @param size of the side: a length in CSS
   */
  public static String swiss(Object value, String size) {
    return Codes.crossed(swissPayload(new Fields("swiss_qr", value)), size);
  }

  private static String swissPayload(Fields fields) {
    String iban = fields.iban();
    if (!iban.matches("(?:CH|LI).{19}")) {
      throw fields.fault("iban", "is not of Switzerland or Liechtenstein");
    }
    String reference = fields.text("reference", 40).replace(" ", "").toUpperCase(Locale.ROOT);
    List<String> lines = new ArrayList<>(List.of("SPC", "0200", "1", iban));
    lines.addAll(address(fields, ""));
    lines.addAll(List.of("", "", "", "", "", "", ""));
    lines.add(fields.amount());
    String currency = fields.text("currency", 3);
    lines.add(currency.isEmpty() ? "CHF" : currency);
    if (!currency.isEmpty() && !List.of("CHF", "EUR").contains(currency)) {
      throw fields.fault("currency", "is neither CHF nor EUR");
    }
    lines.addAll(
        fields.text("debtor_name", 70).isEmpty()
            ? List.of("", "", "", "", "", "", "")
            : address(fields, "debtor_"));
    lines.add(kind(fields, iban, reference));
    lines.add(reference);
    lines.add(fields.text("text", 140));
    lines.add("EPD");
    return String.join("\n", lines);
  }

  private static List<String> address(Fields fields, String prefix) {
    return List.of(
        "S",
        fields.required(prefix + "name", 70),
        fields.text(prefix + "street", 70),
        fields.text(prefix + "number", 16),
        fields.required(prefix + "postcode", 16),
        fields.required(prefix + "town", 35),
        fields.required(prefix + "country", 2).toUpperCase(Locale.ROOT));
  }

  /** The kind of the reference, which the kind of the IBAN determines. */
  private static String kind(Fields fields, String iban, String reference) {
    int institution = Integer.parseInt(iban.substring(4, 9).replaceAll("[^0-9]", "0"));
    boolean qrIban = institution >= 30_000 && institution <= 31_999;
    boolean qrReference = reference.matches(QR_REFERENCE) && isChecked(reference);
    if (qrIban && qrReference) {
      return "QRR";
    }
    if (!qrIban && reference.isEmpty()) {
      return "NON";
    }
    if (!qrIban && reference.matches("RF[0-9]{2}[A-Z0-9]{1,21}") && Fields.isChecked(reference)) {
      return "SCOR";
    }
    throw fields.fault(
        "reference",
        qrIban
            ? "is not the QR reference of 27 digits that a QR-IBAN needs"
            : "is no creditor reference (RF…)");
  }

  /** Modulo 10, recursively: the last digit checks the others. */
  private static boolean isChecked(String digits) {
    int carry = 0;
    for (int i = 0; i < digits.length() - 1; i++) {
      carry = CARRIES[(carry + digits.charAt(i) - '0') % 10];
    }
    return (10 - carry) % 10 == digits.charAt(digits.length() - 1) - '0';
  }
}
