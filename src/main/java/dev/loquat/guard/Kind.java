package dev.loquat.guard;

/** What a finding is about. */
public enum Kind {
  /** Template syntax that is not on the whitelist. */
  TEMPLATE,
  /** An attempt to replace the instructions that hold. */
  OVERRIDE,
  /** A forged role: a persona without rules, or the markup of a chat. */
  ROLE,
  /** An attempt to get out the prompt, secrets or other people's data, or to run code. */
  EXFILTRATION,
  /** Text hidden by an encoding or by look-alike or invisible characters. */
  OBFUSCATION
}
