package dev.loquat.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be done so that the index equals the folder.
 *
 * @param send files to be read and sent, in their order
 * @param unchanged how many files the index has as they are
 */
record FolderPlan(List<Sending> send, int unchanged) {

  /** A file, and the id it had before if it was only renamed. */
  record Sending(FolderFile file, Optional<String> formerly) {}

  /** A document in the service's ledger of the folder. */
  record Indexed(String id, String revision, boolean current) {}

  /**
   * Compares.
   *
   * @param renames whether files that are gone may have been renamed: only where they are removed
   */
  static FolderPlan of(List<FolderFile> files, List<Indexed> ledger, boolean renames) {
    Map<String, Indexed> indexed = new HashMap<>();
    ledger.forEach(entry -> indexed.put(entry.id(), entry));
    Map<String, Deque<String>> gone = renames ? gone(files, ledger) : Map.of();
    List<Sending> send = new ArrayList<>();
    int unchanged = 0;
    for (FolderFile file : files) {
      Indexed entry = indexed.get(file.id());
      if (entry != null && entry.current() && entry.revision().equals(file.revision())) {
        unchanged++;
      } else {
        Optional<String> formerly =
            entry == null
                ? Optional.ofNullable(gone.get(file.revision())).map(Deque::poll)
                : Optional.empty();
        send.add(new Sending(file, formerly));
      }
    }
    return new FolderPlan(send, unchanged);
  }

  /** Documents whose files are gone, by what was in them. */
  private static Map<String, Deque<String>> gone(List<FolderFile> files, List<Indexed> ledger) {
    Set<String> present = new HashSet<>();
    files.forEach(file -> present.add(file.id()));
    Map<String, Deque<String>> out = new HashMap<>();
    for (Indexed entry : ledger) {
      if (!present.contains(entry.id()) && !entry.revision().isEmpty()) {
        out.computeIfAbsent(entry.revision(), revision -> new ArrayDeque<>()).add(entry.id());
      }
    }
    return out;
  }
}
