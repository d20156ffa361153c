package dev.loquat.gateway;

import dev.loquat.model.AnswerModel;

/**
 * A model's name for callers, and what it stands for.
 *
 * @param collection where its answers are drawn from
 * @param prompt what passages and question are rendered with
 * @param extractive whether it quotes passages instead of writing
 */
public record Alias(
    String name, String collection, String prompt, boolean extractive, AnswerModel model) {}
