//! Which answers and comments are left by what the owner chose.

use super::*;

#[test]
fn comments_come_newest_first_with_the_undated_last() {
    let listing = listed(
        "score,comment,date,lang\n\
         9,old,2025-01-01,nb\n\
         x,unscored,2025-03-01,de-AT\n\
         3,undated,,\"no such\"\n\
         7,new,2025-02-01,\n\
         8,newer the same day,2025-02-01,en\n",
        "",
    );
    let order = ["unscored", "newer the same day", "new", "old", "undated"];
    assert_eq!(texts(&listing), order);
    assert_eq!(listing.newest[0].score, None);
    let langs: Vec<_> = listing.newest.iter().map(|c| c.lang.as_deref()).collect();
    assert_eq!(langs, [Some("de-AT"), Some("en"), None, Some("nb"), None]);
}

#[test]
fn comments_are_found_by_segment_score_words_theme_and_choice() {
    let csv =
        "score,comment,plan\n9,Great APP,a\n3,the app crashes,a\n8,ÅPENT og greit,b\n3,slow,b\n";
    for (choices, expected) in [
        ("segment=detractor", vec!["slow", "the app crashes"]),
        ("score=9", vec!["Great APP"]),
        ("search=App", vec!["the app crashes", "Great APP"]),
        ("search=%C3%A5pent", vec!["ÅPENT og greit"]),
        ("theme=app", vec!["the app crashes", "Great APP"]),
        ("theme=app%20crashes", vec!["the app crashes"]),
        ("theme=crash", vec![]),
        ("is.plan=b&segment=detractor", vec!["slow"]),
        ("care=handled", vec!["the app crashes"]),
        ("care=unhandled&segment=detractor", vec!["slow"]),
    ] {
        let listing = listed(csv, choices);
        assert_eq!(texts(&listing), expected, "{choices}");
        assert_eq!(listing.total, expected.len());
    }
    assert_eq!(Choices::parse("care=handled").care(), Care::Handled);
}

#[test]
fn a_detractor_who_asked_for_it_waits_at_most_two_days() {
    let csv = "id,rev,survey,score,comment,answered_at,contact_email\n\
        a,1,s,2,late,2025-03-01T11:00:00Z,a@x.example\n\
        b,1,s,2,handled,2025-03-01T11:00:00Z,b@x.example\n\
        c,1,s,6,fresh,2025-03-03T10:30:00Z,c@x.example\n\
        d,1,s,9,glad,2025-03-03T10:30:00Z,d@x.example\n\
        e,1,s,1,silent,2025-03-03T10:30:00Z,\n";
    let listing = listed(csv, "care=waiting");
    let waiting: Vec<_> = listing
        .newest
        .iter()
        .map(|c| (c.text.as_str(), c.hours_left))
        .collect();
    assert_eq!(waiting, [("fresh", Some(47)), ("late", Some(-1))]);
    assert_eq!((listing.waiting, listing.overdue), (2, 1));
    assert_eq!(listing.newest[0].contact.as_deref(), Some("c@x.example"));
    let all = listed(csv, "");
    assert_eq!(
        (all.total, all.newest.iter().filter(|c| c.handled).count()),
        (5, 1)
    );
}

#[test]
fn a_row_keeps_its_name_when_the_file_is_read_again() {
    let csv = "score,comment\n9,a\n9,b\n";
    let (one, two) = (Answers::of(csv), Answers::of(csv));
    assert_eq!((one.id(0), one.id(1)), (two.id(0), two.id(1)));
    assert_ne!(one.id(0), one.id(1));
    assert_eq!(one.score(0), Score::new(9));
}

#[test]
fn the_same_answers_are_told_from_others() {
    let csv = "score,comment,date\n9,a,2025-01-01\n9,b,2025-01-02\n";
    assert!(Answers::of(csv).is_same(&Answers::of(csv)));
    for other in [
        "score,comment,date\n9,a,2025-01-01\n9,b,2025-01-02\n8,,\n",
        "score,comment,date\n8,a,2025-01-01\n9,b,2025-01-02\n",
        "score,comment,date\n9,ab,2025-01-01\n9,,2025-01-02\n",
        "score,comment,date\n9,a,2025-01-01\n9,b,2025-01-03\n",
    ] {
        assert!(!Answers::of(csv).is_same(&Answers::of(other)), "{other}");
    }
}

#[test]
fn a_field_with_too_many_values_tells_no_groups() {
    let mut csv = String::from("score,plan,url\n");
    for at in 0..60_000 {
        csv += &format!("9,{},https://x.example/{at}\n", at % 3);
    }
    let answers = Answers::of(&csv);
    let names: Vec<_> = answers.fields().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["plan"]);
}

#[test]
fn choices_combine() {
    let all = nordic();
    let of = |choices: &str| chosen(NORDIC, choices);
    let smb = of("is.segment=SMB");
    assert_eq!(
        (smb.tally.n(), smb.of_all, smb.narrowed),
        (263, all.tally.n(), true)
    );
    let nb = of("is.segment=SMB&is.language=nb&from=2025-09-01&to=2025-09-30");
    assert!(nb.tally.n() > 0 && nb.tally.n() < 63);
    let (first, last) = nb.days.unwrap();
    assert!(
        first.to_string().as_str() >= "2025-09-01" && last.to_string().as_str() <= "2025-09-30"
    );
    assert_eq!(of("is.segment=none").tally.n(), 0);
    assert_eq!(of("is.nothing=x").tally.n(), 0);
    assert_eq!(of("segment=detractor&theme=app&search=x").tally, all.tally);
}

#[test]
fn the_latest_answer_of_each_respondent_is_the_latest_that_counts() {
    let csv = "score,date,email\n10,2025-01-01,a\n0,2025-02-01,a\n9,2025-01-05,b\n3,2025-01-02,\n5,2025-01-03,\n";
    let tally = |choices: &str| chosen(csv, choices).tally;
    assert_eq!(tally(""), Tally::from_counts(2, 0, 3));
    assert_eq!(tally("count=latest"), Tally::from_counts(1, 0, 3));
    assert_eq!(
        tally("count=latest&to=2025-01-31"),
        Tally::from_counts(2, 0, 2)
    );
}

#[test]
fn of_a_thousand_respondents_the_latest_is_found_as_by_hand() {
    let mut csv = "score,date,email\n".to_owned();
    let mut latest = std::collections::BTreeMap::new();
    for row in 0_u64..4_000 {
        let (who, day, score) = (row * 7919 % 997, row * 31 % 3, row * 17 % 11);
        csv += &format!("{score},2025-01-{:02},{who}@example.org\n", day + 1);
        // Of one day the later row is the later answer.
        let kept = latest.entry(who).or_insert((day, score));
        if day >= kept.0 {
            *kept = (day, score);
        }
    }
    let scores = |range: core::ops::RangeInclusive<u64>| {
        let kept = latest.values().filter(|(_, score)| range.contains(score));
        kept.count() as u64
    };
    let expected = Tally::from_counts(scores(9..=10), scores(7..=8), scores(0..=6));
    assert_eq!(expected.n(), 997);
    assert_eq!(chosen(&csv, "count=latest").tally, expected);
}
