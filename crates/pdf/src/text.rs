//! The text that a glyph stands for.

use crate::unmapped::FontPrograms;
use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;

/// Text of a glyph whose character is unknown.
pub(crate) const UNKNOWN: &str = "\u{FFFD}";

/// The text of a glyph; `None` when it stands for nothing that shows (a zero-width
/// mark or a control character).
pub(crate) fn glyph_text(glyph: &Glyph<'_>, font: &str, programs: &mut FontPrograms) -> Option<Box<str>> {
    let mapped = match glyph.as_unicode() {
        Some(BfString::Char(c)) => clean(c.encode_utf8(&mut [0; 4]), font),
        Some(BfString::String(s)) => clean(&s, font),
        None => Cleaned::Unknown,
    };
    match mapped {
        Cleaned::Text(text) => Some(text),
        Cleaned::Nothing => None,
        Cleaned::Unknown => Some(guess(glyph, font, programs).unwrap_or_else(|| UNKNOWN.into())),
    }
}

/// The text of a glyph that the PDF does not map: by the font program, or for Type 3
/// fonts, which often use plain character codes, by the code.
fn guess(glyph: &Glyph<'_>, font: &str, programs: &mut FontPrograms) -> Option<Box<str>> {
    let c = match glyph {
        Glyph::Outline(outline) => programs.character(outline)?,
        Glyph::Type3(t) => char::from_u32(t.char_code()).filter(|c| (' '..='~').contains(c))?,
    };
    readable(c.encode_utf8(&mut [0; 4]), font)
}

enum Cleaned {
    Text(Box<str>),
    Nothing,
    Unknown,
}

/// Drops what no reader sees and gives the bullets of symbol fonts their own characters.
pub(crate) fn readable(text: &str, font: &str) -> Option<Box<str>> {
    match clean(text, font) {
        Cleaned::Text(text) => Some(text),
        Cleaned::Nothing => None,
        Cleaned::Unknown => Some(UNKNOWN.into()),
    }
}

fn clean(text: &str, font: &str) -> Cleaned {
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && !needs_care(c)
    {
        return Cleaned::Text(text.into());
    }
    let mut out = String::new();
    let mut unknown = text.is_empty();
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => {}
            '\u{FFFD}' => unknown = true,
            c if c.is_control() || ('\u{FFFE}'..='\u{FFFF}').contains(&c) => unknown = true,
            '\u{F000}'..='\u{F0FF}' => out.push(symbol(c, font)),
            c => out.push(c),
        }
    }
    match (out.is_empty(), unknown) {
        (false, _) => Cleaned::Text(out.into()),
        (true, true) => Cleaned::Unknown,
        (true, false) => Cleaned::Nothing,
    }
}

fn needs_care(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{F000}'..='\u{F0FF}' | '\u{FEFF}'..)
}

/// Symbol fonts keep their marks in U+F000 to U+F0FF. The bullets and ticks that word
/// processors take from them get their Unicode characters; the rest stay as they are.
fn symbol(c: char, font: &str) -> char {
    let code = u32::from(c) - 0xF000;
    let wingdings = font.to_ascii_lowercase().contains("wingding");
    match code {
        0xB7 => '•',
        0x6C | 0x9F if wingdings => '•',
        0x6E | 0xA7 if wingdings => '▪',
        0x6F | 0x71 | 0x72 | 0xA8 if wingdings => '❑',
        0x75 | 0x76 if wingdings => '❖',
        0xD8 if wingdings => '➢',
        0xE0 | 0xE8 if wingdings => '➔',
        0xFB if wingdings => '✗',
        0xFC if wingdings => '✓',
        0x20..=0x7E if !wingdings && !font.to_ascii_lowercase().contains("symbol") => {
            char::from_u32(code).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_of_symbol_fonts_become_bullets() {
        assert_eq!(readable("\u{F0B7}", "SymbolMT").as_deref(), Some("•"));
        assert_eq!(readable("\u{F0A7}", "Wingdings-Regular").as_deref(), Some("▪"));
        assert_eq!(readable("\u{F0FC}", "Wingdings").as_deref(), Some("✓"));
        assert_eq!(readable("\u{F041}", "SomeSubset").as_deref(), Some("A"));
    }

    #[test]
    fn ligatures_keep_all_their_letters() {
        assert_eq!(readable("ffi", "Calibri").as_deref(), Some("ffi"));
        assert_eq!(readable("\u{FB01}", "Calibri").as_deref(), Some("\u{FB01}"));
    }

    #[test]
    fn what_does_not_show_is_dropped_and_what_is_unknown_is_marked() {
        assert_eq!(readable("\u{200B}", "Calibri"), None);
        assert_eq!(readable("\u{0}", "Calibri").as_deref(), Some(UNKNOWN));
        assert_eq!(readable("\u{3}", "Calibri").as_deref(), Some(UNKNOWN));
    }
}
