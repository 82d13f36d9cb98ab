//! Names that stand in other names, ordinary words, other bodies, borrowed texts.

use thresholds_areas::{EvidenceText, Origin, Register, identify};

fn title_page(lines: &str) -> Vec<EvidenceText> {
    let (title, rest) = lines.split_once('\n').unwrap_or((lines, ""));
    vec![EvidenceText::new(Origin::Title, title), EvidenceText::new(Origin::TitlePage, rest)]
}

fn names(evidence: &[EvidenceText], year: i32) -> Vec<String> {
    let register = Register::built_in();
    let identity = identify(&register, evidence, Some(year));
    identity.areas.iter().map(|c| register.area(c).unwrap().short_name.clone()).collect()
}

#[test]
fn a_name_inside_a_name_is_not_found() {
    for (page, expected) in [
        ("North Yorkshire Safeguarding Children Partnership\nThresholds", "North Yorkshire"),
        ("City of York Safeguarding Children Partnership\nThresholds", "York"),
        ("Derbyshire Threshold Guidance\nDerbyshire County Council", "Derbyshire"),
        ("Derby City Threshold Guidance\nDerby City Council", "Derby"),
        ("Nottinghamshire Pathway to Provision\n2024", "Nottinghamshire"),
        ("Nottingham City Family Support Pathway\n2024", "Nottingham"),
        ("Lincolnshire Continuum of Need\nLincolnshire SCP", "Lincolnshire"),
        ("North Lincolnshire Threshold Document\nChildren's MARS", "North Lincolnshire"),
        ("North East Lincolnshire Threshold Document\nSAFERNEL", "NE Lincolnshire"),
        ("Somerset Effective Support\nSomerset Safeguarding Children Partnership", "Somerset"),
        ("North Somerset Threshold Guidance\n2024", "North Somerset"),
        ("Bath and North East Somerset Threshold\nBCSSP", "B&NES"),
        ("Kingston upon Hull\nThreshold of Need", "Hull"),
        ("Royal Borough of Kingston upon Thames\nThresholds", "Kingston"),
        ("West Northamptonshire Thresholds\n2024", "West Northants"),
        ("South Gloucestershire Threshold Document\n2024", "South Glos"),
        ("Bedford Borough Thresholds\n2024", "Bedford"),
        ("Newcastle Safeguarding Children Partnership\nThresholds", "Newcastle"),
        ("Durham Safeguarding Children Partnership\nThresholds", "Durham"),
    ] {
        assert_eq!(names(&title_page(page), 2024), [expected], "{page}");
    }
}

#[test]
fn areas_in_a_row_are_meant_together() {
    for (page, expected) in [
        ("Derby City and Derbyshire Thresholds Document\n2024", vec!["Derby", "Derbyshire"]),
        (
            "Thresholds for Access to Services for Children and Families in Leicester, Leicestershire and Rutland\n2024",
            vec!["Leicester", "Rutland", "Leicestershire"],
        ),
        (
            "Threshold guidance\nReading, West Berkshire & Wokingham",
            vec!["West Berkshire", "Reading", "Wokingham"],
        ),
        ("Threshold document\nDerby City Council\nDerbyshire County Council", vec!["Derby", "Derbyshire"]),
        (
            "Kensington & Chelsea and Westminster thresholds\n2024",
            vec!["Kensington & Chelsea", "Westminster"],
        ),
        ("City & Hackney thresholds\n2024", vec!["City of London", "Hackney"]),
        ("Pan-Dorset Continuum of Need\n2022", vec!["BCP", "Dorset"]),
    ] {
        assert_eq!(names(&title_page(page), 2024), expected, "{page}");
    }
}

#[test]
fn one_member_of_a_partnership_may_publish_for_itself() {
    let city = "City of London Thresholds of Need\nCity and Hackney Safeguarding Children Partnership";
    assert_eq!(names(&title_page(city), 2024), ["City of London"]);
    let reading = "Reading Threshold Guidance\nBerkshire West Safeguarding Children Partnership";
    assert_eq!(names(&title_page(reading), 2024), ["Reading"]);
}

