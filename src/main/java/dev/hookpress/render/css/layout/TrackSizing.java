package dev.hookpress.render.css.layout;

import dev.hookpress.render.css.layout.TrackSize.Breadth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Computes the size of each track of one axis: CSS Grid 1, sections 11.4 to 11.8. */
final class TrackSizing {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final double ROUNDING = 0.0001;

  private final List<Track> tracks = new ArrayList<>();
  private final double gap;
  private final OptionalDouble available;
  private final boolean minConstraint;
  private final Budget budget;

  /**
   * The size contributions of an item to the tracks that it spans.
   *
   * @param minimum below which it would overflow, or 0 if it may
   */
  record Spanning(int start, int span, double minimum, double minContent, double maxContent) {}

  /** The growing state of a track. */
  private static final class Track {
    final TrackSize size;
    final boolean collapsed;
    double base;
    double limit;
    double planned;
    double increase;
    boolean growable;

    Track(TrackSize size, boolean collapsed) {
      this.size = size;
      this.collapsed = collapsed;
    }

    boolean isFlexible() {
      return size.isFlexible();
    }

    boolean intrinsicMin() {
      return !size.min().is(Breadth.Kind.LENGTH);
    }

    boolean intrinsicMax() {
      return !size.max().is(Breadth.Kind.LENGTH) && !isFlexible();
    }

    double room(boolean limits) {
      double from = limits ? (limit == INFINITE ? base : limit) : base;
      double to = limits ? (limit == INFINITE || growable ? INFINITE : limit) : limit;
      return to - from - increase;
    }
  }

  /**
   * @param collapsed tracks of size zero without gaps, by index
   * @param available the container's content box; empty if it is sized by the tracks
   * @param minConstraint whether it is then sized as small as possible
   */
  TrackSizing(
      List<TrackSize> sizes,
      boolean[] collapsed,
      double gap,
      OptionalDouble available,
      boolean minConstraint,
      Budget budget) {
    this.gap = gap;
    this.available = available;
    this.minConstraint = minConstraint;
    this.budget = budget;
    for (int i = 0; i < sizes.size(); i++) {
      tracks.add(new Track(sizes.get(i).within(available), collapsed[i]));
    }
  }

  /** The tracks' sizes. */
  double[] size(List<Spanning> items, boolean stretch) {
    budget.spend(tracks.size() * 4L);
    initialize();
    resolveIntrinsic(items);
    maximize();
    expandFlexible(items);
    if (stretch) {
      stretchAuto();
    }
    return tracks.stream().mapToDouble(track -> track.collapsed ? 0 : track.base).toArray();
  }

  private void initialize() {
    for (Track track : tracks) {
      Breadth min = track.size.min();
      Breadth max = track.size.max();
      track.base = min.is(Breadth.Kind.LENGTH) ? Math.max(0, min.length().orZero(available)) : 0;
      track.limit =
          max.is(Breadth.Kind.LENGTH)
              ? Math.max(track.base, max.length().orZero(available))
              : INFINITE;
    }
  }

  private void resolveIntrinsic(List<Spanning> items) {
    TreeMap<Integer, List<Spanning>> bySpan = new TreeMap<>();
    List<Spanning> flexible = new ArrayList<>();
    for (Spanning item : items) {
      budget.spend(item.span());
      List<Track> spanned = spanned(item);
      if (spanned.stream().anyMatch(Track::isFlexible)) {
        flexible.add(item);
      } else if (spanned.stream().anyMatch(it -> it.intrinsicMin() || it.intrinsicMax())) {
        bySpan.computeIfAbsent(item.span(), missing -> new ArrayList<>()).add(item);
      }
    }
    bySpan.values().forEach(group -> accommodate(group, false));
    accommodate(flexible, true);
    for (Track track : tracks) {
      if (track.limit == INFINITE && !track.isFlexible()) {
        track.limit = track.base;
      }
    }
  }

  private List<Track> spanned(Spanning item) {
    return tracks.subList(item.start(), item.start() + item.span());
  }

