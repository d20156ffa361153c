package dev.loquat.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.command.FolderPlan.Indexed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FolderPlanTest {
  private static FolderFile file(String path, String revision) {
    return new FolderFile(Path.of(path), path, revision);
  }

  private static List<String> sent(FolderPlan plan) {
    return plan.send().stream()
        .map(s -> s.file().id() + s.formerly().map(former -> " was " + former).orElse(""))
        .toList();
  }

  @Test
  void sendsWhatIsNewEditedOrIndexedByAnOlderVersionOnly() {
    FolderPlan plan =
        FolderPlan.of(
            List.of(
                file("new.md", "1"),
                file("edited.md", "2"),
                file("same.md", "3"),
                file("old.md", "4")),
            List.of(
                new Indexed("edited", "x", true),
                new Indexed("same", "3", true),
                new Indexed("old", "4", false)),
            true);
    assertThat(sent(plan)).containsExactly("new", "edited", "old");
    assertThat(plan.unchanged()).isEqualTo(1);
  }

  @Test
  void aNewFileWithTheContentOfOneThatIsGoneWasRenamed() {
    List<FolderFile> files =
        List.of(
            file("b.md", "1"), file("copy.md", "1"), file("kept.md", "2"), file("twin.md", "2"));
    List<Indexed> ledger = List.of(new Indexed("a", "1", true), new Indexed("kept", "2", true));
    assertThat(sent(FolderPlan.of(files, ledger, true))).containsExactly("b was a", "copy", "twin");
    assertThat(sent(FolderPlan.of(files, ledger, false))).containsExactly("b", "copy", "twin");
  }

  @Test
  void whatWasIndexedWithoutARevisionWasRenamedIntoNothing() {
    FolderPlan plan =
        FolderPlan.of(List.of(file("b.md", "")), List.of(new Indexed("a", "", true)), true);
    assertThat(plan.send().getFirst().formerly()).isEqualTo(Optional.empty());
  }
}
