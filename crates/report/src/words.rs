//! The closed vocabularies of the model in words that a reader outside the project knows.

use thresholds_model::cell::CellState;
use thresholds_model::document::{DateSource, DocumentDate};
use thresholds_model::level::{Abstention, EvidenceKind, Role};
use thresholds_model::mention::{Certainty, FoundIn, Qualifier, Subject};
use thresholds_model::placement::WithheldReason;
use thresholds_model::quality::QualityReason;
use thresholds_model::results::IndicatorInfo;
use thresholds_model::scheme::CrosswalkRule;

/// Steps 0 to 5 of the canonical scale.
pub const TIERS: [&str; 6] = [
    "universal services",
    "early help by one service",
    "targeted or multi-agency early help",
    "child in need (section 17)",
    "child protection (section 47)",
    "looked after or acute",
];

/// States of a cell in order of precedence, each with the sign that stands in the heatmap (a
/// placed cell shows its level instead) and what it means.
pub const STATES: [(CellState, &str, &str); 8] = [
    (CellState::NoDocument, "×", "The corpus holds no document of this area that counts in this edition."),
    (
        CellState::NoScheme,
        "≡",
        "The area publishes a document without levels, so nothing can be placed on one.",
    ),
    (
        CellState::Placed,
        "1",
        "The document places the need at one level or more; the number is the document's own.",
    ),
    (CellState::PlacedWithoutLevel, "?", "The need is stated, but at no level that could be told."),
    (
        CellState::Unreadable,
        "!",
        "Not met, but pages that could hold it were not read: this silence means nothing.",
    ),
    (CellState::ProtectiveOnly, "+", "Met only as a strength or a denial."),
    (
        CellState::MentionedNotPlaced,
        "○",
        "Met only where it places nothing: a service, a definition, a form.",
    ),
    (
        CellState::NotMentioned,
        "·",
        "Every page was read, and the words of this need were not met. Silence is not a level.",
    ),
];

/// A snake-case id as a phrase: `child_health` gives `Child health`.
pub fn phrase(id: &str) -> String {
    let spaced = id.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The label of an indicator's domain.
pub fn domain(indicator: &IndicatorInfo) -> String {
    if indicator.domain_label.is_empty() { phrase(&indicator.domain) } else { indicator.domain_label.clone() }
}

/// `5 March 2019 (title page)`.
pub fn date(date: &DocumentDate) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let source = match date.source {
        DateSource::Manifest => "manifest",
        DateSource::TitlePage => "title page",
        DateSource::VersionTable => "version table",
        DateSource::Footer => "page footer or header",
        DateSource::Metadata => "metadata of the file",
        DateSource::FileName => "file name",
    };
    let month = date.month.and_then(|m| MONTHS.get(usize::from(m).checked_sub(1)?));
    let day = date.day.filter(|_| month.is_some()).map(|d| format!("{d} ")).unwrap_or_default();
    format!("{day}{}{} ({source})", month.map(|m| format!("{m} ")).unwrap_or_default(), date.year)
}

/// The reasons of a page's grade, joined.
pub fn reasons(reasons: &[QualityReason]) -> String {
    list(&reasons.iter().map(|r| quality(*r)).collect::<Vec<_>>())
}

/// `one`, `one and two`, `one, two and three`.
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => (*one).into(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// What gave a level: reads after "from".
pub fn evidence(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::ColumnHeader => "the header of its column",
        EvidenceKind::RowHeader => "the header of its row",
        EvidenceKind::LevelColumn => "a tick or number in a level column",
        EvidenceKind::BoxTitle => "the title of its box or band",
        EvidenceKind::Heading => "a heading over it",
        EvidenceKind::Caption => "the caption of its table",
        EvidenceKind::InlinePrefix => "the words at the start of its line",
        EvidenceKind::Colour => "the colour of its box or band",
    }
}

/// Why a passage has no level.
pub fn abstention(reason: Abstention) -> &'static str {
    match reason {
        Abstention::NoScheme => "the document publishes no levels",
        Abstention::BeforeFirstLevel => "it stands before the first level",
        Abstention::AfterLastLevel => "it stands after the last level",
        Abstention::NoEvidence => "nothing near it names a level",
        Abstention::Conflict => "two pieces of evidence of the same rank disagree",
        Abstention::ColumnsAmbiguous => "the columns of its table could not be told apart",
        Abstention::AllLevels => "it is said of all levels at once",
    }
}

/// The part that a passage plays.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Needs => "states needs",
        Role::Strengths => "states strengths",
        Role::Services => "lists services",
        Role::Process => "tells how to work",
        Role::Definition => "defines",
        Role::Contents => "contents page",
        Role::Glossary => "glossary",
        Role::Form => "form",
        Role::CaseStudy => "case example",
        Role::LegalText => "quotation of law",
    }
}

