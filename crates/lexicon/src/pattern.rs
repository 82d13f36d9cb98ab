//! The pattern language: words, endings, alternatives, classes and gaps.

use std::fmt;

/// A pattern as parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// `+`: the pattern must cover the passage but for qualifiers.
    pub whole: bool,
    /// `@`: the pattern itself names whose need it is.
    pub own_subject: bool,
    /// Gaps are passed over as far as they go: said of look-alikes, not written in a pattern.
    pub longest: bool,
    /// What it matches.
    pub node: Node,
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// One word, or the parts of a compound that may be written apart.
    Word(Vec<Part>),
    /// A number that satisfies a bound.
    Number(Bound),
    /// One after the other.
    Row(Vec<Node>),
    /// One of these.
    OneOf(Vec<Node>),
    /// This or nothing.
    Maybe(Box<Node>),
    /// A class of `classes.toml`.
    Class(String),
    /// No word: a comma may stand here, or a sign that a blank matches anyway (`(and|/)`).
    Comma,
    /// Two parts with other words between them.
    Gap {
        /// The part written first.
        left: Box<Node>,
        /// The part written second.
        right: Box<Node>,
        /// Most words between them.
        words: usize,
        /// Either order.
        either_order: bool,
    },
}

/// A part of a compound word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Lower-case letters.
    pub letters: String,
    /// Which endings it may have.
    pub ending: Ending,
}

/// Which endings a word may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// None.
    Exact,
    /// `~`: the inflections of an English word.
    Inflected,
    /// `*`: any.
    Any,
}

/// A bound on a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// `#`: any number.
    Any,
    /// `#<N`: less than.
    Below(u32),
    /// `#>N`: more than.
    Above(u32),
}

/// What is wrong with a pattern, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct PatternError {
    /// First byte of the trouble in the pattern.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.hint)
    }
}

/// Most alternatives, words and groups that one pattern may hold.
const MOST_DEPTH: usize = 12;
/// Widest gap.
const MOST_GAP: usize = 12;