  /** Section 11.5, steps 2 to 4, for items of one span. */
  private void accommodate(List<Spanning> group, boolean flexible) {
    if (group.isEmpty()) {
      return;
    }
    boolean maxConstraint = available.isEmpty() && !minConstraint;
    Predicate<Track> takes = track -> !flexible || track.isFlexible();
    grow(group, Spanning::minimum, takes.and(Track::intrinsicMin), false, flexible);
    grow(
        group,
        Spanning::minContent,
        takes.and(it -> is(it.size.min(), Breadth.Kind.MIN_CONTENT) || isMaxContent(it.size.min())),
        false,
        flexible);
    grow(
        group, Spanning::maxContent, takes.and(it -> isMaxContent(it.size.min())), false, flexible);
    if (maxConstraint && !flexible) {
      Predicate<Track> auto = track -> is(track.size.min(), Breadth.Kind.AUTO);
      grow(group, this::limited, auto, false, false);
    }
    for (Track track : tracks) {
      track.limit = Math.max(track.limit, track.base);
    }
    if (flexible) {
      return;
    }
    grow(group, Spanning::minContent, Track::intrinsicMax, true, false);
    grow(
        group,
        Spanning::maxContent,
        it -> it.intrinsicMax() && !is(it.size.max(), Breadth.Kind.MIN_CONTENT),
        true,
        false);
    for (Track track : tracks) {
      track.growable = false;
    }
  }

  private static boolean is(Breadth breadth, Breadth.Kind kind) {
    return breadth.is(kind);
  }

  /** An item's contribution to tracks of automatic minimum: at most their fixed maximum. */
  private double limited(Spanning item) {
    double limit = gaps(spanned(item));
    for (Track track : spanned(item)) {
      Breadth max = track.size.max();
      double fixed =
          max.is(Breadth.Kind.LENGTH) ? max.length().orZero(available) : Double.MAX_VALUE;
      if (is(max, Breadth.Kind.MIN_CONTENT)) {
        fixed = track.base;
      }
      if (track.size.fitContent().isPresent()) {
        fixed = Math.max(track.base, track.size.fitContent().get().orZero(available));
      }
      limit += fixed;
    }
    return Math.max(item.minimum(), Math.min(item.maxContent(), limit));
  }

  private static boolean isMaxContent(Breadth breadth) {
    return breadth.is(Breadth.Kind.MAX_CONTENT);
  }

  /** Section 11.5.1: distributes the space that the items lack to the spanned tracks. */
  private void grow(
      List<Spanning> group,
      ToDoubleFunction<Spanning> contribution,
      Predicate<Track> affected,
      boolean limits,
      boolean byFactor) {
    for (Spanning item : group) {
      List<Track> spanned = spanned(item);
      List<Track> growing = spanned.stream().filter(affected).toList();
      budget.spend(4L + 2L * spanned.size());
      if (growing.isEmpty()) {
        continue;
      }
      double extra = contribution.applyAsDouble(item) - gaps(spanned);
      for (Track track : spanned) {
        extra -= limits && track.limit != INFINITE ? track.limit : track.base;
        track.increase = 0;
      }
      if (extra > 0) {
        distribute(extra, growing, limits, byFactor);
      }
      growing.forEach(track -> track.planned = Math.max(track.planned, track.increase));
      growing.forEach(track -> touched(track, limits));
    }
    for (Spanning item : group) {
      for (Track track : spanned(item)) {
        apply(track, limits);
      }
    }
  }

  /** Makes an infinite limit finite once an item has contributed. */
  private static void touched(Track track, boolean limits) {
    if (limits && track.limit == INFINITE) {
      track.growable = true;
    }
  }

  private void apply(Track track, boolean limits) {
    if (!limits) {
      track.base += track.planned;
    } else if (track.limit == INFINITE && track.growable) {
      track.limit = track.base + track.planned;
    } else if (track.limit != INFINITE) {
      track.limit += track.planned;
    }
    if (limits && track.size.fitContent().isPresent() && track.limit != INFINITE) {
      double limit = track.size.fitContent().get().orZero(available);
      track.limit = Math.max(track.base, Math.min(track.limit, limit));
    }
    track.planned = 0;
  }

