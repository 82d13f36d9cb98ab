//! Made-up areas, documents and results, built by hand in a line or two each, for the
//! tests of the crates that come after `place`. Only a dev-dependency, never part of the program.
//!
//! ```
//! use thresholds_specimen::Specimen;
//! let document = Specimen::new("harrowmere.pdf")
//!     .of(&["X1"])
//!     .ladder(&[("Level 1 - Universal", 0, 0), ("Level 2 - Targeted", 1, 2)])
//!     .states("self_harm", &[2], "Some self-harm")
//!     .build();
//! assert_eq!(document.placements.len(), 1);
//! ```

mod england;

pub use england::{England, Plan, Planted, england, in_edition};

use std::collections::BTreeMap;
use thresholds_model::area::Area;
use thresholds_model::copied::Copied;
use thresholds_model::document::{
    DateSource, Document, DocumentDate, DocumentKind, Identity, Outcome, Source, Used,
};
use thresholds_model::geometry::BBox;
use thresholds_model::id::{passage_id, sha256_hex};
use thresholds_model::ledger::LedgerRow;
use thresholds_model::level::{
    Abstention, Attribution, EvidenceKind, LevelEvidence, LevelOutcome, Role, Standing,
};
use thresholds_model::mention::{Certainty, FoundIn, Mention, Polarity, Subject};
use thresholds_model::passage::{Context, Passage, Unit};
use thresholds_model::placement::{JudgedMention, Placement, Verdict, WithheldReason};
use thresholds_model::quality::{Engine, Grade, Quality, QualityReason};
use thresholds_model::reading::{Metadata, PageReading};
use thresholds_model::results::{CAVEATS, DocumentResult, IndicatorInfo, Results, StandingPassage};
use thresholds_model::scheme::{
    CrosswalkRule, Family, Jurisdiction, Level, Scheme, SchemeOrigin, TierInterval,
};

/// An area that stands since 2009.
pub fn area(code: &str, name: &str) -> Area {
    Area {
        code: code.into(),
        name: name.into(),
        short_name: name.into(),
        nation: "Sample".into(),
        region: "North Sample".into(),
        region_code: "X12".into(),
        kind: "unitary".into(),
        valid_from: "2009-01-01".into(),
        valid_to: None,
        successors: Vec::new(),
        aliases: Vec::new(),
        tile: None,
    }
}

/// Indicators of one domain, labelled by their ids.
pub fn indicators(ids: &[&str]) -> Vec<IndicatorInfo> {
    let info = |id: &&str| IndicatorInfo {
        id: (*id).into(),
        label: id.replace('_', " "),
        domain: "sample".into(),
        domain_label: "Sample".into(),
        definition: String::new(),
    };
    ids.iter().map(info).collect()
}

/// Results that hold these documents, with a ledger row for each, and no cells yet.
pub fn results(edition: i32, areas: &[Area], ids: &[&str], documents: Vec<DocumentResult>) -> Results {
    Results {
        schema_version: thresholds_model::SCHEMA_VERSION.into(),
        edition,
        caveats: CAVEATS.iter().map(|c| (*c).into()).collect(),
        indicators: indicators(ids),
        focus: Vec::new(),
        areas: areas.to_vec(),
        ledger: documents.iter().map(|d| ledger_row(&d.document)).collect(),
        documents,
        cells: Vec::new(),
        comparisons: Vec::new(),
        breakdowns: Vec::new(),
        sensitivity: Vec::new(),
        profiles: Vec::new(),
        copied: Copied::default(),
    }
}

fn ledger_row(document: &Document) -> LedgerRow {
    let unread = document.pages.iter().filter(|p| p.quality.grade == Grade::Unread);
    LedgerRow {
        path: document.path().into(),
        sha256: document.sha256.clone(),
        bytes: document.bytes,
        outcome: document.outcome,
        used: document.used.clone(),
        reason: document.reason.clone(),
        pages: u32::try_from(document.pages.len()).unwrap_or(u32::MAX),
        unread_pages: unread.map(|p| p.number).collect(),
        areas: document.identity.areas.clone(),
    }
}

/// A document under construction.
#[derive(Debug, Clone)]
pub struct Specimen {
    result: DocumentResult,
}

impl Specimen {
    /// A document of two good pages, used, with no area, date, levels or text. Its hash is
    /// that of its path.
    pub fn new(path: &str) -> Self {
        let document = Document {
            sha256: sha256_hex(path.as_bytes()),
            bytes: 1_000,
            sources: vec![Source { path: path.into(), ..Source::default() }],
            title: None,
            identity: Identity::default(),
            date: None,
            version: None,
            kind: DocumentKind::Threshold,
            outcome: Outcome::Read,
            used: Used::Yes,
            reason: "read and used".into(),
            metadata: Metadata::default(),
            pages: vec![page(1, Grade::Good), page(2, Grade::Good)],
        };
        let result = DocumentResult {
            document,
            scheme: Scheme::none(),
            passages: Vec::new(),
            mentions: Vec::new(),
            placements: Vec::new(),
        };
        Self { result }
    }

