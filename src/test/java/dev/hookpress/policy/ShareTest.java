package dev.hookpress.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShareTest {
  @Test
  void oneClientAloneGetsHalf() {
    assertThat(Share.more(512, 0)).isEqualTo(256);
    assertThat(Share.more(256, 256)).isZero();
  }

  @Test
  void theLastSlotGoesToAClientWithoutAny() {
    assertThat(Share.more(1, 0)).isEqualTo(1);
    assertThat(Share.more(1, 5)).isZero();
    assertThat(Share.more(0, 0)).isZero();
  }

  @Test
  void aUrlLeavesPartOfItsOriginsLimitToOthers() {
    int alone = 0;
    while (Share.oneMore(64 - alone, alone)) {
      alone++;
    }
    assertThat(alone).isEqualTo(56);
    int[] two = {0, 0};
    for (int i = 0; i < 200; i++) {
      two[i % 2] += Share.oneMore(64 - two[0] - two[1], two[i % 2]) ? 1 : 0;
    }
    assertThat(two).containsExactly(30, 30);
    assertThat(Share.oneMore(1, 0)).as("a newcomer's first").isTrue();
    assertThat(Share.oneMore(0, 0)).isFalse();
  }

  @Property
  void greedyClientsGetEqualSharesAndLeaveOneFree(
      @ForAll @IntRange(min = 1, max = 30) int clients,
      @ForAll @IntRange(min = 64, max = 1024) int slots) {
    int[] own = new int[clients];
    // The first client takes all it may; then slots are returned one by one.
    for (int round = 0; round < 50 * slots; round++) {
      int one = round % clients;
      own[one] = Math.max(0, own[one] - 1);
      own[one] += Share.more(slots - Arrays.stream(own).sum(), own[one]);
    }
    int each = slots / (clients + 1);
    assertThat(Arrays.stream(own).boxed())
        .allSatisfy(slotsOfOne -> assertThat(slotsOfOne).isBetween(each - 2, each + 2));
  }
}
