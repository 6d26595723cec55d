package dev.hookpress.render.font;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Maps family names that documents use, but that may not be packaged, to packaged families. Names
 * are case-insensitive.
 */
final class FontNames {
  static final String SANS = "Arimo";

  /** The interface font of Linux desktops whose Noto fonts are installed. */
  private static final String SYSTEM = "Noto Sans";

  static final String SERIF = "Tinos";
  static final String MONOSPACE = "Cousine";

  /** Families with equal widths, and CSS's generic families as browsers on Linux map them. */
  private static final Map<String, String> TWINS =
      byName(
          Map.of(
              SANS,
              List.of(
                  "Arial",
                  "Arial MT",
                  "ArialMT",
                  "Helvetica",
                  "Helvetica Neue",
                  "HelveticaNeue",
                  "Liberation Sans",
                  "Nimbus Sans",
                  "Nimbus Sans L",
                  "sans-serif",
                  "SansSerif"),
              SYSTEM,
              List.of("system-ui"),
              SERIF,
              List.of(
                  "Times New Roman",
                  "Times",
                  "TimesNewRoman",
                  "Liberation Serif",
                  "Nimbus Roman",
                  "Nimbus Roman No9 L",
                  "serif"),
              MONOSPACE,
              List.of(
                  "Courier New",
                  "Courier",
                  "Liberation Mono",
                  "Nimbus Mono L",
                  "monospace",
                  "Monospaced"),
              "Carlito",
              List.of("Calibri"),
              "Caladea",
              List.of("Cambria"),
              "Noto Sans SC",
              List.of("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN"),
              "Noto Sans TC",
              List.of("Noto Sans CJK TC", "Source Han Sans TC", "Source Han Sans TW"),
              "Noto Sans JP",
              List.of("Noto Sans CJK JP", "Source Han Sans JP", "Source Han Sans"),
              "Noto Sans KR",
              List.of("Noto Sans CJK KR", "Source Han Sans KR")));

  /** Families with other widths, by the closest packaged one. */
  private static final Map<String, String> STAND_INS =
      byName(
          Map.of(
              SANS,
              List.of(
                  "ui-sans-serif",
                  "ui-rounded",
                  "-apple-system",
                  "BlinkMacSystemFont",
                  "Segoe UI",
                  "SF Pro",
                  "SF Pro Text",
                  "SF Pro Display",
                  "San Francisco",
                  "Verdana",
                  "Tahoma",
                  "Geneva",
                  "Trebuchet MS",
                  "Lucida Sans",
                  "Lucida Sans Unicode",
                  "Lucida Grande",
                  "Arial Narrow",
                  "Arial Black",
                  "Arial Unicode MS",
                  "Century Gothic",
                  "Franklin Gothic Medium",
                  "Avenir",
                  "Avenir Next",
                  "Gill Sans",
                  "Impact",
                  "Oxygen",
                  "Cantarell",
                  "Ubuntu",
                  "Fira Sans",
                  "Droid Sans",
                  "DejaVu Sans"),
              "Carlito",
              List.of("Candara", "Corbel", "Optima"),
              SERIF,
              List.of(
                  "ui-serif",
                  "Garamond",
                  "EB Garamond",
                  "Baskerville",
                  "Didot",
                  "Bodoni MT",
                  "Cochin",
                  "DejaVu Serif",
                  "Big Caslon"),
              "Caladea",
              List.of(
                  "Georgia",
                  "Palatino",
                  "Palatino Linotype",
                  "Book Antiqua",
                  "Constantia",
                  "Charter",
                  "Lucida Bright"),
              MONOSPACE,
              List.of(
                  "ui-monospace",
                  "SFMono-Regular",
                  "SF Mono",
                  "Consolas",
                  "Menlo",
                  "Monaco",
                  "Lucida Console",
                  "Andale Mono",
                  "DejaVu Sans Mono",
                  "Ubuntu Mono",
                  "Fira Code",
                  "Fira Mono",
                  "Source Code Pro",
                  "Cascadia Code",
                  "Roboto Mono")));

  /** Chinese, Japanese and Korean families of other vendors, by the character forms they imply. */
  private static final Map<String, HanStyle> HAN =
      byName(
          Map.of(
              HanStyle.SIMPLIFIED,
              List.of(
                  "Microsoft YaHei",
                  "SimSun",
                  "SimHei",
                  "NSimSun",
                  "KaiTi",
                  "FangSong",
                  "DengXian",
                  "PingFang SC",
                  "Hiragino Sans GB",
                  "Heiti SC",
                  "STHeiti",
                  "STSong",
                  "Songti SC",
                  "WenQuanYi Micro Hei",
                  "Noto Serif SC",
                  "Noto Serif CJK SC"),
              HanStyle.TRADITIONAL,
              List.of(
                  "Microsoft JhengHei",
                  "PMingLiU",
                  "MingLiU",
                  "PingFang TC",
                  "PingFang HK",
                  "Heiti TC",
                  "Songti TC",
                  "LiHei Pro",
                  "Noto Serif TC",
                  "Noto Sans HK",
                  "Noto Serif CJK TC"),
              HanStyle.JAPANESE,
              List.of(
                  "Meiryo",
                  "Yu Gothic",
                  "YuGothic",
                  "Yu Mincho",
                  "YuMincho",
                  "MS Gothic",
                  "MS PGothic",
                  "MS Mincho",
                  "MS PMincho",
                  "Hiragino Sans",
                  "Hiragino Kaku Gothic Pro",
                  "Hiragino Kaku Gothic ProN",
                  "Hiragino Mincho ProN",
                  "Osaka",
                  "IPAexGothic",
                  "Noto Serif JP",
                  "Noto Serif CJK JP"),
              HanStyle.KOREAN,
              List.of(
                  "Malgun Gothic",
                  "Apple SD Gothic Neo",
                  "AppleGothic",
                  "Nanum Gothic",
                  "NanumGothic",
                  "Nanum Myeongjo",
                  "Batang",
                  "Dotum",
                  "Gulim",
                  "Noto Serif KR",
                  "Noto Serif CJK KR")));

  private FontNames() {}

  /** The packaged family with equal widths, or for the generic name. */
  static Optional<String> twin(String family) {
    return Optional.ofNullable(TWINS.get(family));
  }

  /** All twins, by the name that they stand for. */
  static Map<String, String> twins() {
    return Collections.unmodifiableMap(TWINS);
  }

  /** Whether a packaged family is the twin of others. */
  static boolean isTwin(String family) {
    return TWINS.containsValue(family);
  }

  /** The substitute for a family if none of the document's families is available. */
  static Optional<String> standIn(String family) {
    return Optional.ofNullable(STAND_INS.get(family));
  }

  /** The character forms of a Chinese, Japanese or Korean family. */
  static Optional<HanStyle> hanStyle(String family) {
    return Optional.ofNullable(HAN.get(family));
  }

  private static <T> Map<String, T> byName(Map<T, List<String>> names) {
    Map<String, T> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    names.forEach((value, aliases) -> aliases.forEach(alias -> byName.put(alias, value)));
    return byName;
  }
}
