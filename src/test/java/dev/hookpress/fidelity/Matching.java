package dev.hookpress.fidelity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pairs the words of two PDFs. A text that occurs several times is paired by place: the order in
 * which a PDF draws its words is not the one in which they are read.
 */
final class Matching {
  /** More pairs of one text than this are matched by their order alone. */
  private static final int MAX_PAIRS = 250_000;

  /** How far the widths of a word and of one whose letters are not all known may differ. */
  private static final double WIDTH_DIFFERENCE = 0.1;

  private record Pair(int theirs, int ours, double cost) {}

  private Matching() {}

  static Map<Word, Word> match(List<Word> reference, List<Word> ours, Places places) {
    Map<String, List<Word>> theirTexts = byText(reference);
    Map<String, List<Word>> ourTexts = byText(ours);
    Map<Word, Word> common = new IdentityHashMap<>();
    theirTexts.forEach(
        (text, theirs) -> {
          List<Word> found = ourTexts.getOrDefault(text, List.of());
          if ((long) theirs.size() * found.size() > MAX_PAIRS || found.isEmpty()) {
            for (int at = 0; at < Math.min(theirs.size(), found.size()); at++) {
              common.put(theirs.get(at), found.get(at));
            }
          } else {
            pair(theirs, found, places, common);
          }
        });
    matchUnknown(reference, ours, places, common);
    return common;
  }

  /** Pairs words of which the reference does not name each letter by their place. */
  private static void matchUnknown(
      List<Word> reference, List<Word> ours, Places places, Map<Word, Word> common) {
    List<Word> unknown =
        reference.stream()
            .filter(it -> it.text().indexOf(Letters.UNKNOWN) >= 0 && !common.containsKey(it))
            .toList();
    if (unknown.isEmpty()) {
      return;
    }
    Set<Word> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    taken.addAll(common.values());
    for (Word theirs : unknown) {
      ours.stream()
          .filter(it -> !taken.contains(it) && places.same(theirs, it))
          .filter(it -> Math.abs(width(it) / width(theirs) - 1) <= WIDTH_DIFFERENCE)
          .filter(it -> Letters.mayBe(it.text(), theirs.text()))
          .findFirst()
          .ifPresent(
              it -> {
                taken.add(it);
                common.put(theirs, it);
              });
    }
  }

  private static double width(Word word) {
    return Math.max(1, word.right() - word.left());
  }

  private static Map<String, List<Word>> byText(List<Word> words) {
    List<Word> sorted = new ArrayList<>(words);
    sorted.sort(
        Comparator.comparingInt(Word::page)
            .thenComparingDouble(Word::middle)
            .thenComparingDouble(Word::left));
    Map<String, List<Word>> texts = new LinkedHashMap<>();
    sorted.forEach(word -> texts.computeIfAbsent(word.text(), it -> new ArrayList<>()).add(word));
    return texts;
  }

  private static void pair(
      List<Word> theirs, List<Word> ours, Places places, Map<Word, Word> common) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      for (int j = 0; j < ours.size(); j++) {
        double order = Math.abs((i + .5) / theirs.size() - (j + .5) / ours.size());
        pairs.add(new Pair(i, j, (places.same(theirs.get(i), ours.get(j)) ? 0 : .5) + order));
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::cost));
    BitSet theirsTaken = new BitSet();
    BitSet oursTaken = new BitSet();
    for (Pair each : pairs) {
      if (!oursTaken.get(each.ours()) && !theirsTaken.get(each.theirs())) {
        theirsTaken.set(each.theirs());
        oursTaken.set(each.ours());
        common.put(theirs.get(each.theirs()), ours.get(each.ours()));
      }
    }
  }
}
