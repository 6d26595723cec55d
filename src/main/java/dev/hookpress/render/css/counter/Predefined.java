package dev.hookpress.render.css.counter;

import dev.hookpress.render.css.counter.CounterStyle.Algorithm;
import dev.hookpress.render.css.counter.CounterStyle.Negative;
import dev.hookpress.render.css.counter.CounterStyle.Pad;
import dev.hookpress.render.css.counter.CounterStyle.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The predefined counter styles of CSS Counter Styles 3 §6, without the longhand East Asian. */
final class Predefined {
  private static final int DIGITS = 10;

  /** The code point of the digit zero of scripts that write decimal numbers. */
  private static final Map<String, Integer> ZEROS =
      Map.ofEntries(
          Map.entry("decimal", 0x30),
          Map.entry("arabic-indic", 0x660),
          Map.entry("bengali", 0x9E6),
          Map.entry("cambodian", 0x17E0),
          Map.entry("khmer", 0x17E0),
          Map.entry("devanagari", 0x966),
          Map.entry("gujarati", 0xAE6),
          Map.entry("gurmukhi", 0xA66),
          Map.entry("kannada", 0xCE6),
          Map.entry("lao", 0xED0),
          Map.entry("malayalam", 0xD66),
          Map.entry("mongolian", 0x1810),
          Map.entry("myanmar", 0x1040),
          Map.entry("oriya", 0xB66),
          Map.entry("persian", 0x6F0),
          Map.entry("tamil", 0xBE6),
          Map.entry("telugu", 0xC66),
          Map.entry("thai", 0xE50),
          Map.entry("tibetan", 0xF20));

  private static final String ARMENIAN =
      "9000Ք 8000Փ 7000Ւ 6000Ց 5000Ր 4000Տ 3000Վ 2000Ս 1000Ռ 900Ջ 800Պ 700Չ 600Ո 500Շ 400Ն 300Յ"
          + " 200Մ 100Ճ 90Ղ 80Ձ 70Հ 60Կ 50Ծ 40Խ 30Լ 20Ի 10Ժ 9Թ 8Ը 7Է 6Զ 5Ե 4Դ 3Գ 2Բ 1Ա";

  private static final String GEORGIAN =
      "10000ჵ 9000ჰ 8000ჯ 7000ჴ 6000ხ 5000ჭ 4000წ 3000ძ 2000ც 1000ჩ 900შ 800ყ 700ღ 600ქ 500ფ 400ჳ"
          + " 300ტ 200ს 100რ 90ჟ 80პ 70ო 60ჲ 50ნ 40მ 30ლ 20კ 10ი 9თ 8ჱ 7ზ 6ვ 5ე 4დ 3გ 2ბ 1ა";

  private static final String HEBREW =
      "10000י׳ 9000ט׳ 8000ח׳ 7000ז׳ 6000ו׳ 5000ה׳ 4000ד׳ 3000ג׳ 2000ב׳ 1000א׳ 400ת 300ש 200ר 100ק"
          + " 90צ 80פ 70ע 60ס 50נ 40מ 30ל 20כ 19יט 18יח 17יז 16טז 15טו 10י 9ט 8ח 7ז 6ו 5ה 4ד 3ג"
          + " 2ב 1א";

  private static final String ROMAN = "1000M 900CM 500D 400CD 100C 90XC 50L 40XL 10X 9IX 5V 4IV 1I";

  private static final String LATIN = "abcdefghijklmnopqrstuvwxyz";

  private static final Map<String, CounterStyle> ALL = new HashMap<>();

  static {
    ZEROS.forEach(
        (name, zero) -> {
          StringBuilder digits = new StringBuilder();
          for (int i = 0; i < DIGITS; i++) {
            digits.appendCodePoint(zero + i);
          }
          ALL.put(name, of(Algorithm.NUMERIC, digits.toString(), ". ", "decimal"));
        });
    ALL.put("cjk-decimal", of(Algorithm.NUMERIC, "〇一二三四五六七八九", "、", "decimal"));
    alphabetic("lower-latin", LATIN, ". ");
    alphabetic("lower-alpha", LATIN, ". ");
    alphabetic("upper-latin", LATIN.toUpperCase(java.util.Locale.ROOT), ". ");
    alphabetic("upper-alpha", LATIN.toUpperCase(java.util.Locale.ROOT), ". ");
    alphabetic("lower-greek", "αβγδεζηθικλμνξοπρστυφχψω", ". ");
    alphabetic("hiragana", "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん", "、");
    alphabetic("hiragana-iroha", "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす", "、");
    alphabetic("katakana", "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン", "、");
    alphabetic("katakana-iroha", "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス", "、");
    ALL.put("cjk-earthly-branch", of(Algorithm.FIXED, "子丑寅卯辰巳午未申酉戌亥", "、", "cjk-decimal"));
    ALL.put("cjk-heavenly-stem", of(Algorithm.FIXED, "甲乙丙丁戊己庚辛壬癸", "、", "cjk-decimal"));
    additive("armenian", ARMENIAN, 9_999);
    additive("upper-armenian", ARMENIAN, 9_999);
    additive("lower-armenian", ARMENIAN.toLowerCase(java.util.Locale.ROOT), 9_999);
    additive("georgian", GEORGIAN, 19_999);
    additive("hebrew", HEBREW, 10_999);
    additive("upper-roman", ROMAN, 3_999);
    additive("lower-roman", ROMAN.toLowerCase(java.util.Locale.ROOT), 3_999);
    bullet("disc", "•");
    bullet("circle", "◦");
    bullet("square", "▪");
    bullet("disclosure-open", "▾");
    bullet("disclosure-closed", "▸");
    CounterStyle decimal = ALL.get("decimal");
    ALL.put(
        "decimal-leading-zero",
        new CounterStyle(
            decimal.system(),
            1,
            decimal.symbols(),
            List.of(),
            Negative.MINUS,
            List.of(),
            new Pad(2, "0"),
            "",
            ". ",
            "decimal"));
  }

  static final CounterStyle DECIMAL = ALL.get("decimal");

  private Predefined() {}

  static Optional<CounterStyle> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  private static void alphabetic(String name, String symbols, String suffix) {
    ALL.put(name, of(Algorithm.ALPHABETIC, symbols, suffix, "decimal"));
  }

  private static void bullet(String name, String symbol) {
    ALL.put(name, of(Algorithm.CYCLIC, symbol, " ", "decimal"));
  }

  private static CounterStyle of(Algorithm system, String symbols, String suffix, String fallback) {
    List<String> each = symbols.codePoints().mapToObj(Character::toString).toList();
    return new CounterStyle(
        system, 1, each, List.of(), Negative.MINUS, List.of(), Pad.NONE, "", suffix, fallback);
  }

  /** Each pair is a weight in digits and a symbol. */
  private static void additive(String name, String pairs, int highest) {
    List<String> symbols = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    for (String pair : pairs.split(" ")) {
      int symbol = 0;
      while (pair.charAt(symbol) >= '0' && pair.charAt(symbol) <= '9') {
        symbol++;
      }
      weights.add(Integer.parseInt(pair.substring(0, symbol)));
      symbols.add(pair.substring(symbol));
    }
    ALL.put(
        name,
        new CounterStyle(
            Algorithm.ADDITIVE,
            1,
            List.copyOf(symbols),
            List.copyOf(weights),
            Negative.MINUS,
            List.of(new Range(1, highest)),
            Pad.NONE,
            "",
            ". ",
            "decimal"));
  }
}
