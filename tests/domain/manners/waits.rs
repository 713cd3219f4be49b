//! What each thing a respondent does starts.

use super::{NOW, fresh};
use zeroten::domain::manners::{
    DAY_MS, History, IGNORED_TO_DISMISS, MAX_WAIT_DAYS, NEVER, Policy, SESSION_MS, believed,
};

#[test]
fn an_answer_waits_ninety_days_and_is_counted() {
    let (policy, history) = fresh();
    let after = history.answered(&policy, NOW);
    assert_eq!(after.next_eligible_at, NOW + 90 * DAY_MS);
    assert_eq!((after.answers, after.answers_today(NOW)), (1, 1));
    let changed = after.amended(&policy, NOW + 5_000);
    assert_eq!(changed.next_eligible_at, NOW + 5_000 + 90 * DAY_MS);
    assert_eq!(changed.answers, 1, "a changed answer is one answer");
    let tomorrow = after.answered(&policy, NOW + DAY_MS);
    assert_eq!(tomorrow.answers, 2);
    assert_eq!(tomorrow.answers_today(NOW + DAY_MS), 1);
    assert_eq!(tomorrow.answers_today(NOW), 0);
}

#[test]
fn dismissals_wait_thirty_then_sixty_days_then_end_it() {
    let (policy, history) = fresh();
    let once = history.dismissed(&policy, NOW);
    assert_eq!(once.next_eligible_at, NOW + 30 * DAY_MS);
    let twice = once.dismissed(&policy, NOW);
    assert_eq!(twice.next_eligible_at, NOW + 60 * DAY_MS);
    let thrice = twice.dismissed(&policy, NOW);
    assert_eq!(thrice.next_eligible_at, NEVER);
    assert_eq!(thrice.dismissed(&policy, NOW).next_eligible_at, NEVER);
}

#[test]
fn an_answer_forgives_earlier_dismissals_even_the_last() {
    let (policy, history) = fresh();
    let ended = (0..3).fold(history, |so_far, _| so_far.dismissed(&policy, NOW));
    assert_eq!(ended.next_eligible_at, NEVER);
    let after = ended.answered(&policy, NOW);
    assert_eq!(after.dismissals, 0);
    assert_eq!(after.next_eligible_at, NOW + 90 * DAY_MS);
}

#[test]
fn not_now_waits_seven_days_and_is_no_dismissal() {
    let (policy, history) = fresh();
    let after = history
        .dismissed(&policy, NOW - 40 * DAY_MS)
        .snoozed(&policy, NOW);
    assert_eq!(after.next_eligible_at, NOW + 7 * DAY_MS);
    assert_eq!(after.dismissals, 1);
}

#[test]
fn a_showing_rests_this_survey_for_the_session_and_every_survey_for_seven_days() {
    let (policy, history) = fresh();
    let after = history.shown(&policy, NOW);
    assert_eq!(after.next_eligible_at, NOW + SESSION_MS);
    assert_eq!(after.rest_until, NOW + 7 * DAY_MS);
    let often = Policy {
        once_per_session: false,
        days_between: 0,
        ..policy
    };
    assert_eq!(history.shown(&often, NOW).next_eligible_at, 0);
    assert_eq!(history.shown(&often, NOW).rest_until, NOW);
}

#[test]
fn three_showings_without_a_reply_are_a_dismissal_and_a_reply_starts_the_count_anew() {
    let (policy, mut history) = fresh();
    for showing in 1..IGNORED_TO_DISMISS {
        history = history.shown(&policy, NOW);
        assert_eq!((history.ignored, history.dismissals), (showing, 0));
    }
    let third = history.shown(&policy, NOW);
    assert_eq!((third.ignored, third.dismissals), (0, 1));
    assert_eq!(third.next_eligible_at, NOW + 30 * DAY_MS);
    for replied in [
        history.answered(&policy, NOW),
        history.dismissed(&policy, NOW),
        history.snoozed(&policy, NOW),
    ] {
        assert_eq!(replied.ignored, 0);
    }
}

#[test]
fn nothing_done_shortens_a_wait_that_runs() {
    let (policy, history) = fresh();
    let answered = history.answered(&policy, NOW);
    let end = answered.next_eligible_at;
    let later = NOW + DAY_MS;
    assert_eq!(answered.dismissed(&policy, later).next_eligible_at, end);
    assert_eq!(answered.snoozed(&policy, later).next_eligible_at, end);
    assert_eq!(answered.shown(&policy, later).next_eligible_at, end);
}

#[test]
fn a_moment_no_wait_can_reach_is_not_believed_and_never_is() {
    let longest = NOW + i64::from(MAX_WAIT_DAYS) * DAY_MS;
    assert_eq!(believed(longest, NOW), longest);
    assert_eq!(believed(longest + 1, NOW), 0);
    assert_eq!(believed(NEVER, NOW), NEVER);
    assert_eq!(believed(NEVER - 1, NOW), 0);
    // Nor does it live on in the next wait.
    let history = History {
        next_eligible_at: longest + 1,
        ..History::default()
    };
    let after = history.snoozed(&Policy::default(), NOW);
    assert_eq!(after.next_eligible_at, NOW + 7 * DAY_MS);
}

#[test]
fn enough_is_enough() {
    assert_eq!(History::default().ended().next_eligible_at, NEVER);
}

#[test]
fn the_ends_of_time_and_of_numbers_do_not_overflow() {
    let policy = Policy {
        days_after_answer: u32::MAX,
        days_after_dismissal: u32::MAX,
        dismissals_to_stop: u32::MAX,
        days_between: u32::MAX,
        days_snoozed: u32::MAX,
        ..Policy::default()
    };
    for now in [i64::MIN, -1, 0, NOW, NEVER, i64::MAX - SESSION_MS] {
        let mut history = History {
            dismissals: u32::MAX - 1,
            ignored: u32::MAX,
            answers: u32::MAX,
            ..History::default()
        };
        for _ in 0..20 {
            history = history.shown(&policy, now).snoozed(&policy, now);
            history = history.dismissed(&policy, now).answered(&policy, now);
            assert!(history.next_eligible_at <= NEVER);
            assert!(history.rest_until <= NEVER);
        }
    }
}
