//! The inflections that `word~` stands for.

use crate::fold::fold_word;

/// Irregular forms, by the word as written in a pattern.
const IRREGULAR: [(&str, &[&str]); 78] = [
    ("child", &["children"]),
    ("person", &["people", "persons"]),
    ("man", &["men"]),
    ("woman", &["women"]),
    ("wife", &["wives"]),
    ("knife", &["knives"]),
    ("life", &["lives"]),
    ("tooth", &["teeth"]),
    ("beat", &["beaten"]),
    ("become", &["became"]),
    ("begin", &["began", "begun"]),
    ("bite", &["bit", "bitten"]),
    ("break", &["broke", "broken"]),
    ("bring", &["brought"]),
    ("buy", &["bought"]),
    ("catch", &["caught"]),
    ("choose", &["chose", "chosen"]),
    ("come", &["came"]),
    ("deal", &["dealt"]),
    ("do", &["does", "did", "done"]),
    ("draw", &["drew", "drawn"]),
    ("drink", &["drank", "drunk"]),
    ("drive", &["drove", "driven"]),
    ("eat", &["ate", "eaten"]),
    ("fall", &["fell", "fallen"]),
    ("feed", &["fed"]),
    ("feel", &["felt"]),
    ("fight", &["fought"]),
    ("find", &["found"]),
    ("flee", &["fled"]),
    ("forget", &["forgot", "forgotten"]),
    ("get", &["got"]),
    ("give", &["gave", "given"]),
    ("go", &["goes", "went", "gone"]),
    ("grow", &["grew", "grown"]),
    ("hear", &["heard"]),
    ("hide", &["hid", "hidden"]),
    ("hold", &["held"]),
    ("keep", &["kept"]),
    ("know", &["knew", "known"]),
    ("lead", &["led"]),
    ("leave", &["left"]),
    ("lie", &["lain"]),
    ("lose", &["lost"]),
    ("make", &["made"]),
    ("mean", &["meant"]),
    ("meet", &["met"]),
    ("overfeed", &["overfed"]),
    ("pay", &["paid"]),
    ("run", &["ran"]),
    ("say", &["said"]),
    ("see", &["saw", "seen"]),
    ("sell", &["sold"]),
    ("send", &["sent"]),
    ("shake", &["shook", "shaken"]),
    ("shoot", &["shot"]),
    ("show", &["shown"]),
    ("sleep", &["slept"]),
    ("slip", &["slipped"]),
    ("smell", &["smelt"]),
    ("speak", &["spoke", "spoken"]),
    ("spend", &["spent"]),
    ("steal", &["stole", "stolen"]),
    ("strike", &["struck"]),
    ("swear", &["swore", "sworn"]),
    ("take", &["took", "taken"]),
    ("teach", &["taught"]),
    ("tear", &["tore", "torn"]),
    ("tell", &["told"]),
    ("think", &["thought"]),
    ("throw", &["threw", "thrown"]),
    ("understand", &["understood"]),
    ("wake", &["woke", "woken"]),
    ("wear", &["wore", "worn"]),
    ("weep", &["wept"]),
    ("win", &["won"]),
    ("withdraw", &["withdrew", "withdrawn"]),
    ("write", &["wrote", "written"]),
];

/// Words that look like an inflection of a shorter word and are not.
const NOT_INFLECTIONS: [&str; 22] = [
    "better", "butter", "bitter", "letter", "matter", "summer", "number", "shower", "flower", "tower",
    "offer", "corner", "dinner", "ladder", "banner", "manner", "hammer", "father", "mother", "latter",
    "easter", "copper",
];

/// Every form of `word`, as keys (see [`fold_word`]), the word itself first.
pub fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let stem_e = word.strip_suffix('e');
    let stem_y = word.strip_suffix('y').filter(|stem| ends_in_consonant(stem));
    if let Some(stem) = stem_y {
        forms.extend(["ies", "ied", "ier", "iers"].map(|end| format!("{stem}{end}")));
        forms.push(format!("{word}ing"));
    } else if let Some(stem) = stem_e {
        forms.extend(["s", "d", "r", "rs"].map(|end| format!("{word}{end}")));
        if let Some(short) = stem.strip_suffix('i') {
            forms.push(format!("{short}ying"));
        } else {
            forms.push(format!("{stem}ing"));
        }
        if word.ends_with("ee") || word.ends_with("ge") || word.ends_with("oe") {
            forms.push(format!("{word}ing"));
        }
    } else {
        let sibilant = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end));
        forms.push(format!("{word}s"));
        if sibilant {
            forms.push(format!("{word}es"));
        }
        let shape = doubling(word);
        if shape != Doubling::Always {
            forms.extend(["ed", "ing", "er", "ers"].map(|end| format!("{word}{end}")));
        }
        if let Some(last) = word.chars().last().filter(|_| shape != Doubling::Never) {
            forms.extend(["ed", "ing", "er", "ers"].map(|end| format!("{word}{last}{end}")));
        }
    }
    if let Some((_, irregular)) = IRREGULAR.iter().find(|(base, _)| *base == word) {
        forms.extend(irregular.iter().map(|form| (*form).to_owned()));
    }
    let mut keys: Vec<String> = Vec::with_capacity(forms.len());
    for form in forms {
        let key = fold_word(&form);
        let wrong = form != word && NOT_INFLECTIONS.contains(&form.as_str());
        if !wrong && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

#[derive(PartialEq, Eq)]
enum Doubling {
    Always,
    Sometimes,
    Never,
}

/// Whether the last consonant is doubled: always in `cut`, perhaps in `commit` or `offer`.
fn doubling(word: &str) -> Doubling {
    let letters: Vec<char> = word.chars().collect();
    let [.., before, vowel, last] = letters.as_slice() else { return Doubling::Never };
    let closed = !is_vowel(*before) || (*before == 'u' && word.contains("qu"));
    if !closed || !is_vowel(*vowel) || is_vowel(*last) || "wxy".contains(*last) || !last.is_alphabetic() {
        return Doubling::Never;
    }
    let vowel_groups = letters.windows(2).filter(|pair| is_vowel(pair[0]) && !is_vowel(pair[1])).count();
    if vowel_groups == 1 { Doubling::Always } else { Doubling::Sometimes }
}

fn ends_in_consonant(stem: &str) -> bool {
    stem.chars().last().is_some_and(|letter| !is_vowel(letter))
}

fn is_vowel(letter: char) -> bool {
    "aeiou".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_inflections_are_formed() {
        for (word, wanted) in [
            ("cut", "cutting"),
            ("use", "using"),
            ("use", "user"),
            ("injury", "injuries"),
            ("bully", "bullied"),
            ("bully", "bullying"),
            ("die", "dying"),
            ("hit", "hits"),
            ("offend", "offender"),
            ("commit", "committed"),
            ("offer", "offering"),
            ("child", "children"),
            ("steal", "stolen"),
            ("self", "selfs"),
            ("crash", "crashes"),
            ("misuse", "misused"),
            ("argue", "arguing"),
        ] {
            assert!(forms(word).contains(&fold_word(wanted)), "{word} {wanted}: {:?}", forms(word));
        }
    }

    #[test]
    fn another_word_is_no_inflection() {
        for (word, other) in
            [("car", "caring"), ("bet", "better"), ("let", "letter"), ("off", "offer"), ("gang", "gangway")]
        {
            assert!(!forms(word).contains(&fold_word(other)), "{word} {other}");
        }
    }
}
