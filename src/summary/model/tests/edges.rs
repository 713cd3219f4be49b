//! Answers that were passed over, counted twice or taken for others.

use super::*;
use crate::exchange::Reader;
use crate::summary::export::csv;

/// The answers of several files.
fn of_files(files: &[&str]) -> Answers {
    let mut answers = Answers::default();
    for file in files {
        let mut reader = Reader::new();
        reader.feed(file.as_bytes(), &mut answers).unwrap();
        let report = reader.end(&mut answers).unwrap();
        answers.end_file(Some("a.csv".to_owned()), report);
    }
    answers
}

const OWN: &str = "id,rev,survey,scale,score,comment,answered_at,contact_email,reasons\n";

#[test]
fn who_left_an_address_and_no_word_waits_as_well() {
    let file = format!(
        "{OWN}a,1,s,nps,10,glad,2025-03-03T11:00:00Z,,\n\
         b,1,s,nps,2,,2025-03-03T10:00:00Z,b@x.example,\n\
         c,1,s,nps,3,,,c@x.example,\n\
         d,1,s,csat,1,slow,2025-03-01T11:59:00Z,d@x.example,\n\
         e,1,s,nps,9,,2025-03-03T10:00:00Z,e@x.example,\n"
    );
    let listing = listed(&file, "care=waiting");
    let contacts: Vec<_> = listing
        .newest
        .iter()
        .map(|c| c.contact.as_deref())
        .collect();
    assert_eq!(contacts, [Some("d@x.example"), Some("c@x.example")]);
    // The helper's second answer counts as handled: it is b's.
    assert_eq!((listing.waiting, listing.overdue), (2, 1));
    assert_eq!(
        listing.newest[0].hours_left,
        Some(-1),
        "48 hours and a minute"
    );
    assert_eq!(
        listing.newest[1].hours_left, None,
        "nobody knows since when"
    );
    assert_eq!(listed(&file, "").total, 5);
}

#[test]
fn every_reason_of_an_answer_counts() {
    let answers = Answers::of(&format!(
        "{OWN}a,1,s,nps,2,,,,price; service\nb,1,s,nps,3,,,,price\nc,1,s,nps,9,,,,service\n"
    ));
    for (reason, n) in [("price", 2), ("service", 2)] {
        let choices = Choices::parse(&format!("is.reason={reason}"));
        assert_eq!(
            Summary::of(&answers, &choices, Bands::default()).tally.n(),
            n
        );
    }
    assert!(csv(&answers, &|row| row == 0).contains("price; service"));
    let rows = "d,1,s,nps,2,,,,price; service\n".repeat(5) + &"e,1,s,nps,9,,,,service\n".repeat(6);
    let groups = chosen(&[OWN, &rows].concat(), "by=reason").groups.unwrap();
    let counts = groups
        .groups
        .iter()
        .map(|group| (group.name.as_str(), group.tally.n()));
    assert_eq!(counts.collect::<Vec<_>>(), [("service", 11), ("price", 5)]);
    // All answers named the service: there is no rest. Of the price the rest are the six others.
    let rest = groups.groups[1].versus.unwrap().comparison;
    assert!(
        groups.groups[0].versus.is_none() && rest.difference < -100.0,
        "{rest:?}"
    );
    assert!(groups.verdict.is_none(), "they overlap");
}

#[test]
fn a_property_called_as_one_of_ours_does_not_take_its_place() {
    let answers = Answers::of(
        "id,rev,survey,score,comment,lang,properties\n\
         a,1,s,9,hei,nb,\"{\"\"language\"\":\"\"en\"\"}\"\n",
    );
    let field = answers.field("language").unwrap();
    assert_eq!(field.values.get(field.of(0)), Some("nb"));
}

#[test]
fn answers_on_another_scale_alone_are_shown() {
    let summary = summary(&format!(
        "{OWN}a,1,s,csat,5,,,,\nb,1,s,csat,4,,,,\nc,1,s,csat,1,,,,\n"
    ));
    assert_eq!((summary.tally.n(), summary.answers()), (0, 3));
    assert_eq!(summary.ratings[0].n, 3);
}

#[test]
fn what_is_no_number_takes_no_rating_away() {
    let summary = summary("score,csat\n9,5\n9,4.0\n9,N/A\n");
    assert_eq!(summary.ratings[0].n, 2);
}

#[test]
fn an_answer_in_two_files_counts_once_by_its_highest_revision() {
    let first = format!("{OWN}a,1,s,nps,2,,,,\nb,2,s,nps,9,new,,,\nc,1,s,nps,9,,,,\n");
    let second = format!("{OWN}b,1,s,nps,0,old,,,\na,1,s,nps,10,,,,\n");
    let answers = of_files(&[&first, &second]);
    assert_eq!(answers.repeats, 2);
    let summary = Summary::of(&answers, &Choices::default(), Bands::default());
    assert_eq!((summary.tally.promoters, summary.tally.n()), (3, 3));
    assert_eq!(summary.of_all, 3);
}

#[test]
fn the_latest_answer_on_the_score_s_scale_is_each_respondent_s() {
    let summary = chosen(
        "score,email,csat,date\n9,a@x,,2025-01-01\n,a@x,5,2025-02-01\n3,b@x,,2025-01-01\n7,b@x,,2025-02-01\n",
        "count=latest",
    );
    assert_eq!((summary.tally.n(), summary.tally.promoters), (2, 1));
}

#[test]
fn under_a_filter_answers_on_other_scales_are_not_left_out_as_unreadable() {
    let file = format!(
        "{OWN}a,1,s,nps,9,,2025-01-02,,\nb,1,s,csat,4,,2025-01-02,,\nc,1,s,nps,x,,2025-01-02,,\n"
    );
    for choices in ["", "from=2025-01-01"] {
        assert_eq!(chosen(&file, choices).distribution.excluded, 1, "{choices}");
    }
}

#[test]
fn a_customers_number_names_no_answer() {
    let mut file = String::from("Response ID,nps,comment\n");
    for at in 0..30 {
        file += &format!("r{},{},word\n", at % 20, at % 11);
    }
    let tally = |files: &[&str]| {
        let answers = of_files(files);
        Summary::of(&answers, &Choices::default(), Bands::default()).tally
    };
    assert_eq!(tally(&[&file]).n(), 30);
    assert_eq!(tally(&[&file, "score,date\n9,2025-01-01\n"]).n(), 31);
    // What names one answer in each of two files is in both of them.
    let (first, second) = ("id,nps\na,9\nb,3\nb,4\n", "id,nps\na,9\nc,3\n");
    assert_eq!(tally(&[first, second]).n(), 4);
}

#[test]
fn of_an_answers_revisions_in_one_file_the_highest_counts() {
    let file = format!("{OWN}a,2,s,nps,9,,,,\na,1,s,nps,0,,,,\nb,1,s,nps,9,,,,\nb,3,s,nps,x,,,,\n");
    let answers = of_files(&[&file]);
    let summary = Summary::of(&answers, &Choices::default(), Bands::default());
    assert_eq!((summary.tally.n(), summary.tally.promoters), (1, 1));
    assert_eq!((answers.repeats, summary.distribution.excluded), (2, 1));
    let twice = of_files(&[&file, &file]);
    let again = Summary::of(&twice, &Choices::default(), Bands::default());
    assert_eq!(again.tally, summary.tally);
    assert_eq!(again.distribution.excluded, 1);
}
