package dev.hookpress.render.chromium;

import dev.hookpress.render.prepared.BrowserOptions;
import dev.hookpress.render.process.Restrictions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command that starts a browser. It has no way to a network but the DevTools protocol, which
 * goes over pipes: a port would be open to every user of the machine, and need a network.
 */
final class BrowserCommand {
  /**
   * The browser expects its pipes as descriptors 3 and 4, and Java offers 0 and 1. Standard input
   * and output must not be the pipes, too: the end of the node would not close them.
   */
  private static final String PIPES = "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null";

  /** A name that never resolves (RFC 2606), so that no connection to a proxy is ever tried. */
  private static final String DEAD_PROXY = "http://closed.invalid:1";

  private static final List<String> CLOSED =
      List.of(
          // Every request is answered over the DevTools protocol. What escapes that ends here.
          "--host-resolver-rules=MAP * ~NOTFOUND",
          "--proxy-server=" + DEAD_PROXY,
          // Loopback addresses, too, go to the proxy.
          "--proxy-bypass-list=<-loopback>",
          "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--disable-quic",
          "--no-pings",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-component-extensions-with-background-pages",
          "--disable-domain-reliability",
          "--disable-client-side-phishing-detection",
          "--disable-sync",
          "--disable-extensions",
          "--disable-default-apps",
          "--disable-breakpad",
          "--disable-crash-reporter",
          "--disable-3d-apis",
          "--disable-gpu",
          "--disable-notifications",
          "--deny-permission-prompts",
          "--disable-features=IsolateOrigins,site-per-process,AutoupgradeMixedContent,Translate,"
              + "MediaRouter,OptimizationHints,WebUSB,WebBluetooth,DialMediaRouteProvider");

  private static final List<String> LOOKS =
      List.of(
          "--headless=new",
          "--no-startup-window",
          "--no-first-run",
          "--no-default-browser-check",
          "--disable-site-isolation-trials",
          "--renderer-process-limit=1",
          // Sources may be http on a page whose own address is https, as with the fast engine.
          "--allow-running-insecure-content",
          "--disable-dev-shm-usage",
          "--disable-background-timer-throttling",
          "--disable-renderer-backgrounding",
          "--disable-backgrounding-occluded-windows",
          "--disable-search-engine-choice-screen",
          "--font-render-hinting=none",
          "--force-color-profile=srgb",
          "--hide-scrollbars",
          "--mute-audio",
          "--password-store=basic",
          "--use-mock-keychain",
          "--log-level=2");

  private BrowserCommand() {}

  /**
   * Returns a builder of the process, with an empty environment but for what the browser needs.
   *
   * @param directory its working directory, home, profile and place for temporary files
   * @param fonts its configuration of fonts
   */
  static ProcessBuilder builder(
      BrowserOptions options, Restrictions restrictions, Path directory, Path fonts) {
    List<String> command = new ArrayList<>(restrictions.prefix());
    command.addAll(List.of("/bin/sh", "-c", PIPES, "sh", options.path()));
    command.addAll(LOOKS);
    command.addAll(CLOSED);
    if (options.noSandbox()) {
      command.add("--no-sandbox");
    }
    command.add("--remote-debugging-pipe");
    command.add("--user-data-dir=" + directory.resolve("profile"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOME", directory.toString());
    // The working directory: the path of a socket in it may have about 100 bytes.
    environment.put("TMPDIR", ".");
    environment.put("XDG_CONFIG_HOME", directory.resolve("config").toString());
    environment.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TZ", "UTC");
    environment.put("FONTCONFIG_FILE", fonts.toString());
    // There is no message bus to ask for settings.
    environment.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null");
    environment.put("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/dev/null");
    return builder;
  }
}
