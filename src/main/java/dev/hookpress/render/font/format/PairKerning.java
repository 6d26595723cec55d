package dev.hookpress.render.font.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The distances between pairs of glyphs by the feature {@code kern} of a font's GPOS table
 * (OpenType 1.9, "GPOS", lookup type 2), as browsers apply them by default. Reads the table in
 * place and keeps nothing else. Thread-safe.
 */
public final class PairKerning {
  private static final PairKerning NONE = new PairKerning(ByteBuffer.allocate(0), List.of());

  // A font has some ten; a hostile one must not make each pair of letters slow.
  private static final int MAX_SUBTABLES = 64;
  private static final int MAX_RECORDS = 512;

  private static final int PAIRS = 2;
  private static final int EXTENSION = 9;
  private static final int NO_FEATURE = 0xFFFF;
  private static final int X_ADVANCE = 0x0004;
  private static final int NOT_COVERED = -1;

  private final ByteBuffer table;

  /** The offsets of the subtables of each lookup. */
  private final List<int[]> lookups;

  private PairKerning(ByteBuffer table, List<int[]> lookups) {
    this.table = table;
    this.lookups = lookups;
  }

  /** Reads a GPOS table; without pairs if it has none or is invalid. */
  public static PairKerning of(byte[] gpos) {
    try {
      ByteBuffer table = ByteBuffer.wrap(gpos);
      List<int[]> lookups = new ArrayList<>();
      int list = unsigned(table, 8);
      for (int index : kernLookups(table)) {
        int[] subtables = subtables(table, list + unsigned(table, list + 2 + index * 2));
        if (subtables.length > 0) {
          lookups.add(subtables);
        }
      }
      return lookups.isEmpty() ? NONE : new PairKerning(table, lookups);
    } catch (IndexOutOfBoundsException e) {
      return NONE;
    }
  }

  /** A font without pairs. */
  public static PairKerning none() {
    return NONE;
  }

  /** Whether there are no pairs. */
  public boolean isEmpty() {
    return lookups.isEmpty();
  }

  /** By how much the advance of the left glyph changes before the right one, in font units. */
  public int between(int left, int right) {
    try {
      int sum = 0;
      for (int[] subtables : lookups) {
        sum += between(subtables, left, right);
      }
      return sum;
    } catch (IndexOutOfBoundsException e) {
      return 0;
    }
  }

  /** The lookups of the feature, in ascending order, in which they apply. */
  private static Set<Integer> kernLookups(ByteBuffer table) {
    int features = unsigned(table, 6);
    int language = language(table);
    Set<Integer> lookups = new TreeSet<>();
    int count = language == 0 ? 0 : Math.min(MAX_RECORDS, unsigned(table, language + 4));
    for (int i = 0; i < count; i++) {
      int feature = unsigned(table, language + 6 + i * 2);
      if (feature == NO_FEATURE || !tag(table, features + 2 + feature * 6).equals("kern")) {
        continue;
      }
      int at = features + unsigned(table, features + 2 + feature * 6 + 4);
      int size = Math.min(MAX_SUBTABLES, unsigned(table, at + 2));
      for (int j = 0; j < size; j++) {
        lookups.add(unsigned(table, at + 4 + j * 2));
      }
    }
    return lookups;
  }

  /** The default language of the Latin script, or else of the default script; 0 without one. */
  private static int language(ByteBuffer table) {
    int scripts = unsigned(table, 4);
    int found = 0;
    int count = Math.min(MAX_RECORDS, unsigned(table, scripts));
    for (int i = 0; i < count; i++) {
      int record = scripts + 2 + i * 6;
      String tag = tag(table, record);
      if (tag.equals("latn") || tag.equals("DFLT") && found == 0) {
        int script = scripts + unsigned(table, record + 4);
        int language = unsigned(table, script);
        found = language == 0 ? found : script + language;
      }
    }
    return found;
  }

  private static int[] subtables(ByteBuffer table, int lookup) {
    int type = unsigned(table, lookup);
    int count = Math.min(MAX_SUBTABLES, unsigned(table, lookup + 4));
    int[] found = new int[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      int at = lookup + unsigned(table, lookup + 6 + i * 2);
      int actual = type;
      if (type == EXTENSION) {
        actual = unsigned(table, at + 2);
        at += table.getInt(at + 4);
      }
      if (actual == PAIRS) {
        found[size++] = at;
      }
    }
    return java.util.Arrays.copyOf(found, size);
  }

  /** The first subtable that has the pair decides. */
  private int between(int[] subtables, int left, int right) {
    for (int at : subtables) {
      int covered = coverage(at + unsigned(table, at + 2), left);
      if (covered == NOT_COVERED) {
        continue;
      }
      int first = unsigned(table, at + 4);
      int size = 2 * (Integer.bitCount(first) + Integer.bitCount(unsigned(table, at + 6)));
      int record =
          unsigned(table, at) == 1
              ? pair(at + unsigned(table, at + 10 + covered * 2), size + 2, right)
              : classes(at, size, left, right);
      if (record != 0) {
        return (first & X_ADVANCE) == 0
            ? 0
            : table.getShort(record + 2 * Integer.bitCount(first & (X_ADVANCE - 1)));
      }
    }
    return 0;
  }

  /** The position of the value for the second glyph of a pair; 0 if there is none. */
  private int pair(int set, int size, int right) {
    int low = 0;
    int high = unsigned(table, set) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int record = set + 2 + middle * size;
      int glyph = unsigned(table, record);
      if (glyph == right) {
        return record + 2;
      }
      if (glyph < right) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return 0;
  }

  /** The position of the value for two classes of glyphs; 0 if there is none. */
  private int classes(int at, int size, int left, int right) {
    int first = classOf(at + unsigned(table, at + 8), left);
    int second = classOf(at + unsigned(table, at + 10), right);
    int seconds = unsigned(table, at + 14);
    return first < unsigned(table, at + 12) && second < seconds
        ? at + 16 + (first * seconds + second) * size
        : 0;
  }

  private int coverage(int at, int glyph) {
    if (unsigned(table, at) == 1) {
      int low = 0;
      int high = unsigned(table, at + 2) - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int found = unsigned(table, at + 4 + middle * 2);
        if (found == glyph) {
          return middle;
        }
        if (found < glyph) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return NOT_COVERED;
    }
    int range = range(at + 2, glyph);
    return range == 0 ? NOT_COVERED : unsigned(table, range + 4) + glyph - unsigned(table, range);
  }

  private int classOf(int at, int glyph) {
    if (unsigned(table, at) == 1) {
      int index = glyph - unsigned(table, at + 2);
      return index >= 0 && index < unsigned(table, at + 4)
          ? unsigned(table, at + 6 + index * 2)
          : 0;
    }
    int range = range(at + 2, glyph);
    return range == 0 ? 0 : unsigned(table, range + 4);
  }

  /** The position of the range, of three numbers, that has the glyph; 0 if none has. */
  private int range(int at, int glyph) {
    int low = 0;
    int high = unsigned(table, at) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int record = at + 2 + middle * 6;
      if (glyph < unsigned(table, record)) {
        high = middle - 1;
      } else if (glyph > unsigned(table, record + 2)) {
        low = middle + 1;
      } else {
        return record;
      }
    }
    return 0;
  }

  private static int unsigned(ByteBuffer table, int at) {
    return table.getShort(at) & 0xFFFF;
  }

  private static String tag(ByteBuffer table, int at) {
    byte[] tag = new byte[4];
    table.get(at, tag);
    return new String(tag, StandardCharsets.ISO_8859_1);
  }
}
