package dev.loquat.prompt.template;

import java.util.List;
import java.util.Map;

/**
 * One run over the templates of a prompt, with its own limits. Made by {@link Renderings#borrow};
 * {@link #close} wipes what was written, after which nothing else may be called. For one thread.
 */
public final class Rendering implements AutoCloseable {
  private final Scope scope = new Scope();
  private final CharSink out = new CharSink();
  private final Renderings home;
  private boolean open;

  Rendering(Renderings home) {
    this.home = home;
  }

  void begin(Map<String, Object> variables, RenderLimits limits, boolean provenance) {
    open = true;
    out.begin(limits.outputBytes(), provenance);
    scope.begin(variables, limits);
  }

  /** Renders one template; throws {@link RenderLimitException} or {@link RenderException}. */
  public String render(Template template) {
    write(template);
    return out.take();
  }

  /** What takes a rendered text out of the working memory; it may not keep the array. */
  @FunctionalInterface
  public interface Taker<T> {
    /** The text lies in {@code chars} between {@code from} and {@code to}. */
    T take(char[] chars, int from, int to);
  }

  /** Renders one template without making a string of it. */
  public <T> T render(Template template, Taker<T> taker) {
    write(template);
    return out.take(taker);
  }

  /** The spans of the text that the last {@link #write} made; empty without provenance. */
  public List<ProvenanceSpan> spans() {
    return out.tracking() ? out.takeSpans() : List.of();
  }

  /** Renders one template with its spans. */
  public Traced renderTraced(Template template) {
    write(template);
    List<ProvenanceSpan> spans = spans();
    return new Traced(out.take(), spans);
  }

  /** A rendered text and where its parts come from. */
  public record Traced(String text, List<ProvenanceSpan> spans) {}

  private void write(Template template) {
    if (!open) {
      throw new IllegalStateException("this rendering is closed");
    }
    scope.checkDeadline();
    template.piece(out.tracking()).write(scope, out);
  }

  @Override
  public void close() {
    if (!open) {
      throw new IllegalStateException("this rendering was closed before");
    }
    open = false;
    scope.end();
    out.wipe();
    home.giveBack(this);
  }
}
