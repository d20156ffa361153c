package dev.loquat.prompt.template;

/** What renders templates. All give the same texts, errors and limits. */
public enum Backend {
  /** A net of small objects, one for each node: there at once, and on every platform. */
  NET,
  /** A hidden class for each template, made when it is compiled; the net where it is too large. */
  BYTECODE,
  /** The net at first, and bytecode made beside it for a template that is rendered often. */
  ADAPTIVE;

  /** The best of this platform: a native image defines no classes while it runs. */
  public static final Backend BEST =
      System.getProperty("org.graalvm.nativeimage.imagecode") == null ? ADAPTIVE : NET;
}
