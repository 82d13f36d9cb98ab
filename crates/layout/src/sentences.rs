//! Running text to sentences.

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 22] = [
    "e.g", "i.e", "eg", "ie", "etc", "inc", "incl", "no", "dr", "mr", "mrs", "ms", "st", "s", "ss", "para",
    "approx", "vs", "cf", "yr", "yrs", "p",
];

/// Byte ranges of the sentences of a text, blanks at the ends left out.
pub fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (i, (at, c)) in chars.iter().enumerate() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        // Closing quotes and brackets belong to the sentence.
        let mut j = i + 1;
        while chars.get(j).is_some_and(|(_, c)| matches!(c, ')' | '"' | '”' | '’' | '\'')) {
            j += 1;
        }
        let blank = chars.get(j).is_some_and(|(_, c)| c.is_whitespace());
        let next = chars[j..].iter().map(|(_, c)| *c).find(|c| !c.is_whitespace());
        let opens = next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "“\"'‘(•".contains(c));
        if blank && opens && !(*c == '.' && ends_in_abbreviation(&text[start..*at])) {
            let end = chars.get(j).map_or(text.len(), |(b, _)| *b);
            push_trimmed(text, start, end, &mut out);
            start = end;
        }
    }
    push_trimmed(text, start, text.len(), &mut out);
    out
}

fn ends_in_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    ABBREVIATIONS.contains(&bare.as_str()) && !matches!(bare.as_str(), "etc" | "no")
        || bare.len() == 1 && bare.chars().all(char::is_alphabetic) && word.chars().all(|c| c.is_uppercase())
}

fn push_trimmed(text: &str, start: usize, end: usize, out: &mut Vec<(usize, usize)>) {
    let part = &text[start..end];
    let lead = part.len() - part.trim_start().len();
    let tail = part.len() - part.trim_end().len();
    if lead < part.len() {
        out.push((start + lead, end - tail));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|(a, b)| &text[a..b]).collect()
    }

    #[test]
    fn abbreviations_end_nothing() {
        assert_eq!(
            split("Risky behaviour, e.g. Self-harm. Runs away (at night.) Seen by Dr. Who in s. 17 work."),
            ["Risky behaviour, e.g. Self-harm.", "Runs away (at night.)", "Seen by Dr. Who in s. 17 work."]
        );
    }

    #[test]
    fn a_text_without_a_stop_is_one_sentence() {
        assert_eq!(split("  Poor attendance "), ["Poor attendance"]);
        assert!(split("   ").is_empty());
    }
}
