package dev.loquat.guard;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Builds the guard's model: {@code BuildGuard DATA OUT all|held}. With {@code held} it writes
 * nothing, but trains on each half of the texts and says how the other half fares.
 */
public final class BuildGuard {
  private static final double PENALTY = 0.01;
  private static final double ATTACK = 2;
  private static final double LEAST = 0.15;
  private static final int ROUNDS = 3;
  private static final double DOUBTFUL = 0.2;
  private static final double REFUSED = 0.5;

  private final Analyzer analyzer = Analyzer.standard();

  public static void main(String[] args) throws IOException {
    if (args.length != 3 || !List.of("all", "held").contains(args[2])) {
      throw new IllegalArgumentException("use: BuildGuard DATA OUT all|held, not " + List.of(args));
    }
    Path data = Path.of(args[0]);
    List<GuardCase> cases = new ArrayList<>(GuardCase.published(data));
    List<GuardCase> published = List.copyOf(cases);
    cases.addAll(GuardCase.written(Path.of("src/models/guard/cases.tsv")));
    cases.addAll(GuardCase.innocent(data));
    cases.addAll(GuardCase.guide(Path.of("docs")));
    BuildGuard build = new BuildGuard();
    if (args[2].equals("all")) {
      build.write(build.train(cases), Path.of(args[1]).resolve("model.tsv"));
    } else {
      build.halves(cases);
      build.strangers(cases, published);
    }
  }

  private void halves(List<GuardCase> cases) {
    HeldOut figures = new HeldOut();
    for (int half = 0; half < 2; half++) {
      int other = half;
      figures.measure(
          guard(cases.stream().filter(c -> half(c) == other).toList()),
          cases.stream().filter(c -> half(c) != other).toList());
    }
    System.out.println("Each half of the texts, by a model of the other half:\n" + figures);
  }

  /** Each collection by a model that has seen none of it. */
  private void strangers(List<GuardCase> cases, List<GuardCase> published) {
    HeldOut figures = new HeldOut();
    for (String from : published.stream().map(GuardCase::from).distinct().toList()) {
      figures.measure(
          guard(cases.stream().filter(c -> !c.from().equals(from)).toList()),
          published.stream().filter(c -> c.from().equals(from)).toList());
    }
    System.out.println("Each collection, by a model of the others:\n" + figures);
  }

  private static int half(GuardCase c) {
    return (c.text().hashCode() >>> 7) & 1;
  }

  private Guard guard(List<GuardCase> cases) {
    Policy policy = Policy.standard();
    return Guard.of(policy.with(new Policy.Model(train(cases).model(), REFUSED)));
  }

  /** Innocent stretches that a round's model doubts are learnt from in the next one. */
  private LogisticTrainer.Trained train(List<GuardCase> cases) {
    List<List<Term>> texts = cases.stream().map(c -> words(c.text())).toList();
    LogisticTrainer trainer = new LogisticTrainer(texts, 2, PENALTY);
    for (int i = 0; i < texts.size(); i++) {
      boolean attack = cases.get(i).attack();
      if (!texts.get(i).isEmpty() && !cases.get(i).isTemplate()) {
        trainer.add(texts.get(i), attack, attack ? ATTACK : 1);
      }
    }
    LogisticTrainer.Trained trained = trainer.train(0);
    for (int round = 0; round < ROUNDS; round++) {
      InjectionModel model = trained.model();
      for (int i = 0; i < texts.size(); i++) {
        List<Term> words = texts.get(i);
        if (!cases.get(i).attack()) {
          model
              .strongest(words)
              .filter(s -> s.probability() > DOUBTFUL && s.to() - s.from() < words.size())
              .ifPresent(s -> trainer.add(words.subList(s.from(), s.to()), false, 1));
        }
      }
      trained = trainer.train(round == ROUNDS - 1 ? LEAST : 0);
    }
    return trained;
  }

  private List<Term> words(String text) {
    return Ngrams.read(analyzer.words(Folding.fold(Normalization.nfkc(text)).toString()));
  }

  private void write(LogisticTrainer.Trained trained, Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add(row("<bias>", trained.bias()));
    Stream<Map.Entry<String, Double>> weights =
        trained.weights().entrySet().stream().sorted(Comparator.comparing(Map.Entry::getKey));
    weights.forEach(weight -> rows.add(row(weight.getKey(), weight.getValue())));
    Files.write(file, rows);
    System.out.println(file + ": " + rows.size() + " weights, " + Files.size(file) + " bytes");
  }

  private static String row(String name, double weight) {
    return String.format(Locale.ROOT, "%s\t%.2f", name, weight);
  }
}
