package dev.loquat.guard;

import java.util.Optional;
import java.util.Set;

/**
 * What a guard allows and refuses, as immutable data with a version. {@code docs/guard.md}
 * describes the text form. Safe for use by all threads; to change a running guard, make another one
 * from another policy.
 */
public final class Policy {
  private static final String STANDARD = "policy.tsv";

  private final String version;
  private final double threshold;
  private final Set<String> allowed;
  private final Set<String> dangerous;
  private final Rules rules;
  private final Optional<Model> model;

  Policy(
      String version,
      double threshold,
      Set<String> allowed,
      Set<String> dangerous,
      Rules rules,
      Optional<Model> model) {
    this.version = version;
    this.threshold = threshold;
    this.allowed = Set.copyOf(allowed);
    this.dangerous = Set.copyOf(dangerous);
    this.rules = rules;
    this.model = model;
  }

  /** The policy that Loquat ships. */
  public static Policy standard() {
    return Standard.POLICY;
  }

  /**
   * Reads a policy.
   *
   * @throws PolicyException naming the line that is wrong
   */
  public static Policy parse(String text) {
    return new PolicyReader().read(text);
  }

  /** The text of the standard policy, to start one's own from. */
  public static String standardText() {
    return Shipped.text(STANDARD);
  }

  /** The version that the policy's text states. */
  public String version() {
    return version;
  }

  /** Texts with at least this risk are refused; in (0,1]. */
  public double threshold() {
    return threshold;
  }

  /** How many natural-language rules there are. */
  public int ruleCount() {
    return rules.size();
  }

  /**
   * The trained model beside the rules.
   *
   * @param least the least probability that makes a finding, in (0,1]
   */
  record Model(InjectionModel trained, double least) {}

  Optional<Model> model() {
    return model;
  }

  /** The same policy with another model. */
  Policy with(Model other) {
    return new Policy(version, threshold, allowed, dangerous, rules, Optional.of(other));
  }

  Rules rules() {
    return rules;
  }

  boolean allows(Reference reference) {
    return reference.bare() && allowed.contains(reference.signature());
  }

  /** Whether one of the names of a path, or a part of it such as {@code os.}, is dangerous. */
  boolean isDangerous(String name) {
    for (String part : name.split("\\.", -1)) {
      if (dangerous.contains(part) || part.startsWith("__")) {
        return true;
      }
    }
    return false;
  }

  private static final class Standard {
    private static final Policy POLICY = parse(standardText());
  }
}