    /// Codes of its areas.
    #[must_use]
    pub fn of(mut self, areas: &[&str]) -> Self {
        self.result.document.identity.areas = areas.iter().map(|a| (*a).into()).collect();
        self
    }

    /// Year on its title page.
    #[must_use]
    pub fn year(mut self, year: i32) -> Self {
        self.result.document.date = Some(DocumentDate {
            year,
            month: None,
            day: None,
            source: DateSource::TitlePage,
            text: year.to_string(),
        });
        self
    }

    /// Whether it counts.
    #[must_use]
    pub fn used(mut self, used: Used) -> Self {
        self.result.document.used = used;
        self
    }

    /// What became of reading it. Nothing is left of a document without text.
    #[must_use]
    pub fn outcome(mut self, outcome: Outcome) -> Self {
        self.result.document.outcome = outcome;
        if !outcome.has_text() {
            self.result.document.pages.clear();
        }
        self
    }

    /// Adds a page that could not be read.
    #[must_use]
    pub fn unread_page(mut self) -> Self {
        let pages = &mut self.result.document.pages;
        let number = u32::try_from(pages.len()).unwrap_or(0) + 1;
        pages.push(page(number, Grade::Unread));
        self.result.document.outcome = Outcome::PartlyRead;
        self
    }

    /// Levels from the lowest: label, and the two ends of the canonical interval.
    #[must_use]
    pub fn ladder(mut self, levels: &[(&str, u8, u8)]) -> Self {
        let level = |(ordinal, (label, low, high)): (u8, &(&str, u8, u8))| Level {
            ordinal,
            label: (*label).into(),
            number: Some(ordinal.to_string()),
            name: None,
            aliases: Vec::new(),
            definition: String::new(),
            page: Some(1),
            colour: None,
            implied: false,
            tiers: TierInterval { low: *low, high: *high },
            rule: CrosswalkRule::R2,
            rule_words: Vec::new(),
        };
        let scheme = &mut self.result.scheme;
        scheme.origin = SchemeOrigin::Own;
        scheme.term = Some("Level".into());
        scheme.family = Family::EarlyHelpTargeted;
        scheme.levels = (1u8..).zip(levels).map(level).collect();
        self
    }

    /// Naming family of the ladder, and the rule that places its levels.
    #[must_use]
    pub fn resting_on(mut self, family: Family, rule: CrosswalkRule) -> Self {
        self.result.scheme.family = family;
        self.result.scheme.levels.iter_mut().for_each(|level| level.rule = rule);
        self
    }

    /// Law that applies.
    #[must_use]
    pub fn under(mut self, jurisdiction: Jurisdiction) -> Self {
        self.result.scheme.jurisdiction = jurisdiction;
        self
    }

    /// A passage that states the need as a fact at these levels.
    #[must_use]
    pub fn states(self, indicator: &str, ordinals: &[u8], quote: &str) -> Self {
        self.passage(ordinals, quote).mention(indicator, quote, Verdict::Places)
    }

    /// A passage that states no need.
    #[must_use]
    pub fn says(self, text: &str) -> Self {
        let mut specimen = self.passage(&[], text);
        if let Some(last) = specimen.result.passages.last_mut() {
            last.standing.role = Role::Process;
        }
        specimen
    }

    /// The same with a word of severity, so that the statement is not unqualified.
    #[must_use]
    pub fn states_severe(self, indicator: &str, ordinals: &[u8], quote: &str, severity: &str) -> Self {
        let mut specimen = self.states(indicator, ordinals, quote);
        if let Some(judged) = specimen.result.mentions.last_mut() {
            judged.mention.severity.push(severity.into());
        }
        specimen
    }

    /// A passage that names the need and places nothing.
    #[must_use]
    pub fn withholds(self, indicator: &str, reason: WithheldReason, quote: &str) -> Self {
        let mut specimen = self.passage(&[], quote).mention(indicator, quote, Verdict::Withheld(reason));
        if let Some(judged) = specimen.result.mentions.last_mut() {
            judged.mention.polarity = match reason {
                WithheldReason::Negated => Polarity::Negated,
                WithheldReason::Protective => Polarity::Protective,
                _ => Polarity::Affirmed,
            };
        }
        specimen
    }

    /// One more mention in the last passage that places.
    #[must_use]
    pub fn also(self, indicator: &str, matched: &str) -> Self {
        self.mention(indicator, matched, Verdict::Places)
    }