  private void distribute(double extra, List<Track> growing, boolean limits, boolean byFactor) {
    double factors = byFactor ? growing.stream().mapToDouble(it -> it.size.max().flex()).sum() : 0;
    if (byFactor && factors > 0) {
      for (Track track : growing) {
        track.increase = extra * track.size.max().flex() / factors;
      }
      return;
    }
    double left = fill(extra, growing, limits);
    if (left > ROUNDING) {
      List<Track> beyond = limits ? growing : growing.stream().filter(Track::intrinsicMax).toList();
      List<Track> last = beyond.isEmpty() ? growing : beyond;
      last.forEach(track -> track.increase += left / last.size());
    }
  }

  /** Distributes equal shares up to each track's limit; returns the remainder. */
  private double fill(double extra, List<Track> growing, boolean limits) {
    List<Track> open = new ArrayList<>(growing);
    double left = extra;
    while (left > ROUNDING && !open.isEmpty()) {
      budget.spend(open.size());
      double share = left / open.size();
      double narrowest = open.stream().mapToDouble(it -> it.room(limits)).min().orElse(0);
      double step = Math.max(0, Math.min(share, narrowest));
      for (Track track : open) {
        track.increase += step;
      }
      left -= step * open.size();
      open.removeIf(track -> track.room(limits) <= ROUNDING);
    }
    return left;
  }

  private double gaps(List<Track> spanned) {
    long seen = spanned.stream().filter(track -> !track.collapsed).count();
    return gap * Math.max(0, seen - 1);
  }

  private double free() {
    double taken = gaps(tracks);
    for (Track track : tracks) {
      taken += track.collapsed ? 0 : track.base;
    }
    return available.orElse(0) - taken;
  }

  /** Section 11.6. */
  private void maximize() {
    if (available.isEmpty()) {
      if (!minConstraint) {
        for (Track track : tracks) {
          track.base = track.limit == INFINITE ? track.base : Math.max(track.base, track.limit);
        }
      }
      return;
    }
    List<Track> growing = tracks.stream().filter(it -> !it.collapsed && !it.isFlexible()).toList();
    growing.forEach(track -> track.increase = 0);
    double free = free();
    if (free > 0) {
      fill(free, growing, false);
      growing.forEach(track -> track.base += track.increase);
    }
  }

  /** Section 11.7. */
  private void expandFlexible(List<Spanning> items) {
    List<Track> flexible = tracks.stream().filter(it -> it.isFlexible() && !it.collapsed).toList();
    if (flexible.isEmpty() || available.isEmpty() && minConstraint) {
      return;
    }
    double fraction;
    if (available.isPresent()) {
      fraction = fraction(tracks, available.getAsDouble());
    } else {
      fraction = 0;
      for (Track track : flexible) {
        fraction = Math.max(fraction, track.base / Math.max(1, track.size.max().flex()));
      }
      for (Spanning item : items) {
        List<Track> spanned = spanned(item);
        if (spanned.stream().anyMatch(Track::isFlexible)) {
          fraction = Math.max(fraction, fraction(spanned, item.maxContent()));
        }
      }
    }
    for (Track track : flexible) {
      track.base = Math.max(track.base, fraction * track.size.max().flex());
    }
  }

  /** Section 11.7.1. */
  private double fraction(List<Track> among, double space) {
    List<Track> open = new ArrayList<>();
    double left = space - gaps(among);
    for (Track track : among) {
      if (track.isFlexible() && !track.collapsed) {
        open.add(track);
      } else {
        left -= track.collapsed ? 0 : track.base;
      }
    }
    while (!open.isEmpty()) {
      budget.spend(open.size());
      double factors = open.stream().mapToDouble(it -> it.size.max().flex()).sum();
      double fraction = Math.max(0, left) / Math.max(1, factors);
      List<Track> fixed =
          open.stream().filter(it -> it.base > fraction * it.size.max().flex() + ROUNDING).toList();
      if (fixed.isEmpty()) {
        return fraction;
      }
      left -= fixed.stream().mapToDouble(it -> it.base).sum();
      open.removeAll(fixed);
    }
    return 0;
  }

  /** Section 11.8. */
  private void stretchAuto() {
    List<Track> growing =
        tracks.stream().filter(it -> !it.collapsed && it.size.max().is(Breadth.Kind.AUTO)).toList();
    double free = free();
    if (available.isPresent() && free > 0) {
      growing.forEach(track -> track.base += free / growing.size());
    }
  }
}