#[test]
fn a_motto_and_a_manual_do_not_outweigh_the_publisher() {
    let motto = "Together for Children\nMedway threshold criteria";
    assert_eq!(names(&title_page(motto), 2024), ["Medway"]);
    let manual = "Essex Effective Support\nTo be read with the Southend, Essex and Thurrock (SET) Procedures";
    assert_eq!(names(&title_page(manual), 2024), ["Essex"]);
    let london = "Croydon Continuum of Need\nBased on the London Threshold Document, London Safeguarding Children Board";
    assert_eq!(names(&title_page(london), 2024), ["Croydon"]);
}

#[test]
fn reading_is_also_what_children_learn() {
    let lesson = "Difficulties in reading. Reading, writing and counting. Reading age below 7. Reading books. \
                  Reading Recovery. READING AND WRITING. Reading this document.";
    let mut page = title_page("Threshold document\nHelp for families");
    page.push(EvidenceText::new(Origin::Body, lesson));
    let identity = identify(&Register::built_in(), &page, Some(2024));
    assert!(identity.areas.is_empty() && identity.candidates.is_empty(), "{identity:?}");
    assert_eq!(names(&title_page("Threshold guidance for children in Reading\n2024"), 2024), ["Reading"]);
}

#[test]
fn other_towns_bodies_and_streets_are_not_the_area() {
    for page in [
        "Threshold document\nNewcastle-under-Lyme Borough",
        "Threshold document\nGreater Manchester Police",
        "Threshold document\nEssex Partnership University NHS Foundation Trust",
        "Threshold document\n12 York Road",
        "Together for Children\nLevels of need",
        "Levels of need\nRoyal Derby Hospital",
        "Levels of need\nBury St Edmunds",
        "Threshold guidance\nNSCP",
        "CSCP Threshold document\nCSCP 2024",
        "London Threshold Document: Continuum of Help and Support\nLondon Safeguarding Children Board",
    ] {
        assert!(names(&title_page(page), 2024).is_empty(), "{page}");
    }
}

#[test]
fn initials_make_candidates_but_do_not_decide() {
    let register = Register::built_in();
    let identity = identify(&register, &title_page("NSCP Threshold Matrix\nNSCP"), Some(2024));
    assert!(identity.areas.is_empty());
    for code in ["E10000020", "E10000024", "E06000061"] {
        assert!(identity.candidates.contains(&code.to_owned()), "{code} in {:?}", identity.candidates);
    }
}

#[test]
fn borrowed_words_and_neighbours_lose_against_the_cover() {
    let body = "This guidance was adapted from Essex County Council and from Leeds. Essex Police and Thurrock Council \
                were consulted. If the child lives in Essex, call Essex. Essex has its own levels. Medway residents \
                ring Medway Council.";
    let page = |cover: &str| {
        let mut page = title_page(cover);
        page.push(EvidenceText::new(Origin::Body, body));
        page
    };
    assert_eq!(
        names(&page("Medway Threshold Criteria\nMedway Safeguarding Children Partnership"), 2024),
        ["Medway"]
    );
    assert_eq!(
        names(&page("Threshold criteria\nMedway SCP. Adapted from Essex County Council"), 2024),
        ["Medway"]
    );
    let mut header = page("Threshold criteria\nMay 2024");
    header.push(EvidenceText::new(Origin::Running, "Medway threshold criteria v2"));
    assert_eq!(names(&header, 2024), ["Medway"]);
}

#[test]
fn what_a_copying_site_adds_names_no_area() {
    let text = "Medway threshold criteria\nAdvertisement\nYou might also like\nEssex Safeguarding Children Board\n\
                Leeds City Council";
    assert_eq!(names(&[EvidenceText::new(Origin::TitlePage, text)], 2024), ["Medway"]);
}

#[test]
fn addresses_speak_where_the_cover_is_silent() {
    let body = "Contact mash@northumberland.gov.uk or see https://www.northumberland.gov.uk/children. \
                National advice: www.nspcc.org.uk and www.gov.uk.";
    let page = [EvidenceText::new(Origin::Title, "Levels of need"), EvidenceText::new(Origin::Body, body)];
    assert_eq!(names(&page, 2024), ["Northumberland"]);
}

