//! Other forms of file than a plain table: JSON, and what other tools export.

use super::*;

#[test]
fn our_own_lines_are_read_and_a_bad_one_is_named() {
    let id = "0b0e5a0c-9a3b-4a52-8f0e-2f4f1f6d9a11";
    let line = |score: u8| {
        format!(
            "{{\"v\":1,\"id\":\"{id}\",\"rev\":1,\"survey\":\"shop\",\"scale\":\"nps\",\"score\":{score},\"comment\":\"ok\",\"answered_at\":\"2025-03-01T08:00:00Z\"}}"
        )
    };
    let imported = rows(&format!(
        "\u{feff}{}\r\n\n{}\n{}",
        line(9),
        line(77),
        line(3)
    ));
    assert_eq!(imported.mapping.format, Format::ZerotenLines);
    assert_eq!(scores(&imported), [Some(9), None, Some(3)]);
    assert_eq!(imported.responses[2].line, 4);
    let excluded = &imported.excluded[0];
    assert_eq!(
        (excluded.line, excluded.value.as_str(), excluded.reason),
        (3, "77", NotAScore::OffScale)
    );
    let torn = rows(&format!("{}\n{{\"v\":1,\n{}\n", line(9), line(3)));
    assert_eq!(scores(&torn), [Some(9), Some(3)]);
    assert_eq!(
        (torn.excluded[0].line, torn.excluded[0].reason),
        (2, NotAScore::NotAResponse)
    );
    let first_without = rows(&format!(
        "{}\n{}\n",
        line(9).replace("\"score\":9,", ""),
        line(3)
    ));
    assert_eq!(scores(&first_without), [None, Some(3)]);
    assert_eq!(first_without.excluded[0].line, 1);
    assert!(failure("{\"event\":\"survey sent\"}\n").contains("not a response"));
    assert!(failure("{\"event\":\"survey sent\"}\n").contains("found \"event\""));
}

#[test]
fn our_own_line_is_read_whole() {
    let imported = rows(
        "{\"v\":1,\"id\":\"a\",\"rev\":2,\"survey\":\"shop\",\"score\":9,\"comment\":\"a \\\"b\\\"\",\
         \"reasons\":[\"price\",\"app\"],\"contact\":{\"email\":\"a@b.example\",\"consent\":true},\
         \"answered_at\":\"2025-03-01T08:00:00Z\",\"lang\":\"nb\",\"respondent\":\"c7\",\
         \"properties\":{\"plan\":\"pro\",\"seats\":12,\"trial\":false}}\n",
    );
    let row = &imported.responses[0];
    assert_eq!(row.comment.as_deref(), Some("a \"b\""));
    assert_eq!(row.reasons, ["price", "app"]);
    assert_eq!(row.contact_email.as_deref(), Some("a@b.example"));
    assert_eq!((row.rev, row.respondent.as_deref()), (Some(2), Some("c7")));
    assert_eq!(
        row.properties,
        [
            ("plan".to_owned(), Property::Text("pro".to_owned())),
            ("seats".to_owned(), Property::Number("12".to_owned())),
            ("trial".to_owned(), Property::Flag(false)),
        ]
    );
    assert!(row.answered_at.is_some());
}

#[test]
fn an_array_of_another_tools_objects_is_read_wherever_it_is_cut() {
    let text = "[\n  {\"id\": 1, \"score\": 9, \"comment\": \"fine }\", \"created_at\": 1740816000,\n    \
                \"person_properties\": {\"Plan\": \"pro\"}, \"tags\": []},\n  {\"score\": null}\n]\n";
    let whole = rows(text);
    assert_eq!(scores(&whole), [Some(9), None]);
    let row = &whole.responses[0];
    assert_eq!((row.line, whole.responses[1].line), (2, 4));
    assert_eq!(row.comment.as_deref(), Some("fine }"));
    assert_eq!(row.property("Plan"), Some("pro"));
    let answered_at = row.answered_at.map(|at| at.to_string());
    assert_eq!(answered_at.as_deref(), Some("2025-03-01T08:00:00.000Z"));
    for size in 1..text.len() {
        let mut reader = Reader::new();
        let mut got = Vec::new();
        for piece in text.as_bytes().chunks(size) {
            reader.push(piece, &mut |row| got.push(row)).unwrap();
        }
        reader.finish(&mut |row| got.push(row)).unwrap();
        assert_eq!(got, whole.responses, "{size}");
    }
}