/// Parses a pattern.
pub fn parse(source: &str) -> Result<Pattern, PatternError> {
    let mut parser = Parser { source, at: 0, depth: 0 };
    let (mut whole, mut own_subject) = (false, false);
    loop {
        parser.blanks();
        if parser.eat('+') {
            whole = true;
        } else if parser.eat('@') {
            own_subject = true;
        } else {
            break;
        }
    }
    let node = parser.row()?;
    match parser.peek() {
        None if node.may_be_nothing() => {
            parser.at = 0;
            Err(parser.error("the pattern can match nothing".to_owned(), "write a word that must be there"))
        }
        None => Ok(Pattern { whole, own_subject, longest: false, node }),
        Some(sign @ (')' | ']')) => {
            Err(parser.error(format!("`{sign}` closes nothing"), "remove it, or open the group before it"))
        }
        Some(_) => Err(parser.error("`|` outside a group".to_owned(), "write alternatives as (a|b)")),
    }
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(sign);
        if found {
            self.at += sign.len_utf8();
        }
        found
    }

    /// The `&` of `A&E`.
    fn in_a_name(&self) -> bool {
        let before = self.source.get(..self.at).and_then(|text| text.chars().last());
        let after = self.rest().chars().nth(1);
        before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
    }

    fn blanks(&mut self) {
        while let Some(sign) = self.peek().filter(|sign| sign.is_whitespace() || matches!(sign, '-' | '/')) {
            self.at += sign.len_utf8();
        }
    }

    fn error(&self, message: String, hint: &'static str) -> PatternError {
        PatternError { at: self.at, message, hint }
    }

    /// A row of units and gaps, up to `|`, `)`, `]` or the end.
    fn row(&mut self) -> Result<Node, PatternError> {
        let from = self.at;
        let mut done: Option<(Node, usize, bool)> = None;
        let mut units: Vec<Node> = Vec::new();
        loop {
            self.blanks();
            match self.peek() {
                None | Some('|' | ')' | ']') => break,
                Some('.') if self.rest().starts_with("..") => {
                    self.at += 2;
                    let words = self.gap_width()?;
                    done = Some((self.close(done, &mut units)?, words, false));
                }
                Some('&') if self.in_a_name() => {
                    self.at += 1;
                    units.push(Node::Word(vec![Part { letters: "and".to_owned(), ending: Ending::Exact }]));
                }
                Some('&') if self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                    self.at += 1;
                    let words = self.gap_width()?;
                    done = Some((self.close(done, &mut units)?, words, true));
                }
                Some(_) => units.push(self.unit()?),
            }
        }
        if units.is_empty() && done.is_none() {
            let sign = self.source.get(from..self.at).unwrap_or_default().trim();
            if self.depth > 0 && matches!(sign, "/" | "-") {
                return Ok(Node::Comma);
            }
            self.at = from;
            return Err(self.error("nothing to match here".to_owned(), "write at least one word"));
        }
        self.close(done, &mut units)
    }

    /// Joins what stands before a gap with the units after it.
    fn close(
        &self,
        before: Option<(Node, usize, bool)>,
        units: &mut Vec<Node>,
    ) -> Result<Node, PatternError> {
        if units.is_empty() && self.depth == 0 {
            return Err(self.error(
                "a gap at the edge of the pattern".to_owned(),
                "write a word before and after ..N and &N",
            ));
        }
        let right = row_of(std::mem::take(units));
        Ok(match before {
            None => right,
            Some((left, words, either_order)) => {
                Node::Gap { left: Box::new(left), right: Box::new(right), words, either_order }
            }
        })
    }

    fn gap_width(&mut self) -> Result<usize, PatternError> {
        let digits: String = self.rest().chars().take_while(char::is_ascii_digit).collect();
        match digits.parse::<usize>() {
            Ok(words) if words <= MOST_GAP => {
                self.at += digits.len();
                Ok(words)
            }
            Ok(_) => Err(self.error(format!("a gap of {digits} words is too wide"), "12 words is the most")),
            Err(_) => Err(self.error("a gap without a number".to_owned(), "write ..4 or &4")),
        }
    }

    fn unit(&mut self) -> Result<Node, PatternError> {
        match self.peek() {
            Some('(') => self.group('(', ')'),
            Some('[') => Ok(Node::Maybe(Box::new(self.group('[', ']')?))),
            Some('{') => self.class(),
            Some('#') => self.number(),
            Some(',') => {
                self.at += 1;
                Ok(Node::Comma)
            }
            _ => self.word(),
        }
    }

    fn group(&mut self, open: char, shut: char) -> Result<Node, PatternError> {
        let from = self.at;
        self.at += open.len_utf8();
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(self.error("groups are nested too deeply".to_owned(), "split the pattern"));
        }
        if open == '[' && self.rest().starts_with(",]") {
            self.at += 2;
            self.depth -= 1;
            return Ok(Node::Comma);
        }
        let mut branches = vec![self.row()?];
        while self.eat('|') {
            branches.push(self.row()?);
        }
        if !self.eat(shut) {
            self.at = from;
            return Err(self.error(format!("`{open}` is never closed"), "close the group"));
        }
        self.depth -= 1;
        let ending = self.ending();
        if ending != Ending::Exact {
            for branch in &mut branches {
                set_ending(branch, ending);
            }
        }
        Ok(match branches.len() {
            1 => branches.remove(0),
            _ => Node::OneOf(branches),
        })
    }

    fn class(&mut self) -> Result<Node, PatternError> {
        let from = self.at;
        self.at += 1;
        let Some(length) = self.rest().find('}') else {
            self.at = from;
            return Err(self.error("`{` is never closed".to_owned(), "write a class as {parent}"));
        };
        let name = self.rest()[..length].trim().to_owned();
        self.at += length + 1;
        self.ending();
        Ok(Node::Class(name))
    }

    fn number(&mut self) -> Result<Node, PatternError> {
        self.at += 1;
        let bound: fn(u32) -> Bound = match self.peek() {
            Some('<') => Bound::Below,
            Some('>') => Bound::Above,
            _ => return Ok(Node::Number(Bound::Any)),
        };
        self.at += 1;
        let digits: String = self.rest().chars().take_while(char::is_ascii_digit).collect();
        let limit = digits
            .parse()
            .map_err(|_| self.error("a bound without a number".to_owned(), "write #<90 or #>95"))?;
        self.at += digits.len();
        Ok(Node::Number(bound(limit)))
    }

    fn word(&mut self) -> Result<Node, PatternError> {
        let mut parts: Vec<Part> = Vec::new();
        loop {
            let length = self.rest().find(|c| !is_letter(c)).unwrap_or(self.rest().len());
            let letters = &self.rest()[..length];
            if letters.is_empty() {
                return Err(match self.peek() {
                    _ if !parts.is_empty() => self
                        .error("a word is missing after `_`".to_owned(), "write a compound as over_crowd*"),
                    Some('*' | '~') => self.error(
                        "an ending without a word".to_owned(),
                        "write the ending right after its word: drink~, suicid*",
                    ),
                    Some('.') => self.error("a single full stop".to_owned(), "a gap is written ..4"),
                    Some('&') => self.error("`&` without a number".to_owned(), "write and, or a gap as &4"),
                    Some('"') => self.error("a quote".to_owned(), "write words without quotes"),
                    Some('+' | '@') => {
                        let sign = self.peek().unwrap_or('+');
                        self.error(format!("`{sign}` inside a pattern"), "+ and @ stand only at the start")
                    }
                    Some('}') => self.error("`}` closes nothing".to_owned(), "write a class as {parent}"),
                    Some(sign) => self.error(
                        format!("`{sign}` means nothing here"),
                        "write plain words; see the pattern language",
                    ),
                    None => self.error("a word is missing".to_owned(), "write at least one word"),
                });
            }
            let letters = written(letters);
            self.at += length;
            let letters = if letters == "w" { self.with_or_without() } else { letters };
            let ending = self.ending();
            parts.push(Part { letters, ending });
            if !self.eat('_') {
                break;
            }
        }
        if let Some(sign) = self.peek().filter(|c| is_letter(*c)) {
            return Err(self.error(format!("`{sign}` right after an ending"), "~ and * end a word"));
        }
        if self.rest().starts_with('.') && !self.rest().starts_with("..") {
            self.at += 1;
        }
        Ok(Node::Word(parts))
    }

    /// `w/` and `w/o` are "with" and "without", as in a text; another `w` is left as it is.
    fn with_or_without(&mut self) -> String {
        let Some(rest) = self.rest().strip_prefix('/') else { return "w".to_owned() };
        let short: String = rest.chars().take_while(|c| is_letter(*c)).collect();
        let whole = match short.as_str() {
            "" => "with",
            "o" | "out" => "without",
            _ => return "w".to_owned(),
        };
        self.at += 1 + short.len();
        whole.to_owned()
    }

    fn ending(&mut self) -> Ending {
        if self.eat('~') {
            Ending::Inflected
        } else if self.eat('*') {
            Ending::Any
        } else {
            Ending::Exact
        }
    }
}

