package dev.loquat.guard;

import java.util.Optional;

/**
 * Something in a text that speaks against it.
 *
 * @param rule the rule's name in the policy, such as {@code override.ignore}
 * @param start offset in the original text, in UTF-16 units
 * @param end exclusive
 * @param text the original text between start and end
 * @param identifier the path or call that a template asked for, such as {@code system.exec}
 */
public record Finding(
    String rule,
    Kind kind,
    Severity severity,
    int start,
    int end,
    String text,
    Optional<String> identifier) {}