/// Why a mention places nothing.
pub fn withheld(reason: WithheldReason) -> &'static str {
    match reason {
        WithheldReason::Negated => "the need is denied",
        WithheldReason::Protective => "it is said as a strength",
        WithheldReason::ServiceList => "it names a service, not a need",
        WithheldReason::Definition => "it is a definition",
        WithheldReason::Process => "it tells how to work",
        WithheldReason::Form => "it is part of a form",
        WithheldReason::CaseStudy => "it is a case example",
        WithheldReason::Contents => "it is a contents page",
        WithheldReason::CrossReference => "it points to another document or page",
        WithheldReason::WrongSubject => "it is another person's need",
        WithheldReason::LegalQuote => "it quotes the law",
        WithheldReason::HeaderFooter => "it is a page header or footer",
        WithheldReason::AmbiguousLevel => "it states the need, but at no level that could be told",
    }
}

/// How certain a need is stated to be.
pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Actual => "stated as a fact",
        Certainty::Risk => "stated as a risk",
        Certainty::Suspected => "suspected",
        Certainty::Possible => "possible",
        Certainty::Historic => "in the past",
    }
}

/// Whose need it is; `None` where the words do not say.
pub fn subject(subject: Subject) -> Option<&'static str> {
    match subject {
        Subject::Child => Some("the child"),
        Subject::Parent => Some("a parent or carer"),
        Subject::Sibling => Some("a brother or sister"),
        Subject::Family => Some("the family"),
        Subject::Unborn => Some("an unborn child"),
        Subject::Other => Some("somebody outside the household"),
        Subject::Unstated => None,
    }
}

/// A qualifier other than severity.
pub fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Age => "bound to an age",
        Qualifier::Cumulative => "only with other needs",
        Qualifier::Impact => "with a stated impact",
        Qualifier::NoImpact => "said to have no impact",
        Qualifier::DespiteHelp => "despite help",
        Qualifier::Improving => "improving or ended",
    }
}

/// Where the matched words stand, when that is not the quoted passage itself.
pub fn found_in(place: FoundIn) -> Option<&'static str> {
    match place {
        FoundIn::Text => None,
        FoundIn::RowHeader => Some("the header of its row"),
        FoundIn::Stem => Some("the line that introduces its list"),
        FoundIn::Heading => Some("a heading over it"),
    }
}

/// Why a page has its grade.
fn quality(reason: QualityReason) -> &'static str {
    match reason {
        QualityReason::Blank => "blank",
        QualityReason::ScannedImage => "a scanned picture",
        QualityReason::UnmappedGlyphs => "characters without known text",
        QualityReason::GarbledText => "garbled text",
        QualityReason::SecondReader => "read by the second reader",
        QualityReason::EngineFailed => "the reader failed",
        QualityReason::OverLimit => "too large to read whole",
        QualityReason::ColumnsAmbiguous => "columns could not be told apart",
        QualityReason::ReadersDisagree => "two readers disagree",
        QualityReason::TagsContradict => "tags contradict the layout",
        QualityReason::OcrText => "text recognised from a picture",
    }
}

/// All rules of the crosswalk.
pub const RULES: [CrosswalkRule; 7] = [
    CrosswalkRule::Override,
    CrosswalkRule::R1,
    CrosswalkRule::R2,
    CrosswalkRule::R3,
    CrosswalkRule::R4,
    CrosswalkRule::R5,
    CrosswalkRule::R6,
];

/// The code of a crosswalk rule, and what it says.
pub fn rule(rule: CrosswalkRule) -> (&'static str, &'static str) {
    match rule {
        CrosswalkRule::Override => ("own", "set by the researcher in crosswalk.toml"),
        CrosswalkRule::R1 => ("R1", "the level's own definition names statutory duties or kinds of help"),
        CrosswalkRule::R2 => ("R2", "the usual meaning of this family of level names"),
        CrosswalkRule::R3 => ("R3", "a range of levels: from the lowest to the highest of them"),
        CrosswalkRule::R4 => ("R4", "Welsh or Scottish law, left out of English comparisons"),
        CrosswalkRule::R5 => ("R5", "Family Help brings early help and child in need together"),
        CrosswalkRule::R6 => ("R6", "cannot be mapped: the whole scale"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_say_as_much_as_is_known_and_from_where() {
        let full = DocumentDate {
            year: 2019,
            month: Some(3),
            day: Some(5),
            source: DateSource::Footer,
            text: String::new(),
        };
        assert_eq!(date(&full), "5 March 2019 (page footer or header)");
        let year = DocumentDate { month: Some(13), ..full };
        assert_eq!(date(&year), "2019 (page footer or header)");
    }

    #[test]
    fn lists_and_phrases_read_as_english() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(phrase("child_health"), "Child health");
        assert_eq!(phrase(""), "");
    }

    #[test]
    fn states_stand_in_order_of_precedence_with_signs_of_their_own() {
        assert!(STATES.windows(2).all(|w| w[0].0 < w[1].0));
        let mut signs = STATES.map(|(_, sign, _)| sign);
        signs.sort_unstable();
        assert!(signs.windows(2).all(|w| w[0] != w[1]));
    }
}