/// The letters of a word, without a possessive ending.
fn written(word: &str) -> String {
    if word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let word = word.to_lowercase().replace('\u{2019}', "'");
    word.trim_end_matches("'s").trim_matches('\'').to_owned()
}

fn is_letter(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '\'' | '\u{2019}')
}

fn row_of(mut units: Vec<Node>) -> Node {
    if units.len() == 1 { units.remove(0) } else { Node::Row(units) }
}

/// `(arm|leg)~`: the ending goes to the last word of every alternative.
fn set_ending(node: &mut Node, ending: Ending) {
    match node {
        Node::Word(parts) => {
            if let Some(part) = parts.last_mut().filter(|part| part.ending == Ending::Exact) {
                part.ending = ending;
            }
        }
        Node::Row(units) => units.last_mut().into_iter().for_each(|unit| set_ending(unit, ending)),
        Node::OneOf(branches) => branches.iter_mut().for_each(|branch| set_ending(branch, ending)),
        Node::Maybe(inner) => set_ending(inner, ending),
        Node::Gap { right, .. } => set_ending(right, ending),
        Node::Class(_) | Node::Number(_) | Node::Comma => {}
    }
}

impl Node {
    /// Visits the classes that the pattern names.
    pub fn classes<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        match self {
            Self::Class(name) => visit(name),
            Self::Row(nodes) | Self::OneOf(nodes) => nodes.iter().for_each(|node| node.classes(visit)),
            Self::Maybe(inner) => inner.classes(visit),
            Self::Gap { left, right, .. } => {
                left.classes(visit);
                right.classes(visit);
            }
            Self::Word(_) | Self::Number(_) | Self::Comma => {}
        }
    }

    /// The rows of words (without endings) that satisfy it when all its optional parts are
    /// left out, as far as they have at most `longest` words; none through a class.
    pub fn bare(&self, longest: usize) -> Vec<Vec<String>> {
        let row = |nodes: &[&Self]| {
            let mut rows = vec![Vec::new()];
            for node in nodes.iter().filter(|node| !node.may_be_nothing()) {
                let next = node.bare(longest);
                rows = rows
                    .iter()
                    .flat_map(|row| next.iter().map(move |more| [row.as_slice(), more].concat()))
                    .filter(|row| row.len() <= longest)
                    .collect();
            }
            rows
        };
        match self {
            Self::Word(parts) => vec![vec![parts.iter().map(|part| part.letters.as_str()).collect()]],
            Self::Number(_) => vec![vec!["7".to_owned()]],
            Self::Row(nodes) => row(&nodes.iter().collect::<Vec<_>>()),
            Self::Gap { left, right, .. } => row(&[left.as_ref(), right.as_ref()]),
            Self::OneOf(nodes) => nodes.iter().flat_map(|node| node.bare(longest)).collect(),
            Self::Maybe(inner) => inner.bare(longest),
            Self::Class(_) | Self::Comma => Vec::new(),
        }
    }

    /// Whether a part of it may be missing.
    pub fn has_option(&self) -> bool {
        match self {
            Self::Maybe(_) => true,
            Self::Row(nodes) | Self::OneOf(nodes) => nodes.iter().any(Self::has_option),
            Self::Gap { left, right, .. } => left.has_option() || right.has_option(),
            Self::Word(_) | Self::Number(_) | Self::Class(_) | Self::Comma => false,
        }
    }

    /// Whether it matches an empty text.
    fn may_be_nothing(&self) -> bool {
        match self {
            Self::Word(_) | Self::Number(_) | Self::Class(_) => false,
            Self::Maybe(_) | Self::Comma => true,
            Self::Row(nodes) => nodes.iter().all(Self::may_be_nothing),
            Self::OneOf(nodes) => nodes.iter().any(Self::may_be_nothing),
            Self::Gap { left, right, .. } => left.may_be_nothing() && right.may_be_nothing(),
        }
    }

    /// Whether other words may stand between its parts.
    pub fn has_gap(&self) -> bool {
        match self {
            Self::Gap { .. } => true,
            Self::Row(nodes) | Self::OneOf(nodes) => nodes.iter().any(Self::has_gap),
            Self::Maybe(inner) => inner.has_gap(),
            Self::Word(_) | Self::Number(_) | Self::Class(_) | Self::Comma => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error_at(source: &str) -> usize {
        parse(source).unwrap_err().at
    }

    #[test]
    fn gaps_alternatives_and_endings_are_read() {
        let pattern = parse("@ {parent} &5 (drink~|use~ [of] drug*)").unwrap();
        assert!(pattern.own_subject && !pattern.whole && pattern.node.has_gap());
        let Node::Gap { left, right, words: 5, either_order: true } = pattern.node else { panic!() };
        assert_eq!(*left, Node::Class("parent".into()));
        let Node::OneOf(branches) = *right else { panic!() };
        assert_eq!(branches.len(), 2);
    }

    #[test]
    fn compounds_keep_their_parts() {
        let Node::Word(parts) = parse("over_crowd*").unwrap().node else { panic!() };
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[1].ending, Ending::Any);
    }

    #[test]
    fn hyphens_and_slashes_part_words() {
        assert_eq!(parse("p/c").unwrap(), parse("p c").unwrap());
    }

    #[test]
    fn with_and_without_may_be_written_in_short() {
        assert_eq!(parse("w/ (knife|w/o cause)").unwrap(), parse("with (knife|without cause)").unwrap());
        assert_eq!(parse("w c").unwrap(), parse("w/c").unwrap());
    }

    #[test]
    fn an_ampersand_in_a_name_is_and() {
        assert_eq!(parse("a&e").unwrap(), parse("a and e").unwrap());
    }

    #[test]
    fn an_ending_after_a_group_goes_to_every_alternative() {
        assert_eq!(parse("(arm|own leg)~").unwrap(), parse("(arm~|own leg~)").unwrap());
    }

    #[test]
    fn errors_point_at_the_place() {
        assert_eq!(error_at("cut~ (arm|leg"), 5);
        assert_eq!(error_at("cut arm)"), 7);
        assert_eq!(error_at("cut | arm"), 4);
        assert_eq!(error_at("cut .. arm"), 6);
        assert_eq!(error_at("cut ..40 arm"), 6);
        assert_eq!(error_at("cut~s"), 4);
        assert_eq!(error_at("cut ~ arm"), 4);
        assert_eq!(error_at("{parent drinks"), 0);
        assert_eq!(error_at(""), 0);
        assert_eq!(error_at("a (b|) c"), 5);
        assert_eq!(error_at("a ..3"), 5);
        assert_eq!(error_at("a ! b"), 2);
        assert_eq!(error_at("[a] [b]"), 0);
        assert_eq!(error_at("(self_|own) harm"), 6);
    }
}
