//! What two runs differ in: the content of `diff.json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thresholds_model::cell::{CellLevel, CellState};
use thresholds_model::geometry::BBox;

/// Version of this format; it changes whenever a field or column is added, renamed or removed.
pub const SCHEMA_VERSION: &str = "1.0.0";

/// Two runs compared, cell by cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diff {
    /// [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// What made the old run.
    pub old: RunFacts,
    /// What made the new run.
    pub new: RunFacts,
    /// The old documents were read again, so that causes could be told apart.
    pub run_again: bool,
    /// Areas of the two runs, side by side, by code.
    pub areas: Vec<AreaPair>,
    /// Cells that changed, by area, then in the order of the lexicon.
    pub changes: Vec<Change>,
}

/// What made a run: all that can change a cell beside the documents. `None` where the run
/// does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct RunFacts {
    /// Reference year.
    pub edition: i32,
    /// Version of the program, and the hash of its code.
    pub program: Option<String>,
    /// SHA-256 of the lexicon.
    pub lexicon: Option<String>,
    /// How pages were read, and SHA-256 of `crosswalk.toml` where there was one.
    pub settings: Option<String>,
}

/// An area in the old and in the new run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AreaPair {
    /// The area as it stands in the old run.
    pub old: Option<AreaName>,
    /// The area as it stands in the new run.
    pub new: Option<AreaName>,
    /// How the two belong together.
    pub relation: Relation,
    /// Documents on which the old cells rest, or that could not be read.
    pub documents_old: Vec<DocumentRef>,
    /// Documents on which the new cells rest, or that could not be read.
    pub documents_new: Vec<DocumentRef>,
    /// Both have a ladder, and the levels are not the same ones.
    pub ladder_changed: bool,
    /// Number of changes by kind.
    pub counts: BTreeMap<Kind, u32>,
}

/// Code and name of an area.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct AreaName {
    /// GSS code.
    pub code: String,
    /// Official name.
    pub name: String,
}

/// How an old and a new area belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same code.
    Same,
    /// The new one follows the old one: merged, divided, or under a new code.
    Successor,
    /// Nothing before it is known.
    OnlyNew,
    /// Nothing after it is known.
    OnlyOld,
}

/// A document by its hash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct DocumentRef {
    /// SHA-256.
    pub sha256: String,
    /// Its first path in the corpus.
    pub path: String,
    /// Year of its own date.
    pub year: Option<i32>,
}

/// A cell that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// GSS code in the old run.
    pub area_old: Option<String>,
    /// GSS code in the new run.
    pub area_new: Option<String>,
    /// Indicator id.
    pub indicator: String,
    /// Domain of the indicator.
    pub domain: String,
    /// What changed.
    pub kind: Kind,
    /// How a level moved; for the kinds of movement only.
    pub movement: Option<Movement>,
    /// The old cell; `None` where the old run has none.
    pub old: Option<Side>,
    /// The new cell; `None` where the new run has none.
    pub new: Option<Side>,
    /// Old and new quotes side by side, where both runs have some.
    pub comparisons: Vec<Comparison>,
    /// Who changed it; several where each had a part in it.
    pub causes: Vec<Cause>,
    /// How the causes are known.
    pub reason: String,
}

/// What changed in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Placed now, not before, though the old documents were read.
    Added,
    /// Placed before, not now, though the new documents were read.
    Removed,
    /// The lowest level is a higher one; where it stands, the highest level.
    MovedUp,
    /// The lowest level is a lower one; where it stands, the highest level.
    MovedDown,
    /// The ladders differ so that nobody can say whether the level is higher or lower.
    LevelUnclear,
    /// The lowest and the highest level stand; the words (or levels between) do not.
    Reworded,
    /// Could be read before, and not now.
    NewlyUnreadable,
    /// Could not be read before.
    NewlyReadable,
    /// The area has no document now.
    NoLongerDocumented,
    /// The area had no document before.
    NewlyDocumented,
}

