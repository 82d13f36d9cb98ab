//! What a page would cost with its forms, counted before anything is run.
//!
//! A form can be shown again and again, and can show others: a few kilobytes can stand
//! for work without end. What paints is counted while it is painted (`device`); here the
//! operators are counted that paint nothing, and what the forms unpack to each time.

use crate::device::LimitReached;
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::dict::keys::{ANNOTS, AP, AS, N, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use memchr::memmem;
use std::collections::BTreeMap;
use std::rc::Rc;
use thresholds_model::reading::Limits;

/// Forms within forms that the interpreter follows.
const MAX_DEPTH: u32 = 50;

/// What a page has more of than its limit allows, its forms counted as often as they are
/// shown: operators, or bytes that are unpacked for them.
pub(crate) fn excess(page: &Page<'_>, limits: &Limits) -> Option<LimitReached> {
    let content = page.page_stream().unwrap_or_default();
    let appearances = appearances(page.raw());
    // An operator and what parts it from the next take two bytes or more.
    let few = content.len() as u64 / 2 <= u64::from(limits.operators_per_page);
    if few && appearances.is_empty() && !(memmem::find(content, b"Do").is_some() && has_forms(page)) {
        return None;
    }
    let mut count = Count::new(limits);
    let mut all = count.add(&Own::of(content, limits.operators_per_page), page.resources(), 0);
    for form in appearances {
        all = all.and_then(|()| count.form(&form, page.resources(), 0));
    }
    match all {
        Err(Stop::Above(limit)) => Some(limit),
        _ => None,
    }
}

fn has_forms(page: &Page<'_>) -> bool {
    let resources = page.resources();
    resources.x_objects.keys().any(|name| resources.get_x_object(&name).is_some_and(|x| is_form(&x)))
}

/// Why counting ends before the end.
enum Stop {
    /// A limit is passed.
    Above(LimitReached),
    /// So many forms are shown that the interpreter will be stopped by what it paints.
    Left,
}

/// Content on its own.
struct Own {
    operators: u64,
    bytes: u64,
    /// Names of what it shows, in order.
    shown: Vec<Vec<u8>>,
}

impl Own {
    fn of(content: &[u8], most: u32) -> Self {
        let (mut operators, mut shown) = (0, Vec::new());
        let mut instructions = UntypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            operators += 1;
            if operators > u64::from(most) {
                break;
            }
            if &**instruction.operator == b"Do"
                && let Some(Object::Name(name)) = instruction.operands().next()
            {
                shown.push(name.as_ref().to_vec());
            }
        }
        Self { operators, bytes: content.len() as u64, shown }
    }
}

struct Count<'l> {
    limits: &'l Limits,
    operators: u64,
    bytes: u64,
    forms: u64,
    known: BTreeMap<ObjectIdentifier, Rc<Own>>,
}

impl<'l> Count<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self { limits, operators: 0, bytes: 0, forms: 0, known: BTreeMap::new() }
    }

    fn add(&mut self, own: &Own, resources: &Resources<'_>, depth: u32) -> Result<(), Stop> {
        self.operators += own.operators;
        if self.operators > u64::from(self.limits.operators_per_page) {
            return Err(Stop::Above(LimitReached { what: "operators", name: "operators_per_page" }));
        }
        for name in &own.shown {
            if let Some(shown) = resources.get_x_object(&Name::new_unescaped(name.as_slice())) {
                self.form(&shown, resources, depth)?;
            }
        }
        Ok(())
    }

    fn form(&mut self, form: &Stream<'_>, inherited: &Resources<'_>, depth: u32) -> Result<(), Stop> {
        if !is_form(form) {
            return Ok(());
        }
        let own = self.own(form);
        self.forms += 1;
        self.bytes += own.bytes;
        if self.bytes > self.limits.stream_bytes {
            return Err(Stop::Above(LimitReached { what: "content", name: "stream_bytes" }));
        }
        if self.forms > u64::from(self.limits.drawing_steps()) {
            return Err(Stop::Left);
        }
        if depth >= MAX_DEPTH {
            return Ok(());
        }
        let resources = form.dict().get::<Dict<'_>>(RESOURCES).map(Resources::new);
        self.add(&own, resources.as_ref().unwrap_or(inherited), depth + 1)
    }

    /// The content of a form on its own; it is looked at once.
    fn own(&mut self, form: &Stream<'_>) -> Rc<Own> {
        let most = self.limits.operators_per_page;
        let known = self.known.entry(form.obj_id());
        known.or_insert_with(|| Rc::new(Own::of(&form.decoded_data().unwrap_or_default(), most))).clone()
    }
}

/// Whether an external object is a form.
pub(crate) fn is_form(stream: &Stream<'_>) -> bool {
    stream.dict().get::<Name<'_>>(SUBTYPE).is_some_and(|n| n.as_ref() == b"Form")
}

/// What is shown of a page's annotations: their normal appearances in their present states.
pub(crate) fn appearances<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    let Some(annotations) = page.get::<Array<'a>>(ANNOTS) else { return Vec::new() };
    annotations.iter::<Dict<'a>>().filter_map(|a| appearance(&a)).collect()
}

fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'a>>(AP)?.get::<Object<'a>>(N)? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => {
            let present = annotation.get::<Name<'a>>(AS).and_then(|state| states.get::<Stream<'a>>(state));
            present.or_else(|| states.get::<Stream<'a>>(b"Off"))
        }
        _ => None,
    }
}