#[test]
fn what_a_tool_does_not_count_is_no_response() {
    let events = rows(
        "event,timestamp,properties.$survey_id,properties.$survey_response_q7,properties.$survey_response_q2\n\
         survey shown,2025-03-01,s,,\n\
         survey sent,2025-03-01,s,slow,3\n",
    );
    assert_eq!(events.mapping.format, Format::PostHog);
    assert_eq!(scores(&events), [Some(3)]);
    assert_eq!(events.responses[0].comment.as_deref(), Some("slow"));
    assert_eq!(events.dropped, [2]);
    let wootric = rows("score,text,excluded_from_calculations\n9,a,false\n0,b,true\n8,c,\n");
    assert_eq!(scores(&wootric), [Some(9), Some(8)]);
    assert_eq!(wootric.dropped, [3]);
    // A column of conferences emptied the whole file.
    let fair = rows("Event,score\nSpring fair,9\nAutumn fair,3\n");
    assert_eq!(scores(&fair), [Some(9), Some(3)]);
    assert_eq!(fair.responses[0].property("Event"), Some("Spring fair"));
    assert!(fair.dropped.is_empty());
}

#[test]
fn a_survey_monkey_file_without_its_second_headings_keeps_its_first_row() {
    let imported = rows("Respondent ID,Collector ID,End Date,Rating\n7,1,2025-03-01,9\n");
    assert_eq!(imported.mapping.format, Format::SurveyMonkey);
    assert_eq!(scores(&imported), [Some(9)]);
    assert_eq!(imported.responses[0].id.as_deref(), Some("7"));
}

#[test]
fn scores_under_an_unknown_heading_are_proposed_to_whoever_can_be_asked() {
    // "Treffsikkerhet" was no survey at all, although the owner could have said what it is.
    let asked = |text: &str| {
        let mut reader = Reader::asking(Named::default());
        reader.push(text.as_bytes(), &mut |_| ())?;
        let mapping = reader.finish(&mut |_| ())?.mapping;
        assert!(!mapping.is_sure());
        let heading = mapping.heading(Column::Score).map(str::to_owned);
        Ok::<_, ImportError>(heading.unwrap_or_default())
    };
    let table = "ID,Bought,Stars,Mood,Age\n1,0,3,9,44\n2,1,4,10,31\n3,1,4,2,9\n";
    assert_eq!(asked(table).as_deref(), Ok("Mood"));
    assert!(failure(table).contains("no column of scores"));
    let percent = "Our rating,Mood\n90,9\n70,7\n80,8\n";
    assert_eq!(asked(percent).as_deref(), Ok("Mood"));
    assert!(failure(percent).contains("only 0 of its first 3 values"));
    for none in [
        "ID,Bought\n1,0\n2,1\n",
        "ID,Mood\n1,9\n2,good\n",
        "ID,Mood\n1,\n",
        "order,total\n1,100\n2,200\n",
    ] {
        let refused = ImportError::NoScoreColumn {
            headings: none
                .lines()
                .next()
                .unwrap()
                .split(',')
                .map(str::to_owned)
                .collect(),
        };
        assert_eq!(asked(none), Err(refused));
    }
}

#[test]
fn the_respondent_is_a_person_before_they_are_a_customer() {
    // All the people of one account were one respondent.
    let file = "Kundenummer,E-mail,User ID,score\n7,a@b.example,u1,9\n7,c@b.example,u2,3\n";
    let both = rows(file);
    let people = both.responses.iter().map(|row| row.respondent.as_deref());
    let people: Vec<_> = people.collect();
    assert_eq!(people, [Some("a@b.example"), Some("c@b.example")]);
    assert_eq!(both.responses[1].property("Kundenummer"), Some("7"));
    let alone = rows("Kundenummer,email,score\n7,,9\n");
    assert_eq!(alone.responses[0].respondent.as_deref(), Some("7"));
}

#[test]
fn the_owner_is_asked_only_where_the_headings_leave_a_doubt() {
    let sure = |text: &str| rows(text).mapping.sure;
    assert!(sure("score\n9\n"));
    assert!(sure("How likely are you to recommend us?\n9\n"));
    assert!(!sure("Our rating,when\n9,2025-01-01\n"));
    // One to five stars made a score of promoters and detractors, and nobody was asked.
    for heading in ["rating", "Vurdering", "Bewertung", "points"] {
        assert!(!sure(&format!("{heading}\n4\n5\n1\n")), "{heading}");
        assert!(sure(&format!("{heading}\n4\n5\n6\n")), "{heading}");
        assert!(sure(&format!("{heading}\n4\n5\n0\n")), "{heading}");
    }
    assert!(!sure(
        "Respondent ID,Collector ID,End Date,Rating\n7,1,2025-03-01,4\n"
    ));
    for heading in ["score", "NPS rating", "How likely are you to recommend us?"] {
        assert!(sure(&format!("{heading}\n4\n5\n1\n")), "{heading}");
    }
    let named = Named {
        score: Some("b".into()),
        comment: Some("a".into()),
        answered_at: Some(String::new()),
        dates: None,
    };
    let mut reader = Reader::with(named);
    let mut row = Row::default();
    reader
        .push(b"a,b,date\nfine,7,2025-01-01\n", &mut |_| ())
        .unwrap();
    reader.finish(&mut |found| row = found).unwrap();
    assert_eq!(row.score.map(Score::get), Some(7));
    assert_eq!(
        (row.comment.as_deref(), row.answered_at),
        (Some("fine"), None)
    );
}