#[test]
fn an_address_from_general_knowledge_never_decides_alone() {
    let body = "Contact mash@hullcc.gov.uk. See https://www.hullcc.gov.uk/children and www.hullcc.gov.uk.";
    let page =
        |title: &str| vec![EvidenceText::new(Origin::Title, title), EvidenceText::new(Origin::Body, body)];
    let identity = identify(&Register::built_in(), &page("Levels of need"), Some(2024));
    assert!(identity.areas.is_empty(), "{identity:?}");
    assert_eq!(identity.candidates, ["E06000010"]);
    assert_eq!(names(&page("Hull Threshold of Need"), 2024), ["Hull"]);
    assert_eq!(names(&page("Medway Threshold Criteria"), 2024), ["Medway"]);
}

#[test]
fn the_address_of_a_neighbour_may_leave_it_unsure_but_never_takes_it() {
    let body = "Call mash@essex.gov.uk, www.essex.gov.uk/help, https://essex.gov.uk, www.essex.gov.uk/mash.";
    let mut page = title_page("Medway Threshold Criteria\nMay 2024");
    page.push(EvidenceText::new(Origin::Body, body));
    assert!(!names(&page, 2024).contains(&"Essex".to_owned()));
}

#[test]
fn a_scatter_of_names_is_unsure_with_candidates() {
    let body =
        "Children from Leeds, Bradford, Wakefield and Kirklees may attend. Leeds and Bradford share a team.";
    let identity = identify(
        &Register::built_in(),
        &[EvidenceText::new(Origin::Title, "Levels of need"), EvidenceText::new(Origin::Body, body)],
        Some(2024),
    );
    assert!(identity.areas.is_empty());
    assert!(identity.candidates.contains(&"E08000035".to_owned()));
    let two = title_page("Levels of need\nMedway Council, Essex County Council");
    assert!(names(&two, 2024).is_empty());
}

#[test]
fn the_area_stood_at_the_documents_date() {
    let codes = |page: &str, year| identify(&Register::built_in(), &title_page(page), Some(year)).areas;
    assert_eq!(codes("Cumbria Threshold Guidance\nCumbria LSCB", 2019), ["E10000006"]);
    assert_eq!(
        codes("Threshold Guidance\nCumbria Safeguarding Children Partnership", 2024),
        ["E06000063", "E06000064"]
    );
    assert_eq!(codes("Sheffield Thresholds of Need\n2019", 2019), ["E08000019"]);
    assert_eq!(codes("Sheffield Thresholds of Need\n2026", 2026), ["E08000039"]);
    assert_eq!(codes("Dorset Threshold Tool\n2015", 2015), ["E10000009"]);
    assert_eq!(codes("Northamptonshire Thresholds and Pathways\nNSCB", 2018), ["E10000021"]);
    assert_eq!(codes("Bournemouth and Poole Threshold\n2017", 2017), ["E06000028", "E06000029"]);
}

#[test]
fn a_register_of_ones_own_works_alike() {
    let table = "gss_code,name,aliases\nX1,Northfen,Northfen Safeguarding Children Partnership|NSCP\n\
                 X2,Saltwick,Saltwick City Council\nX3,North Saltwick,\n";
    let register = Register::from_csv("areas.csv", table).unwrap();
    let areas = |page: &str| identify(&register, &title_page(page), Some(2024)).areas;
    assert_eq!(areas("Northfen Threshold Matrix\nNorthfen Safeguarding Children Partnership"), ["X1"]);
    assert_eq!(areas("North Saltwick Right Support Framework\n2024"), ["X3"]);
    assert_eq!(areas("Saltwick and Northfen thresholds\n2024"), ["X1", "X2"]);
    assert!(areas("NSCP Threshold Matrix\n2024").is_empty());
    assert!(areas("Essex thresholds\n2024").is_empty());
}
