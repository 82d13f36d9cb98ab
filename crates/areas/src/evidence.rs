//! Texts that may name the area, and where they stand.

/// One piece of text from a document, or about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceText {
    /// Where it stands.
    pub origin: Origin,
    /// The text; lines of a title page one below the other.
    pub text: String,
}

impl EvidenceText {
    /// A text with its origin.
    pub fn new(origin: Origin, text: impl Into<String>) -> Self {
        Self { origin, text: text.into() }
    }
}

/// Where a text stands, most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The title itself.
    Title,
    /// The rest of the title page.
    TitlePage,
    /// Running header or footer.
    Running,
    /// Title in the file's metadata.
    MetadataTitle,
    /// Addresses of web pages and mail, wherever they stand. Found by this crate
    /// itself in all other texts; a text of this origin is read for addresses only.
    Web,
    /// Author and subject in the file's metadata.
    MetadataOther,
    /// Path of the file.
    FileName,
    /// Running text.
    Body,
}

impl Origin {
    /// How much a name counts here, in points.
    pub(crate) fn weight(self) -> f64 {
        match self {
            Self::Title => 12.0,
            Self::TitlePage | Self::Running => 9.0,
            Self::MetadataTitle | Self::Web => 6.0,
            Self::Body => 5.0,
            Self::FileName => 4.0,
            Self::MetadataOther => 3.0,
        }
    }

    /// Whether it speaks of the document as a whole. Here several names in a row
    /// ("Derby and Derbyshire") mean all of them together.
    pub(crate) fn is_cover(self) -> bool {
        !matches!(self, Self::Web | Self::Body)
    }

    /// Whether names come without capitals or blanks.
    pub(crate) fn is_loose(self) -> bool {
        matches!(self, Self::FileName)
    }

    /// The origin in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::TitlePage => "title page",
            Self::Running => "running header or footer",
            Self::MetadataTitle => "title in the metadata",
            Self::Web => "web address",
            Self::MetadataOther => "author or subject in the metadata",
            Self::FileName => "file name",
            Self::Body => "text",
        }
    }
}

/// Lines with which sites that copy documents introduce what is not the document's own:
/// advertisements and titles of other documents, which name other areas.
const NOISE: [&str; 11] = [
    "you might also like",
    "you may also like",
    "related documents",
    "similar documents",
    "related searches",
    "recommended documents",
    "recommended for you",
    "more related",
    "more from this",
    "similar to this document",
    "documents you may like",
];

/// The text up to the first line of a copying site's own matter, without lines that
/// say only "advertisement".
pub fn without_aggregator_noise(text: &str) -> String {
    let own = text.lines().take_while(|line| {
        let folded = line.trim().to_lowercase();
        !NOISE.iter().any(|n| folded.starts_with(n))
    });
    let lines: Vec<&str> = own.filter(|line| !line.trim().eq_ignore_ascii_case("advertisement")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_copying_site_adds_is_dropped() {
        let text = "Saltwick Threshold Guide\nAdvertisement\nVersion 2\nYou might also like:\nEastvale Guide";
        assert_eq!(without_aggregator_noise(text), "Saltwick Threshold Guide\nVersion 2");
    }
}
