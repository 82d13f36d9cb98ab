//! Bullets that the recogniser took for letters.

use crate::tsv::Word;

/// What hollow and odd bullets are read as.
const MISREAD: [&str; 16] =
    ["e", "o", "O", "0", "¢", "*", "«", "©", "®", "°", "»", "@", "c", "e.", "¢.", "o."];
/// Gap before the text, in heights of the text.
const MIN_GAP: f32 = 0.4;
/// Bullets of a list begin within this of each other, heights of the text.
const ALIGNED: f32 = 0.6;
/// Fewest lines of a list.
const FEWEST: usize = 2;

/// Puts a bullet in the place of what was read for it, at the beginning of lines that
/// begin alike.
pub(crate) fn restore(lines: &mut [Vec<Word>]) {
    let starts: Vec<Option<(f32, f32)>> = lines.iter().map(|l| suspect(l)).collect();
    for (i, line) in lines.iter_mut().enumerate() {
        let Some((x, height)) = starts[i] else { continue };
        let alike =
            starts.iter().flatten().filter(|(other, _)| (other - x).abs() <= ALIGNED * height).count();
        let sure = line.first().is_some_and(|w| !w.text.chars().any(char::is_alphanumeric));
        if (alike >= FEWEST || sure)
            && let Some(first) = line.first_mut()
        {
            first.text = "•".to_owned();
        }
    }
}

/// Left edge of a first word that may be a bullet, and the height of the text after it.
fn suspect(line: &[Word]) -> Option<(f32, f32)> {
    let [first, second, ..] = line else { return None };
    let height = second.y1 - second.y0;
    let apart = second.x0 - first.x1 >= MIN_GAP * height;
    (MISREAD.contains(&first.text.as_str()) && apart).then_some((first.x0, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, x0: f32, x1: f32) -> Word {
        Word { text: text.to_owned(), x0, y0: 0.0, x1, y1: 40.0, confidence: 90.0 }
    }

    #[test]
    fn letters_at_the_head_of_a_list_become_bullets() {
        let item = |mark: &str, x: f32| vec![word(mark, x, x + 16.0), word("Neglect", x + 60.0, x + 300.0)];
        let mut lines = vec![item("e", 100.0), item("¢", 103.0), item("o", 700.0), item("a", 101.0)];
        restore(&mut lines);
        let marks: Vec<&str> = lines.iter().map(|l| l[0].text.as_str()).collect();
        assert_eq!(marks, ["•", "•", "o", "a"]);
    }

    #[test]
    fn a_word_of_one_letter_close_to_the_next_stays() {
        let mut lines = vec![vec![word("O", 100.0, 116.0), word("levels", 126.0, 300.0)]; 3];
        restore(&mut lines);
        assert!(lines.iter().all(|l| l[0].text == "O"));
    }
}
