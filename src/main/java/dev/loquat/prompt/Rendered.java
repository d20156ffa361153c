package dev.loquat.prompt;

import dev.loquat.prompt.chain.Chain;
import java.util.List;

/**
 * A rendered prompt.
 *
 * @param dropped pointers of the variables that the schema does not declare
 * @param defaulted pointers of the variables that got their default
 * @param chain the steps that ran, with their times
 */
public record Rendered(
    List<Message> messages,
    List<String> dropped,
    List<String> defaulted,
    List<Chain.Timing> chain) {}
