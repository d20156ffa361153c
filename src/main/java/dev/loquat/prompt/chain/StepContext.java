package dev.loquat.prompt.chain;

import dev.loquat.prompt.schema.Schema;
import java.util.Locale;

/**
 * What a step may know besides the variables.
 *
 * @param prompt the prompt's name
 * @param schema the prompt's input schema
 * @param locale the language of messages
 */
public record StepContext(String prompt, Schema schema, Locale locale) {}
