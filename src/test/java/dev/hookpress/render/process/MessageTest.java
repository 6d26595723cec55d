package dev.hookpress.render.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final Message.Bounds BOUNDS = new Message.Bounds(100, 2, 1_000);

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Message sent = new Message(new byte[] {1}, List.of(new byte[] {2, 3}, new byte[0]));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sent.write(out);
    sent.write(out);
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());

    for (int i = 0; i < 2; i++) {
      Message read = Message.read(in, BOUNDS).orElseThrow();
      assertThat(read.head()).containsExactly(1);
      assertThat(read.blobs()).hasSize(2);
      assertThat(read.blobs().get(0)).containsExactly(2, 3);
    }
    assertThat(Message.read(in, BOUNDS)).isEmpty();
  }

  @Test
  void lengthsAreCheckedBeforeAnythingIsAllocated() {
    int format = Message.FORMAT;
    for (int[] words :
        new int[][] {
          {0x41424344, 0, 0},
          {format, 101, 0},
          {format, -1, 0},
          {format, 0, 3},
          {format, 0, -1},
          {format, 0, Integer.MAX_VALUE},
          {format, 0, 1, 1_001},
          {format, 0, 1, -1},
          {format, 0, 2, 600, 600},
          {format, 0, 2, 600, Integer.MIN_VALUE},
          {format, 50, 0},
          {format, 0, 1, 900},
          {format, 0},
        }) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * words.length);
      for (int word : words) {
        bytes.putInt(word);
      }
      assertThatThrownBy(() -> Message.read(new ByteArrayInputStream(bytes.array()), BOUNDS))
          .isInstanceOf(IOException.class);
    }
  }
}
