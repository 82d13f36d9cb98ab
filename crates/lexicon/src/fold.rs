//! One spelling for every word: British and American forms of a word fold to the same string.
//!
//! The result is a key, not English: the same rules apply to patterns and to text, so a
//! rule may be broader than the words it is meant for, as long as it keeps words apart
//! that differ in meaning.

/// Words whose key follows no rule: two spellings of one word, contractions that
/// lost their apostrophe.
const IRREGULAR: [(&str, &str); 37] = [
    ("ageing", "aging"),
    ("arent", "aren't"),
    ("cant", "can't"),
    ("centre", "center"),
    ("centres", "centers"),
    ("couldnt", "couldn't"),
    ("defence", "defense"),
    ("didnt", "didn't"),
    ("doesnt", "doesn't"),
    ("dont", "don't"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("fulfil", "fulfill"),
    ("grey", "gray"),
    ("hasnt", "hasn't"),
    ("havent", "haven't"),
    ("isnt", "isn't"),
    ("judgement", "judgment"),
    ("learnt", "learned"),
    ("licence", "license"),
    ("mom", "mum"),
    ("mommy", "mummy"),
    ("moms", "mums"),
    ("offence", "offense"),
    ("offences", "offenses"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practises", "practices"),
    ("practising", "practicing"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("shouldnt", "shouldn't"),
    ("wasnt", "wasn't"),
    ("werent", "weren't"),
    ("wont", "won't"),
    ("wouldnt", "wouldn't"),
];

/// Stems that American spelling writes with `or`.
const OUR_STEMS: [&str; 29] = [
    "behaviour",
    "honour",
    "colour",
    "favour",
    "neighbour",
    "humour",
    "harbour",
    "labour",
    "rumour",
    "tumour",
    "odour",
    "vapour",
    "flavour",
    "endeavour",
    "demeanour",
    "saviour",
    "savour",
    "vigour",
    "rigour",
    "fervour",
    "clamour",
    "glamour",
    "armour",
    "splendour",
    "candour",
    "valour",
    "ardour",
    "succour",
    "parlour",
];

/// Endings of `-ise` verbs after `is`, written with `z` in the key.
const ISE_ENDINGS: [&str; 10] = ["e", "es", "ed", "er", "ers", "ing", "ation", "ations", "able", "ement"];

/// The key of a lower-case word.
pub fn fold_word(word: &str) -> String {
    let same_start = |written: &str| written.as_bytes().first() == word.as_bytes().first();
    if let Some((_, key)) = IRREGULAR.iter().find(|(written, _)| same_start(written) && *written == word) {
        return (*key).to_owned();
    }
    if word.len() < 6 || !word.is_ascii() {
        return word.to_owned();
    }
    let mut key = with_e(with_or(word));
    if let Some(z) = with_z(&key) {
        key = z;
    }
    if key.len() >= 8 {
        for (double, single) in [("lling", "ling"), ("lled", "led"), ("ller", "ler"), ("llers", "lers")] {
            if let Some(stem) = key.strip_suffix(double) {
                key = format!("{stem}{single}");
                break;
            }
        }
    }
    key
}

/// `paediatric` → `pediatric`. Nearly every word has neither pair: those are not copied.
fn with_e(word: String) -> String {
    let has = |pair: &[u8; 2]| word.as_bytes().windows(2).any(|letters| letters == pair);
    if has(b"ae") || has(b"oe") { word.replace("ae", "e").replace("oe", "e") } else { word }
}

/// `behaviour` → `behavior`, and never `mourning` → `morning`.
fn with_or(word: &str) -> String {
    // Nearly every word has no `our`: the stems are not looked for.
    if !word.as_bytes().windows(3).any(|letters| letters == b"our") {
        return word.to_owned();
    }
    match OUR_STEMS.iter().find_map(|stem| Some((word.find(stem)?, stem))) {
        Some((at, stem)) => {
            let seam = at + stem.len() - "our".len();
            format!("{}or{}", &word[..seam], &word[at + stem.len()..])
        }
        None => word.to_owned(),
    }
}

/// `radicalised` → `radicalized`, `analyse` → `analyze`.
fn with_z(word: &str) -> Option<String> {
    ISE_ENDINGS.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        let root =
            stem.strip_suffix("is").map(|r| (r, "iz")).or_else(|| stem.strip_suffix("ys").map(|r| (r, "yz")));
        let (root, z) = root?;
        (root.len() >= 3).then(|| format!("{root}{z}{ending}"))
    })
}

/// The keys under which words that begin with `prefix` can be found: the fold of a whole
/// word may change letters that the prefix already holds.
pub fn fold_prefix(prefix: &str) -> Vec<String> {
    let mut keys = vec![prefix.to_owned()];
    let broad = with_e(with_or(prefix));
    if broad != prefix {
        keys.push(broad.clone());
    }
    if let Some(at) = broad.rfind("is").filter(|at| *at >= 3) {
        let rest = &broad[at + 2..];
        if ISE_ENDINGS.iter().any(|ending| ending.starts_with(rest)) {
            keys.push(format!("{}iz{rest}", &broad[..at]));
        }
    }
    keys.sort();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_spellings_share_a_key() {
        for (british, american) in [
            ("behaviour", "behavior"),
            ("behavioural", "behavioral"),
            ("honour", "honor"),
            ("radicalisation", "radicalization"),
            ("radicalised", "radicalized"),
            ("immunisation", "immunization"),
            ("paediatric", "pediatric"),
            ("foetal", "fetal"),
            ("programme", "program"),
            ("counselling", "counseling"),
            ("organisation", "organization"),
            ("analyse", "analyze"),
            ("offence", "offense"),
            ("diarrhoea", "diarrhea"),
        ] {
            assert_eq!(fold_word(british), fold_word(american), "{british}");
        }
    }

    #[test]
    fn different_words_keep_different_keys() {
        for (one, other) in [
            ("hour", "hor"),
            ("filled", "filed"),
            ("does", "des"),
            ("raise", "raze"),
            ("four", "for"),
            ("mourning", "morning"),
            ("source", "sorce"),
            ("course", "corse"),
        ] {
            assert_ne!(fold_word(one), fold_word(other), "{one}");
        }
    }

    #[test]
    fn a_prefix_finds_both_spellings() {
        for (prefix, word) in [
            ("immunis", "immunization"),
            ("radicalis", "radicalised"),
            ("behaviour", "behavioural"),
            ("paed", "paediatric"),
        ] {
            let key = fold_word(word);
            assert!(fold_prefix(prefix).iter().any(|p| key.starts_with(p.as_str())), "{prefix} {word} {key}");
        }
    }
}
