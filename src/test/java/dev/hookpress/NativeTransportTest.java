package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Vert.x falls back to NIO silently where the native transport is missing. */
class NativeTransportTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void theNativeTransportIsAvailableOnLinux() {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    try {
      assertThat(vertx.isNativeTransportEnabled()).isTrue();
    } finally {
      vertx.close().await();
    }
  }
}
