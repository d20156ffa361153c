package dev.loquat.prompt;

import java.util.List;
import java.util.Map;

/**
 * Variables that are valid for a prompt.
 *
 * @param variables with defaults, without what is not declared
 * @param dropped pointers of what was left out
 * @param defaulted pointers of what was filled in
 */
public record Prepared(
    Map<String, Object> variables, List<String> dropped, List<String> defaulted) {}
