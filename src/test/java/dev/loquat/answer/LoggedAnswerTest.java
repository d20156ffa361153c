package dev.loquat.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Those who follow an answer miss nothing, its end included. */
class LoggedAnswerTest {
  private static final LoggedEvent FIRST = new LoggedEvent(1, "slice", "{}");
  private static final LoggedEvent SECOND = new LoggedEvent(2, "slice", "{}");

  private final LoggedAnswer answer = new LoggedAnswer();

  @Test
  void everyFollowerHearsTheEnd() {
    List<AssertSubscriber<LoggedEvent>> followers = List.of(follow(-1), follow(-1), follow(-1));
    answer.add(FIRST);
    answer.complete();
    assertThat(followers)
        .allSatisfy(
            follower -> assertThat(follower.assertCompleted().getItems()).containsExactly(FIRST));
  }

  @Test
  void everyFollowerHearsTheFailure() {
    List<AssertSubscriber<LoggedEvent>> followers = List.of(follow(-1), follow(-1));
    answer.fail(new IllegalStateException("the model went away"));
    assertThat(followers)
        .allSatisfy(
            follower ->
                follower.assertFailedWith(IllegalStateException.class, "the model went away"));
  }

  @Test
  void whoComesBackHearsWhatFollowsTheLastEventSeen() {
    answer.add(FIRST);
    AssertSubscriber<LoggedEvent> follower = follow(1);
    answer.add(SECOND);
    answer.complete();
    assertThat(follower.assertCompleted().getItems()).containsExactly(SECOND);
  }

  @Test
  void aFollowerWhoLeavesDoesNotDisturbTheOthers() {
    AssertSubscriber<LoggedEvent> leaving = follow(-1);
    AssertSubscriber<LoggedEvent> staying = follow(-1);
    leaving.cancel();
    answer.add(FIRST);
    answer.complete();
    assertThat(staying.assertCompleted().getItems()).containsExactly(FIRST);
    assertThat(leaving.getItems()).isEmpty();
  }

  private AssertSubscriber<LoggedEvent> follow(long after) {
    return answer.follow(after).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }
}
