package dev.loquat.answer;

/** Whether changes of stored prompts are told as they happen. */
@FunctionalInterface
public interface PromptChanges {
  /** Nobody tells: whoever keeps something asks the store whether it is still so. */
  PromptChanges UNTOLD = () -> false;

  /** Whether every change up to a moment ago has been told. */
  boolean areTold();
}