impl Kind {
    /// All kinds, in the order in which summaries list them.
    pub const ALL: [Self; 10] = [
        Self::Added,
        Self::Removed,
        Self::MovedUp,
        Self::MovedDown,
        Self::LevelUnclear,
        Self::Reworded,
        Self::NewlyUnreadable,
        Self::NewlyReadable,
        Self::NoLongerDocumented,
        Self::NewlyDocumented,
    ];

    /// The code as written in `diff.csv`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::MovedUp => "moved_up",
            Self::MovedDown => "moved_down",
            Self::LevelUnclear => "level_unclear",
            Self::Reworded => "reworded",
            Self::NewlyUnreadable => "newly_unreadable",
            Self::NewlyReadable => "newly_readable",
            Self::NoLongerDocumented => "no_longer_documented",
            Self::NewlyDocumented => "newly_documented",
        }
    }

    /// The kind in words.
    pub fn words(self) -> String {
        self.code().replace('_', " ")
    }

    /// Whether what is known of an area as a whole changed, and not one need.
    pub fn is_of_the_area(self) -> bool {
        matches!(
            self,
            Self::NewlyUnreadable | Self::NewlyReadable | Self::NoLongerDocumented | Self::NewlyDocumented
        )
    }
}

/// How a level moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Movement {
    /// Which level of the cell moved.
    pub measure: Measure,
    /// On which scale that was told.
    pub scale: Scale,
    /// Told by the same ladder or by intervals without a step in common; otherwise the
    /// intervals overlap and the movement is only possible.
    pub certain: bool,
}

/// Which level of a cell moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The lowest.
    Entry,
    /// The highest; the lowest stands.
    Highest,
}

/// On which scale a movement was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// The ladder that both documents print.
    Ladder,
    /// The canonical scale: the ladders differ, or their place on it does.
    Canonical,
}

/// A cell on one side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// Its state.
    pub state: CellState,
    /// Pages of the documents in use were not read.
    pub incomplete: bool,
    /// Ordinals of all levels at which it is placed, ascending.
    pub ordinals: Vec<u8>,
    /// Lowest level.
    pub lowest: Option<CellLevel>,
    /// Highest level.
    pub highest: Option<CellLevel>,
    /// The passages that place it, in reading order.
    pub quotes: Vec<Quote>,
}

/// A passage that places a need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// SHA-256 of the document.
    pub document: String,
    /// Its first path in the corpus.
    pub path: String,
    /// Its year.
    pub year: Option<i32>,
    /// Sheet, from 1.
    pub page: u32,
    /// Extent on the page.
    #[serde(rename = "box")]
    pub bbox: BBox,
    /// Ordinals of its levels.
    pub ordinals: Vec<u8>,
    /// The words, verbatim.
    pub text: String,
    /// Id of the passage.
    pub passage: String,
}

/// An old quote beside a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// Index into the old quotes.
    pub old: Option<u32>,
    /// Index into the new quotes.
    pub new: Option<u32>,
    /// The two word by word; empty where one of them is missing.
    pub words: Vec<Words>,
}

/// A run of words that both quotes have, or one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Words {
    /// Which quote has them.
    pub found: FoundOn,
    /// The words, with the blanks between them.
    pub text: String,
}

/// Which quote has words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FoundOn {
    /// Both.
    Both,
    /// The old one only.
    Old,
    /// The new one only.
    New,
}

/// Who changed a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Other documents are in force, or in the corpus.
    Document,
    /// Our lexicon.
    Lexicon,
    /// Our program.
    Program,
    /// What a researcher set: `crosswalk.toml`, the other files of the corpus, how pages are read.
    Settings,
    /// It cannot be told.
    Unknown,
}

impl Cause {
    /// All causes, in the order in which summaries list them.
    pub const ALL: [Self; 5] = [Self::Document, Self::Lexicon, Self::Program, Self::Settings, Self::Unknown];

    /// The code as written in `diff.csv`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Lexicon => "lexicon",
            Self::Program => "program",
            Self::Settings => "settings",
            Self::Unknown => "unknown",
        }
    }
}
