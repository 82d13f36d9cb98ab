//! What was once made of a text: titles and headers come back with every passage below them.

use std::cell::RefCell;
use std::collections::HashMap;

/// Results by text. Only ever asked by text, never listed, so that its order shows nowhere.
pub(crate) struct Memo<T>(RefCell<HashMap<String, T>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Clone> Memo<T> {
    /// The result for a text, computed the first time.
    pub(crate) fn of(&self, text: &str, compute: impl FnOnce(&str) -> T) -> T {
        if let Some(known) = self.0.borrow().get(text) {
            return known.clone();
        }
        let computed = compute(text);
        self.0.borrow_mut().insert(text.to_string(), computed.clone());
        computed
    }
}
