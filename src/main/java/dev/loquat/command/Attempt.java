package dev.loquat.command;

import dev.loquat.store.StoreException;
import java.io.IOException;
import java.io.PrintStream;

/** A command that is run from a shell, and how it ends. */
@FunctionalInterface
interface Attempt {
  void run() throws IOException, InterruptedException;

  /**
   * Runs it; gives back 0, or 2 if it could not be run, and says why.
   *
   * @param name what it does, as in "cannot pack"
   * @param use how it is called, for arguments that are wrong
   */
  static int of(String name, String use, PrintStream out, Attempt command) {
    try {
      command.run();
      return 0;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println(use);
      return 2;
    } catch (IOException | StoreException e) {
      out.println("cannot " + name + ": " + e.getMessage());
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 2;
    }
  }
}
