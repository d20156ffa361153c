package dev.loquat.http;

import dev.loquat.answer.StoredPrompts;
import dev.loquat.http.PromptView.LabelView;
import dev.loquat.http.PromptView.VersionView;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.PromptLibrary;
import dev.loquat.store.PromptReference;
import dev.loquat.store.PromptStore;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import dev.loquat.wire.Work;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/** What prompts there are; new versions of them; labels that point at versions. */
@Singleton
final class PromptRoutes {
  private static final int MOST_LISTED = 1_000;
  private static final int MOST_LABELS = 20;
  private static final int LONGEST_LABEL = 50;
  private static final String LABELS =
      "must be a lower-case letter and at most 49 letters, digits, '_' or '-', and not 'latest'";

  private final StoredPrompts prompts;
  private final Work work;

  PromptRoutes(StoredPrompts prompts, Work work) {
    this.prompts = prompts;
    this.work = work;
  }

  void add(Router router) {
    String label = "/prompts/:name/labels/:label";
    router.get("/prompts").order(Routes.ORDER).handler(this::list);
    router.get("/prompts/:name").order(Routes.ORDER).handler(this::show);
    router.get("/prompts/:name/versions").order(Routes.ORDER).handler(this::versions);
    router.put("/prompts/:name").order(Routes.ORDER).handler(this::store);
    router.delete("/prompts/:name").order(Routes.ORDER).handler(this::remove);
    router.put(label).order(Routes.ORDER).handler(this::label);
    router.post(label + "/rollback").order(Routes.ORDER).handler(this::rollBack);
    router.delete(label).order(Routes.ORDER).handler(this::removeLabel);
  }

  private void list(RoutingContext context) {
    answer(context, () -> PromptView.list(prompts));
  }

  private void show(RoutingContext context) {
    String reference = Paths.part(context, "name");
    answer(context, () -> PromptView.of(prompts, reference));
  }

  private void versions(RoutingContext context) {
    String name = name(context);
    answer(
        context,
        () -> {
          List<VersionView> versions =
              prompts.store().versions(name, MOST_LISTED).stream().map(VersionView::of).toList();
          if (versions.isEmpty()) {
            throw missing("no version of the prompt '" + name + "' is stored");
          }
          return new Versions(name, versions);
        });
  }

  private void store(RoutingContext context) {
    String name = name(context);
    Fields in = Fields.of(Bodies.json(context));
    String source = in.text("source", 1, PromptCompiler.MAX_SOURCE);
    List<String> labels = in.texts("labels", MOST_LABELS, 1, LONGEST_LABEL);
    in.end();
    for (int i = 0; i < labels.size(); i++) {
      if (!PromptReference.isLabel(labels.get(i))) {
        throw ProblemException.invalid("/labels/" + i, LABELS);
      }
    }
    Replies.when(
        context,
        work.on(() -> stored(name, source, labels)),
        added ->
            Replies.json(
                context, added.isNew() ? 201 : 200, VersionView.of(added.version(), labels)));
  }

  private PromptStore.Added stored(String name, String source, List<String> labels) {
    String ownName = prompts.compile(name, source).name();
    if (!ownName.equals(name)) {
      throw ProblemException.invalid(
          "/source", "names itself '" + ownName + "', and is to be stored as '" + name + "'");
    }
    PromptStore.Added added = prompts.store().add(name, source);
    int version = added.version().version();
    labels.forEach(label -> prompts.store().label(name, label, version));
    prompts.forget(name);
    return added;
  }

  private void remove(RoutingContext context) {
    String name = name(context);
    remove(
        context,
        () -> changed(name, prompts.store().remove(name)),
        "no version of the prompt '" + name + "' is stored");
  }

  private void label(RoutingContext context) {
    String name = name(context);
    String label = label(context, "label");
    Fields in = Fields.of(Bodies.json(context));
    int version = in.integer("version", 1, Integer.MAX_VALUE, 0);
    if (!in.has("version")) {
      in.missing("version", 0);
    }
    in.end();
    answer(
        context,
        () ->
            changed(name, prompts.store().label(name, label, version))
                .map(moved -> LabelView.of(name, label, moved))
                .orElseThrow(() -> missing("the prompt '" + name + "' has no version " + version)));
  }

  private void rollBack(RoutingContext context) {
    String name = name(context);
    String label = label(context, "label");
    answer(
        context,
        () ->
            changed(name, prompts.store().rollBack(name, label))
                .map(moved -> LabelView.of(name, label, moved))
                .orElseThrow(
                    () ->
                        missing(
                            "the label '" + label + "' of '" + name + "' has no earlier version")));
  }

  private void removeLabel(RoutingContext context) {
    String name = name(context);
    String label = label(context, "label");
    remove(
        context,
        () -> changed(name, prompts.store().removeLabel(name, label)),
        "the prompt '" + name + "' has no label '" + label + "'");
  }

  /** This instance sees its own change at once, before it is told of it. */
  private <T> T changed(String name, T result) {
    prompts.forget(name);
    return result;
  }

  private void remove(RoutingContext context, Supplier<Boolean> removal, String otherwise) {
    Replies.removed(context, work.on(removal), () -> missing(otherwise));
  }

  private <T> void answer(RoutingContext context, Supplier<T> result) {
    Replies.when(context, work.on(result), body -> Replies.json(context, 200, body));
  }

  private static String name(RoutingContext context) {
    String name = Paths.part(context, "name");
    if (!PromptLibrary.isName(name)) {
      throw new ProblemException(
          Problem.Kind.INVALID,
          "the name in the path must be 1 to 100 letters, digits, '_', '.' or '-', not '"
              + name
              + "'");
    }
    return name;
  }

  private static String label(RoutingContext context, String part) {
    String label = Paths.part(context, part);
    if (!PromptReference.isLabel(label)) {
      throw new ProblemException(Problem.Kind.INVALID, "the label in the path " + LABELS);
    }
    return label;
  }

  private static ProblemException missing(String detail) {
    return new ProblemException(Problem.Kind.NOT_FOUND, detail);
  }

  record Versions(String name, List<VersionView> versions) {}
}