    /// Context of the last passage: headings, row header, stem.
    #[must_use]
    pub fn under_headings(mut self, headings: &[&str], row_header: &[&str], stem: Option<&str>) -> Self {
        if let Some(last) = self.result.passages.last_mut() {
            let context = &mut last.passage.context;
            context.headings = headings.iter().map(|h| (*h).into()).collect();
            context.row_header = row_header.iter().map(|h| (*h).into()).collect();
            context.stem = stem.map(Into::into);
        }
        self
    }

    /// The document, with the placements that its mentions give.
    pub fn build(mut self) -> DocumentResult {
        let mut resting: BTreeMap<(String, u8), Vec<u32>> = BTreeMap::new();
        for (index, judged) in (0u32..).zip(&self.result.mentions) {
            if judged.verdict == Verdict::Places {
                for ordinal in self.ordinals_of(&judged.passage) {
                    resting.entry((judged.mention.indicator.clone(), ordinal)).or_default().push(index);
                }
            }
        }
        let placements = resting.into_iter().map(|((indicator, level_ordinal), mentions)| {
            let judged = || mentions.iter().filter_map(|i| self.result.mentions.get(*i as usize));
            Placement {
                indicator,
                level_ordinal,
                spans: judged().all(|j| self.ordinals_of(&j.passage).len() > 1),
                unqualified: judged().any(|j| j.mention.severity.is_empty()),
                mentions,
            }
        });
        self.result.placements = placements.collect();
        self.result
    }

    fn ordinals_of(&self, passage: &str) -> Vec<u8> {
        let found = self.result.passages.iter().find(|p| p.passage.id == passage);
        found.map(|p| p.standing.level.ordinals().to_vec()).unwrap_or_default()
    }

    fn passage(mut self, ordinals: &[u8], text: &str) -> Self {
        let index = u16::try_from(self.result.passages.len()).unwrap_or(u16::MAX);
        let top = 100.0 + 20.0 * f32::from(index);
        let occurrence = self.result.passages.iter().filter(|p| p.passage.text == text).count();
        let occurrence = u32::try_from(occurrence).unwrap_or(u32::MAX);
        let passage = Passage {
            id: passage_id(&self.result.document.sha256, 2, text, occurrence),
            page: 2,
            page_end: 2,
            bbox: BBox::new(72.0, top, 301.26, top + 12.0),
            further: Vec::new(),
            confidence: None,
            text: text.into(),
            unit: Unit::Bullet,
            block: u32::from(index),
            cell: None,
            context: Context::default(),
        };
        let standing = Standing {
            role: Role::Needs,
            role_reason: "bullets of a level".into(),
            level: level_of(ordinals),
        };
        self.result.passages.push(StandingPassage { passage, standing });
        self
    }

    fn mention(mut self, indicator: &str, matched: &str, verdict: Verdict) -> Self {
        let passage = self.result.passages.last().map(|p| p.passage.id.clone()).unwrap_or_default();
        let mention = Mention {
            indicator: indicator.into(),
            pattern: format!("{indicator}/wording/1"),
            found_in: FoundIn::Text,
            start: 0,
            end: u32::try_from(matched.len()).unwrap_or(u32::MAX),
            matched_text: matched.into(),
            polarity: Polarity::Affirmed,
            certainty: Certainty::Actual,
            severity: Vec::new(),
            qualifiers: Vec::new(),
            subject: Subject::Child,
            names_only: None,
            fuzzy: false,
            cues: Vec::new(),
        };
        let rule = format!("specimen:{}", verdict.code());
        self.result.mentions.push(JudgedMention { passage, mention, verdict, rule });
        self
    }
}

fn page(number: u32, grade: Grade) -> PageReading {
    let unread = grade == Grade::Unread;
    PageReading {
        number,
        width: 595.0,
        height: 842.0,
        engine: if unread { Engine::None } else { Engine::Hayro },
        quality: Quality {
            grade,
            reasons: if unread { vec![QualityReason::ScannedImage] } else { Vec::new() },
        },
        characters: if unread { 0 } else { 1_200 },
    }
}

fn level_of(ordinals: &[u8]) -> LevelOutcome {
    let (Some(first), Some(last)) = (ordinals.first(), ordinals.last()) else {
        return LevelOutcome::Abstained { reason: Abstention::NoEvidence };
    };
    let text = if first == last { format!("Level {first}") } else { format!("Level {first}/{last}") };
    let evidence = LevelEvidence { kind: EvidenceKind::Heading, text, page: 2, ordinals: ordinals.to_vec() };
    LevelOutcome::Attributed(Attribution { ordinals: ordinals.to_vec(), evidence, runner_up: None })
}
