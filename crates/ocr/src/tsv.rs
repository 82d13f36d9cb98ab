//! The table that the recogniser prints: one word a row, with box and confidence.

/// A word in pixels.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) x0: f32,
    pub(crate) y0: f32,
    pub(crate) x1: f32,
    pub(crate) y1: f32,
    /// From 0 to 100.
    pub(crate) confidence: f32,
}

/// Words of less confidence are kept only when they hold letters or digits.
const MIN_CONFIDENCE: f32 = 30.0;

/// Lines of words from the left, in the order in which they were read. Each page of the
/// table is a picture whose corner lies at its origin.
pub(crate) fn lines(table: &str, origins: &[(f32, f32)]) -> Vec<Vec<Word>> {
    let mut out: Vec<Vec<Word>> = Vec::new();
    let mut current = None;
    for row in table.lines() {
        let columns: Vec<&str> = row.split('\t').collect();
        let [level, page, block, paragraph, line, _, left, top, width, height, confidence, text] =
            columns[..]
        else {
            continue;
        };
        if level != "5" {
            continue;
        }
        let numbers = [left, top, width, height, confidence].map(str::parse::<f32>);
        let [Ok(x), Ok(y), Ok(w), Ok(h), Ok(confidence)] = numbers else { continue };
        let origin = page.parse().ok().and_then(|n: usize| origins.get(n.checked_sub(1)?));
        let Some((dx, dy)) = origin else { continue };
        let (x, y) = (x + dx, y + dy);
        let word = Word { text: text.trim().to_owned(), x0: x, y0: y, x1: x + w, y1: y + h, confidence };
        if !is_kept(&word) {
            continue;
        }
        let key = Some((page, block, paragraph, line));
        match out.last_mut() {
            Some(words) if key == current => words.push(word),
            _ => out.push(vec![word]),
        }
        current = key;
    }
    for words in &mut out {
        words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    out
}

fn is_kept(word: &Word) -> bool {
    !word.text.is_empty()
        && word.x1 > word.x0
        && word.y1 > word.y0
        && (word.confidence >= MIN_CONFIDENCE || word.text.chars().any(char::is_alphanumeric))
        && !is_speck(&word.text)
}

/// Whether a word is one or two marks that text never sets apart from its words: specks
/// and remains of lines are read as such.
fn is_speck(text: &str) -> bool {
    let mark = |c: char| "|<>~^_\\{}[]()'‘’\"“”.,:;".contains(c);
    text.chars().count() <= 2 && text.chars().all(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
        4\t1\t1\t1\t1\t0\t10\t10\t300\t20\t-1\t\n\
        5\t1\t1\t1\t1\t1\t10\t10\t60\t20\t96.1\tLevel\n\
        5\t1\t1\t1\t1\t2\t80\t10\t10\t20\t90\t3\n\
        5\t1\t1\t1\t2\t1\t10\t40\t10\t20\t12.5\t~|\n\
        5\t1\t1\t1\t2\t2\t30\t40\t80\t20\t20\tneglect\n\
        5\t1\t1\t1\t2\t3\tx\t40\t80\t20\t20\tbroken\n";

    #[test]
    fn words_come_line_by_line_and_specks_are_dropped() {
        let lines = lines(TABLE, &[(0.0, 0.0)]);
        let texts: Vec<Vec<&str>> =
            lines.iter().map(|l| l.iter().map(|w| w.text.as_str()).collect()).collect();
        assert_eq!(texts, [vec!["Level", "3"], vec!["neglect"]]);
        assert_eq!(lines[0][0].x1, 70.0);
    }

    #[test]
    fn marks_beside_a_heading_are_no_words_of_it() {
        for mark in ["|", ">", ".", "]", "’.", "{"] {
            assert!(is_speck(mark), "{mark}");
        }
        for word in ["-", "–", "&", "•", "a", "3", "...", "/", "+"] {
            assert!(!is_speck(word), "{word}");
        }
    }

    #[test]
    fn anything_else_gives_no_words() {
        assert!(lines("Tesseract says no\n\n\t\t", &[(0.0, 0.0)]).is_empty());
    }
}
