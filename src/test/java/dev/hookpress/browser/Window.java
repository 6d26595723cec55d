package dev.hookpress.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A window whose page may do nothing wrong: an error on the console, an exception that nothing
 * catches, or a violation of its Content-Security-Policy fails {@link #close}.
 */
public final class Window implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "console");
  private static final String AXE = axe();
  private static final String SERIOUS =
      "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
          + ".filter(v => ['serious', 'critical'].includes(v.impact))"
          + ".map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160) + ' — '"
          + " + (n.any[0]?.message ?? n.failureSummary)).join(' | '))";

  /** Until it is no longer seen. */
  public static final Locator.WaitForOptions HIDDEN =
      new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);

  private final BrowserContext context;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final String address;

  /** The page itself. */
  public final Page page;

  Window(BrowserContext context, Page page, String address) {
    this.context = context;
    this.page = page;
    this.address = address;
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")
              || message.text().contains("Content Security Policy")) {
            wrong.add(message.text() + " " + message.location());
          }
        });
    page.onPageError(wrong::add);
    page.onDialog(com.microsoft.playwright.Dialog::accept);
  }

  /** Goes to an address below the window's own, and waits until nothing is loading. */
  public Window go(String path) {
    page.navigate(address + path);
    return this;
  }

  /** Goes to another page of the console without loading it anew. */
  public Window turn(String hash) {
    page.evaluate("hash => { location.hash = hash }", hash);
    return this;
  }

  /** Waits until the page shows this text. */
  public Window sees(String text) {
    page.getByText(text).first().waitFor();
    return this;
  }

  /** Waits until nothing is being loaded. */
  public Window settled() {
    page.waitForFunction(
        "() => !document.querySelector('.loading')"
            + " && [...document.images].every(image => image.complete)");
    return this;
  }

  /** The thing with this role and name. */
  public Locator find(AriaRole role, String name) {
    return page.getByRole(role, new GetByRoleOptions().setName(name).setExact(true)).first();
  }

  /** Clicks the button with this name. */
  public Window click(String button) {
    find(AriaRole.BUTTON, button).click();
    return this;
  }

  /** Fills the field with this label. */
  public Window fill(String label, String value) {
    page.getByLabel(label).first().fill(value);
    return this;
  }

  /** A request that fails is meant to: browsers report those as errors. */
  public Window expecting(String path) {
    expected.add(path);
    return this;
  }

  /** Those with this text. */
  public static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /** The number that a script returns. */
  public double measured(String script) {
    return ((Number) page.evaluate(script)).doubleValue();
  }

  /** What would keep people from using the page, as axe has it. */
  @SuppressWarnings("unchecked")
  public List<String> barriers() {
    page.evaluate(AXE);
    return (List<String>) page.evaluate(SERIOUS);
  }

  /** By how many pixels the page is wider than the window. */
  public int overflow() {
    return (Integer)
        page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
  }

  /** Keeps a picture of the whole page as build output. */
  public void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  /** Closes the window; fails if its page did anything wrong. */
  @Override
  public void close() {
    String at = page.url();
    context.close();
    assertThat(wrong.stream().filter(one -> expected.stream().noneMatch(one::contains)))
        .as("errors of the page at " + at)
        .isEmpty();
  }

  private static String axe() {
    try (InputStream in = Window.class.getResourceAsStream("/axe/axe.min.js")) {
      return new String(Objects.requireNonNull(in, "axe").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
