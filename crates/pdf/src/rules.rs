//! Joins the pieces of rules: cell borders drawn one by one, dashes, dots.

use crate::path::Painted;
use thresholds_model::geometry::BBox;
use thresholds_model::page::{Colour, Rule};

/// Pieces this close along the line touch, points.
const TOUCH: f32 = 0.75;
/// Pieces whose middles differ less than this lie on one line, points.
const SAME_LINE: f32 = 0.35;
/// A dash is at most this long, points,
const DASH: f32 = 12.0;
/// with a gap of at most this to the next one,
const GAP: f32 = 8.0;
/// and a dashed line has at least this many.
const DASHES: usize = 4;

/// All rules of a page: pieces joined, dashed and dotted lines as one rule each.
pub(crate) fn join(painted: Painted) -> (Vec<Rule>, Painted) {
    let Painted { rules, fills, dots, bullets } = painted;
    let (across, down): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(|r| r.horizontal);
    let specks = |horizontal: bool| {
        dots.iter().map(move |&(bbox, colour)| Piece::new(bbox, colour, horizontal, true)).collect::<Vec<_>>()
    };
    let pieces = |rules: Vec<Rule>, horizontal| {
        rules
            .into_iter()
            .map(move |r| Piece::new(r.bbox, r.colour, horizontal, false))
            .chain(specks(horizontal))
            .collect()
    };
    let mut out = join_parallel(pieces(across, true), true);
    out.extend(join_parallel(pieces(down, false), false));
    (out, Painted { fills, bullets, ..Painted::default() })
}

/// A piece of a line: `from` and `to` along it, `low` and `high` across it.
#[derive(Clone, Copy)]
struct Piece {
    from: f32,
    to: f32,
    low: f32,
    high: f32,
    colour: Colour,
    speck: bool,
}

impl Piece {
    fn new(b: BBox, colour: Colour, horizontal: bool, speck: bool) -> Self {
        let (from, to, low, high) =
            if horizontal { (b.x0, b.x1, b.y0, b.y1) } else { (b.y0, b.y1, b.x0, b.x1) };
        Self { from, to, low, high, colour, speck }
    }

    fn middle(&self) -> f32 {
        (self.low + self.high) / 2.0
    }

    fn length(&self) -> f32 {
        self.to - self.from
    }

    fn absorb(&mut self, other: &Self) {
        self.to = self.to.max(other.to);
        self.low = self.low.min(other.low);
        self.high = self.high.max(other.high);
        self.speck &= other.speck;
    }

    fn rule(&self, horizontal: bool) -> Rule {
        let bbox = if horizontal {
            BBox { x0: self.from, x1: self.to, y0: self.low, y1: self.high }
        } else {
            BBox { x0: self.low, x1: self.high, y0: self.from, y1: self.to }
        };
        Rule { bbox, horizontal, colour: self.colour }
    }
}

fn join_parallel(mut pieces: Vec<Piece>, horizontal: bool) -> Vec<Rule> {
    pieces.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let mut out = Vec::new();
    let mut rest = &pieces[..];
    while let Some(first) = rest.first() {
        let end = rest.iter().take_while(|p| p.middle() - first.middle() <= SAME_LINE).count().max(1);
        let (line, after) = rest.split_at(end);
        out.extend(join_line(line.to_vec()).iter().map(|p| p.rule(horizontal)));
        rest = after;
    }
    out
}

fn join_line(mut line: Vec<Piece>) -> Vec<Piece> {
    line.sort_by(|a, b| a.colour.cmp(&b.colour).then(a.from.total_cmp(&b.from)).then(a.to.total_cmp(&b.to)));
    let touching = chain(line, |last, next| next.from - last.to <= TOUCH);
    dashed(touching)
}

fn chain(pieces: Vec<Piece>, joins: impl Fn(&Piece, &Piece) -> bool) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match out.last_mut() {
            Some(last) if last.colour == piece.colour && joins(last, &piece) => last.absorb(&piece),
            _ => out.push(piece),
        }
    }
    out
}

/// Runs of short pieces at short gaps become one; specks that join nothing are dropped.
fn dashed(pieces: Vec<Piece>) -> Vec<Piece> {
    let follows = |a: &Piece, b: &Piece| {
        a.colour == b.colour
            && b.length() <= DASH
            && a.length() <= DASH
            && b.from - a.to <= GAP.min(2.0 * a.length().max(b.length()) + 2.0)
    };
    let mut out = Vec::with_capacity(pieces.len());
    let mut start = 0;
    while start < pieces.len() {
        let run = 1 + pieces[start..].windows(2).take_while(|w| follows(&w[0], &w[1])).count();
        let run_pieces = &pieces[start..start + run];
        if run >= DASHES {
            out.extend(run_pieces.iter().copied().reduce(|mut a, b| {
                a.absorb(&b);
                a.speck = false;
                a
            }));
        } else {
            out.extend(run_pieces.iter().copied().filter(|p| !p.speck));
        }
        start += run;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(rules: Vec<Rule>, dots: Vec<(BBox, Colour)>) -> Vec<Rule> {
        join(Painted { rules, dots, ..Painted::default() }).0
    }

    fn across(x0: f32, x1: f32, y: f32) -> Rule {
        Rule { bbox: BBox::new(x0, y, x1, y + 0.5), horizontal: true, colour: Colour::BLACK }
    }

    #[test]
    fn borders_of_neighbouring_cells_become_one_rule() {
        let rules = joined(
            vec![across(50.0, 150.0, 10.0), across(150.5, 250.0, 10.0), across(50.0, 150.0, 30.0)],
            vec![],
        );
        assert_eq!(rules.len(), 2);
        assert_eq!((rules[0].bbox.x0, rules[0].bbox.x1), (50.0, 250.0));
    }

    #[test]
    fn rules_of_two_tables_side_by_side_stay_apart() {
        assert_eq!(joined(vec![across(50.0, 150.0, 10.0), across(156.0, 250.0, 10.0)], vec![]).len(), 2);
    }

    #[test]
    fn dashes_become_one_rule() {
        let dashes = (0..20u8).map(|i| across(f32::from(i) * 6.0, f32::from(i) * 6.0 + 3.0, 10.0)).collect();
        let rules = joined(dashes, vec![]);
        assert_eq!(rules.len(), 1);
        assert_eq!(rules[0].bbox.x1, 117.0);
    }

    #[test]
    fn dots_in_a_row_become_a_rule_and_a_lone_dot_nothing() {
        let dot = |x: f32, y: f32| (BBox::new(x, y, x + 1.0, y + 1.0), Colour::BLACK);
        let row: Vec<_> = (0..10u8).map(|i| dot(f32::from(i) * 3.0, 10.0)).collect();
        assert_eq!(joined(vec![], row).len(), 1);
        assert_eq!(joined(vec![], vec![dot(5.0, 5.0)]).len(), 0);
        let column: Vec<_> = (0..10u8).map(|i| dot(10.0, f32::from(i) * 3.0)).collect();
        let rules = joined(vec![], column);
        assert!(rules.len() == 1 && !rules[0].horizontal);
    }
}
